package rules

import (
	"fmt"
	"iter"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

var withinTariffPerDay = engine.Rule{
	ID:    "TRF-002",
	Title: "A stay is paid at most the sum, over its counted days, of the tariff in force on each.",
	Cites: "Claims Submission Guide, validation rules: length of stay for per-diem interventions",
	Check: eachItem(func(c engine.Case, item engine.Item) []engine.Finding {
		intervention, _, ok := priced(c, item)
		if !ok || intervention.Unit != terminology.Day {
			return nil
		}
		ceiling, days := fhir.Cents(0), 0
		for day := range stay(c, item) {
			tariff, known := tariffOn(c, item.Code, day)
			if !known {
				return nil // TRF-004 speaks
			}
			ceiling.Cents += tariff.Cents
			days++
		}
		return []engine.Finding{{
			Outcome:  engine.Cut,
			Reason:   engine.AboveTariff,
			Ceiling:  &ceiling,
			Payer:    fmt.Sprintf("%s: %s was asked for; %d counted days from %s to %s at level %s come to %s.", item.Code, item.Net, days, item.Start, item.End, level(c), ceiling),
			Facility: fmt.Sprintf("%s is paid at most %s: %d counted days from %s to %s at the tariff of each day.", item.Code, ceiling, days, item.Start, item.End),
		}}
	}),
}

// stay are the counted days of an item: without the last day, unless the setting counts the day
// of discharge; a stay that ends on the day on which it began counts one.
func stay(c engine.Case, item engine.Item) iter.Seq[fhir.Date] {
	last := item.End
	if !c.Settings.CountDischargeDay && item.Start.Before(item.End) {
		last = item.End.AddDays(-1)
	}
	return func(yield func(fhir.Date) bool) {
		for day := item.Start; !day.After(last); day = day.AddDays(1) {
			if !yield(day) {
				return
			}
		}
	}
}

// tariffOn is the tariff of a code at the facility's level on one day.
func tariffOn(c engine.Case, code string, day fhir.Date) (fhir.Money, bool) {
	intervention, known := c.Terms.Intervention(code, day)
	if !known {
		return fhir.Money{}, false
	}
	return intervention.Tariff(level(c))
}
