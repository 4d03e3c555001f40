package rules

import (
	"fmt"

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
		ceiling, days, unpriced := priceStay(c, item)
		if !unpriced.IsZero() {
			return nil // TRF-004 speaks
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

// priceStay is what the counted days of an item come to, and the first of them that cannot be priced:
// on which no row of the code is in force, or one that is not paid by the day. It goes from row to row
// of the catalogue and not from day to day, since a stay is as long as a sender writes.
func priceStay(c engine.Case, item engine.Item) (sum fhir.Money, days int, unpriced fhir.Date) {
	sum = fhir.Cents(0)
	day, last := item.Start, lastCounted(c, item)
	for !day.After(last) {
		row, known := c.Terms.Intervention(item.Code, day)
		tariff, priced := row.Tariff(level(c))
		if !known || !priced || row.Unit != terminology.Day || !row.AllowsLevel(level(c)) {
			return sum, days, day
		}
		end := last
		if !row.To.IsZero() && row.To.Before(last) {
			end = row.To
		}
		counted := day.DaysUntil(end) + 1
		sum.Cents += times(tariff, fhir.Whole(int64(counted))).Cents
		days += counted
		day = end.AddDays(1)
	}
	return sum, days, fhir.Date{}
}

// lastCounted is the last day of a stay that is paid: the day before discharge, unless the setting
// counts that of discharge, too. A stay that ends on the day on which it began counts one.
func lastCounted(c engine.Case, item engine.Item) fhir.Date {
	if !c.Settings.CountDischargeDay && item.Start.Before(item.End) {
		return item.End.AddDays(-1)
	}
	return item.End
}
