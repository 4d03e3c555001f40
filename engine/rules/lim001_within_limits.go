package rules

import (
	"slices"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// withinLimits counts what others used and hold, and what the items before have of the claim's own.
// Days count in the period in which they lie; interventions and money count in the one in which the
// service begins.
var withinLimits = engine.Rule{
	ID:       "LIM-001",
	Title:    "An item is paid at most what is left of the limits of its intervention, per person or household and period.",
	Cites:    "SHA benefits and tariffs: limits",
	Outcomes: []engine.Outcome{engine.Cut, engine.Deny},
	Binds:    engine.ByLimit,
	Check: func(c engine.Case) []engine.Finding {
		var findings []engine.Finding
		limited := limited{Case: c, left: slices.Clone(c.Items)}
		for _, i := range inOrder(c) {
			row, _ := c.Intervention(c.Claim.Items[i])
			for _, unit := range limitUnits {
				for _, limit := range row.Limits {
					if limit.Unit != unit {
						continue
					}
					if finding, used := limited.judge(i, limit); used {
						findings = append(findings, finding)
					}
				}
			}
			limited.before = append(limited.before, i)
		}
		return findings
	},
}

// limitUnits is the order in which the limits of a row are judged: days first, since without its first
// days a stay may begin in another period.
var limitUnits = []terminology.LimitUnit{terminology.LimitDays, terminology.LimitIntervention, terminology.LimitKES}

// limited is a claim whose items lose, one after another, what is above their limits.
type limited struct {
	engine.Case
	left []engine.ItemDecision
	// before are the places of the items that came before in the order of service.
	before []int
}

// judge holds an item against a limit, and takes off what is above it; false where nothing is left to
// take of the limit.
func (l *limited) judge(i int, limit terminology.Limit) (engine.Finding, bool) {
	left := &l.left[i]
	if left.Paid.IsZero() || left.Units.Sign() <= 0 {
		return engine.Finding{}, false
	}
	if limit.Unit == terminology.LimitDays {
		return l.judgeDays(i, limit)
	}
	balance := l.balance(i, limit, l.Settings.Period(limit.Frequency, left.Paid.First))
	remains := balance.left()
	if limit.Unit == terminology.LimitKES {
		cents := fhir.Cents(remains.floor()) // whole, since limits and amounts are
		wanted := benefitOf(l.Case, i, left.Eligible)
		if wanted.Cents <= cents.Cents {
			return l.fits(i, balance, fhir.Whole(wanted.Cents)), true
		}
		left.Eligible = eligibleFor(l.Case, i, left.Eligible, cents)
		return l.found(i, balance, fhir.Whole(wanted.Cents)), true
	}
	wanted := l.interventions(l.Claim.Items[i].Code, left.Paid.First, left.Units)
	after := *remains
	after.takeQuantity(wanted)
	if after.sign() >= 0 {
		return l.fits(i, balance, wanted), true
	}
	some := remains.quantity()
	left.Eligible, left.Units = engine.Share(left.Eligible, some, wanted), part(left.Units, some, wanted)
	finding := l.found(i, balance, wanted)
	finding.Units = new(left.Units)
	return finding, true
}

// judgeDays pays the longest run of days that the limit still has in each of their periods.
func (l *limited) judgeDays(i int, limit terminology.Limit) (engine.Finding, bool) {
	left := &l.left[i]
	run := longestRun{}
	var first, short *balance
	for day := left.Paid.First; !day.After(left.Paid.Last); {
		period := l.Settings.Period(limit.Frequency, day)
		within := left.Paid.Meet(period)
		balance := l.balance(i, limit, period)
		balance.wanted = within.Count()
		if first == nil {
			first = balance
		}
		free := int(min(balance.left().floor(), int64(within.Count())))
		if run.periods == mostPeriods {
			free = 0
		}
		if free < within.Count() && short == nil {
			short = balance
		}
		run.add(within, free)
		if run.periods > mostPeriods {
			break
		}
		day = period.Last.AddDays(1)
	}
	best := run.longest()
	if best == left.Paid {
		return l.fits(i, first, fhir.Whole(int64(first.wanted))), true
	}
	all, some := fhir.Whole(int64(left.Paid.Count())), fhir.Whole(int64(best.Count()))
	left.Eligible, left.Units = engine.Share(left.Eligible, some, all), part(left.Units, some, all)
	if !best.IsZero() {
		left.Paid = best
	}
	finding := l.found(i, short, fhir.Whole(int64(short.wanted)))
	finding.Units, finding.Paid = new(left.Units), best
	return finding, true
}

// mostPeriods is through how many periods of a limit one stay is followed. Nobody stays as long; what is
// beyond does not fit.
const mostPeriods = 120
