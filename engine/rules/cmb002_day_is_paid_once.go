package rules

import (
	"fmt"
	"slices"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// dayIsPaidOnce looks at what other claims are paid for, and at the stays of this one.
var dayIsPaidOnce = engine.Rule{
	ID:       "CMB-002",
	Title:    "A day is paid once for a patient over all interventions that are paid by the day; the day of a transfer belongs to the later stay.",
	Cites:    "SHA benefits and tariffs: per diem",
	Outcomes: []engine.Outcome{engine.Cut, engine.Deny},
	Binds:    engine.ByLaw,
	Check: func(c engine.Case) []engine.Finding {
		if c.Claim.Use != engine.UseClaim {
			return nil
		}
		days := daily{Case: c, left: slices.Clone(c.Items)}
		var mine []int
		for _, i := range inOrder(c) {
			if row, _ := c.Intervention(c.Claim.Items[i]); row.Unit == terminology.Day && !row.Capitated {
				mine = append(mine, i)
			}
		}
		for n, i := range mine {
			for _, other := range c.Others {
				days.meetOther(i, other)
			}
			for _, earlier := range mine[:n] {
				days.meetOwn(earlier, i)
			}
		}
		return days.findings
	},
}

// daily is a claim whose stays lose, one after another, the days that are paid already.
type daily struct {
	engine.Case
	left     []engine.ItemDecision
	findings []engine.Finding
}

// service is what is left of an item.
func (d *daily) service(i int) service {
	item := d.Claim.Items[i]
	return service{item.Start, item.End, d.left[i].Paid}
}

// meetOther holds an item against what another claim is paid for. That one cannot be cut any more, so
// the day of a transfer is taken off this one even where it is the later.
func (d *daily) meetOther(i int, item engine.OtherItem) {
	mine, other := d.service(i), service{item.Start, item.End, item.Paid}
	shared := mine.days.Meet(other.days).Count()
	if row, _ := d.Terms.Intervention(item.Code, item.Start); shared == 0 || row.Unit != terminology.Day {
		return
	}
	payer := fmt.Sprintf("claim %s of %s, %s, is paid %s", item.ClaimID, item.Facility, item.Code, span(other.days))
	facility := fmt.Sprintf("another claim for this member covers %d of these days", shared)
	if mine.endsInto(other) || other.endsInto(mine) {
		d.drop(i, mine.endsInto(other), payer, facility)
		return
	}
	d.refuse(i, other.days, payer, facility)
}

// meetOwn holds an item against an earlier one of the claim.
func (d *daily) meetOwn(earlier, later int) {
	one, other := d.service(earlier), d.service(later)
	shared := one.days.Meet(other.days).Count()
	switch {
	case shared == 0:
	case one.endsInto(other):
		why := fmt.Sprintf("item %d of this claim begins on the day on which this one ends", d.left[later].Sequence)
		d.drop(earlier, true, why, why)
	default:
		why := fmt.Sprintf("item %d of this claim covers %d of these days", d.left[earlier].Sequence, shared)
		d.refuse(later, one.days, why, why)
	}
}

// drop takes the last or the first day off an item.
func (d *daily) drop(i int, last bool, payer, facility string) {
	item, left := d.Claim.Items[i], &d.left[i]
	all, dropped, days := left.Paid.Count(), left.Paid.First, left.Paid
	if last {
		dropped = days.Last
		days.Last = days.Last.AddDays(-1)
	} else {
		days.First = days.First.AddDays(1)
	}
	gone := engine.Days{First: dropped, Last: dropped}
	ceiling := d.without(i, gone)
	left.Eligible, left.Paid, left.Units = ceiling, days, fhir.Whole(int64(all-1))
	finding := engine.Finding{
		Outcome: engine.Cut, Reason: engine.DayPaid, Item: item.Sequence, Ceiling: &ceiling, Units: new(left.Units),
		Figures:  []engine.Figure{figure("counted days", all), figure("day paid already", dropped), figure("ceiling", ceiling)},
		Payer:    fmt.Sprintf("%s: %s is paid once, and %s. %s of %d are left.", item.Code, dropped, payer, several(all-1, "day"), all),
		Facility: fmt.Sprintf("%s: a day is paid once, and %s. %s of %d are left for this item.", item.Code, facility, several(all-1, "day"), all),
	}
	if all > 1 {
		finding.Paid = days
	} else {
		left.Paid = engine.Days{}
	}
	d.findings = append(d.findings, finding)
}

// refuse denies an item whose days are another's for more than the day of a transfer.
func (d *daily) refuse(i int, paid engine.Days, payer, facility string) {
	item, left := d.Claim.Items[i], d.left[i]
	shared := left.Paid.Meet(paid)
	ceiling := d.without(i, shared)
	d.findings = append(d.findings, engine.Finding{
		Outcome: engine.Deny, Reason: engine.DayPaid, Item: item.Sequence, Ceiling: &ceiling,
		Figures:  []engine.Figure{figure("counted days", left.Paid.Count()), figure("days paid already", shared.Count()), figure("ceiling", ceiling)},
		Payer:    fmt.Sprintf("%s: %s paid already, %s: %s.", item.Code, several(shared.Count(), "day"), span(shared), payer),
		Facility: fmt.Sprintf("%s: a day is paid once, and %s.", item.Code, facility),
	})
}

// without is what an item comes to without some of its days: by their tariff, and by its share in what
// is left of it, whichever is less.
func (d *daily) without(i int, days engine.Days) fhir.Money {
	left := d.left[i]
	all, gone := left.Paid.Count(), days.Count()
	ceiling := engine.Share(left.Eligible, fhir.Whole(int64(all-gone)), fhir.Whole(int64(all)))
	whole, part := priceStay(d.Case, d.Claim.Items[i].Code, left.Paid), priceStay(d.Case, d.Claim.Items[i].Code, days)
	if whole.unpriced.IsZero() && part.unpriced.IsZero() {
		ceiling.Cents = min(ceiling.Cents, whole.sum.Cents-part.sum.Cents)
	}
	return ceiling
}
