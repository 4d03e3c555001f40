package terminology

import (
	"regexp"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// Scheme is the medical scheme that an intervention belongs to; it is the prefix of its code.
type Scheme string

const (
	// SHA is the Social Health Authority's general scheme.
	SHA Scheme = "SHA"
	// PMF is the public officers' medical scheme.
	PMF Scheme = "PMF"
)

// Mechanism is how the payer pays for an intervention, in the national words.
type Mechanism string

const (
	FeeForService      Mechanism = "FEE_FOR_SERVICE"
	FixedFeeForService Mechanism = "FIXED_FEE_FOR_SERVICE"
	Capitation         Mechanism = "CAPITATION"
	PerDiem            Mechanism = "PER_DIEM"
	CaseBased          Mechanism = "CASE_BASED"
)

// Unit is what one tariff amount pays for.
type Unit string

const (
	Day     Unit = "day"
	Session Unit = "session"
	Case    Unit = "case"
	Item    Unit = "item"
	Capita  Unit = "capita"
)

// Intervention is one row of the payer's catalogue: a billable code as it stands over a period.
type Intervention struct {
	Code, Name string
	Scheme     Scheme
	// Fund is one of the national fund choices (SHIF_Only, PHC_Only …), empty where the source
	// does not say.
	Fund string
	// Mechanism and Unit are empty where the source does not say how it is paid.
	Mechanism Mechanism
	Unit      Unit
	// AccessPoint is IP, OP or OP_and_IP, empty where the source does not say.
	AccessPoint string
	// Levels are the facility levels that may deliver it; empty: any.
	Levels []string
	// Tariffs are amounts per unit by whole facility level: "4" also serves 4A to 4C. A level that is
	// missing is one whose amount is not known.
	Tariffs map[string]fhir.Money
	// Copay is what the patient pays of the eligible amount.
	Copay  Copay
	Limits []Limit
	// Preauth are the kinds of preauthorization that it needs, one of which is enough: renal,
	// surgical, oncology, optical, radiology, manual, before-submission; none: it needs none.
	Preauth []string
	// Sex is the administrative gender that it is limited to; empty: any.
	Sex string
	// MinAge and MaxAge are completed years, both included; nil: no limit.
	MinAge, MaxAge *int
	// Diagnoses are ICD-11 codes: a diagnosis that is none of them and below none of them is not what
	// the intervention is for. Empty: any.
	Diagnoses []string
	// Documents are codes of attachment types that a claim of it must bring.
	Documents []string
	// Combination is the group by which the payer says what may be claimed together.
	Combination string
	// Capitated: paid for by head and year, so each claim of it is worth nothing.
	Capitated bool
	// From and To are the first and the last day in force; zero: open.
	From, To fhir.Date
}

var interventionForm = regexp.MustCompile(`^(SHA|PMF)-\d{2}-\d{3}$`)

// InterventionForm reports whether a code has the form of a billable intervention. Codes of
// chapters (SHA-07) and of sub-benefits (SHA-12-SC-01) have not.
func InterventionForm(code string) bool { return interventionForm.MatchString(code) }

// Tariff is the amount per unit at a facility of the level. It is false where the catalogue gives
// none: that is unknown, never free.
func (i Intervention) Tariff(level string) (fhir.Money, bool) {
	amount, ok := i.Tariffs[wholeLevel(plainLevel(level))]
	return amount, ok
}

// AllowsLevel reports whether a facility of the level may deliver the intervention. A facility
// known only as level 4 may deliver what 4, 4A, 4B or 4C may; a list that names level 4 and none
// of its parts means all of them.
func (i Intervention) AllowsLevel(level string) bool {
	level = plainLevel(level)
	if len(i.Levels) == 0 || slices.Contains(i.Levels, level) {
		return true
	}
	whole := wholeLevel(level)
	namesPart := slices.ContainsFunc(i.Levels, func(l string) bool {
		return l != whole && wholeLevel(l) == whole
	})
	if level == whole {
		return namesPart
	}
	return !namesPart && slices.Contains(i.Levels, whole)
}

// plainLevel is a level as the catalogue writes it: bundles say "LEVEL 4" where it says "4".
func plainLevel(level string) string {
	level = strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(level)), "LEVEL")
	return strings.TrimSpace(level)
}

// wholeLevel is the level without its part: "4" of "4B".
func wholeLevel(level string) string { return strings.TrimRight(level, "ABC") }

// inForce reports whether the row holds on the day.
func (i Intervention) inForce(on fhir.Date) bool {
	return (i.From.IsZero() || !on.Before(i.From)) && (i.To.IsZero() || !on.After(i.To))
}

// Period says when the row holds, for people: "from 2024-10-01 on".
func (i Intervention) Period() string {
	switch {
	case i.From.IsZero() && i.To.IsZero():
		return "on every day"
	case i.From.IsZero():
		return "to " + i.To.String()
	case i.To.IsZero():
		return "from " + i.From.String() + " on"
	}
	return "from " + i.From.String() + " to " + i.To.String()
}

// overlaps reports whether two rows share a day.
func (i Intervention) overlaps(other Intervention) bool {
	return (i.To.IsZero() || !other.From.After(i.To)) && (other.To.IsZero() || !i.From.After(other.To))
}
