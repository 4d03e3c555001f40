package engine

import (
	"time"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// Case is a claim and all that is known about it when it is decided. Rules are pure functions of it.
type Case struct {
	Claim Claim
	// On is the day of the decision.
	On fhir.Date
	// What the registry knows as of the first day of service; nil where it has nothing.
	Facility     *Facility
	Member       *Member
	Practitioner *Practitioner
	// Coverages are all rows of the member's cover.
	Coverages []Coverage
	Held
	// Terms are the code systems in force.
	Terms    *terminology.Set
	Settings Settings
	// Items are the items as the rules before have left them, in the order of Claim.Items: the runner
	// sets it before each rule, which must not change it.
	Items []ItemDecision
}

// Held is what others have of that of which a claim wants a part. It is read under the lock of the
// claim's member and household, so that it holds until the decision is written.
type Held struct {
	// Others are items of other claims of the member whose days touch those of this one, by day; claims
	// that are rejected or canceled are left out, and so are preauthorizations.
	Others []OtherItem
	// Taken is what others took of the limits that the claim's interventions have.
	Taken []Usage
	// Preauthorizations are those that the claim names, of its facility.
	Preauthorizations []Preauthorization
	// Attended are hours in which the claim's practitioner serves patients in another facility.
	Attended []Attendance
	// Documents are the codes of attachment types that were added after the claim came.
	Documents []string
}

// OtherItem is an item of another claim of the same member.
type OtherItem struct {
	ClaimID  string
	Facility string
	State    State
	Sequence int
	Code     string
	// Start and End are the days of service, ReceivedAt is when the claim came.
	Start, End fhir.Date
	ReceivedAt time.Time
	Quantity   fhir.Decimal
	// Paid are the days that its benefit pays; zero where nothing was approved.
	Paid Days
}

// Attendance is an hour in which a practitioner serves a patient.
type Attendance struct {
	Facility string
	// At is the beginning of the service.
	At time.Time
}

// Days are calendar days from First to Last, both included. The zero Days are none.
type Days struct {
	First fhir.Date `json:"first,omitzero"`
	Last  fhir.Date `json:"last,omitzero"`
}

// IsZero reports whether there are none.
func (d Days) IsZero() bool { return d == Days{} }

// Count is how many days there are.
func (d Days) Count() int {
	if d.IsZero() || d.Last.Before(d.First) {
		return 0
	}
	return d.First.DaysUntil(d.Last) + 1
}

// Meet are the days that both have; zero where they have none.
func (d Days) Meet(other Days) Days {
	if d.IsZero() || other.IsZero() {
		return Days{}
	}
	meet := d
	if other.First.After(meet.First) {
		meet.First = other.First
	}
	if other.Last.Before(meet.Last) {
		meet.Last = other.Last
	}
	if meet.Last.Before(meet.First) {
		return Days{}
	}
	return meet
}

// Intervention is the catalogue's row for an item on its first day; false where it has none.
func (c Case) Intervention(item Item) (terminology.Intervention, bool) {
	return c.intervention(item.Code, item.Start)
}

func (c Case) intervention(code string, on fhir.Date) (terminology.Intervention, bool) {
	if c.Terms == nil {
		return terminology.Intervention{}, false
	}
	return c.Terms.Intervention(code, on)
}

// Counted are the days of an item that are counted (rules.md TRF-002): of a stay those before the day
// of discharge, unless the setting counts that one, too; of anything else all its days. A stay that
// ends on the day on which it began counts one.
func (c Case) Counted(item Item) Days { return c.counted(item.Code, item.Start, item.End) }

// OtherCounted are the days of another claim's item that are counted, likewise.
func (c Case) OtherCounted(other OtherItem) Days {
	return c.counted(other.Code, other.Start, other.End)
}

func (c Case) counted(code string, start, end fhir.Date) Days {
	row, _ := c.intervention(code, start)
	if row.Unit == terminology.Day && !c.Settings.CountDischargeDay && start.Before(end) {
		end = end.AddDays(-1)
	}
	return Days{start, end}
}
