package rules

import (
	"math"
	"math/bits"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// exceeds is the finding that an item asks for more than its tariff pays: a cut, or by the setting a
// deny, which takes nothing off and leaves it to a person.
func exceeds(c engine.Case, ceiling fhir.Money, figures []engine.Figure, payer, facility string) engine.Finding {
	outcome := engine.Cut
	if c.Settings.DenyExcess {
		outcome = engine.Deny
	}
	return engine.Finding{
		Outcome: outcome, Reason: engine.AboveTariff, Ceiling: &ceiling,
		Figures: append(figures, figure("ceiling", ceiling)), Payer: payer, Facility: facility,
	}
}

// rowFigures are the level, the tariff and the day from which it holds.
func rowFigures(c engine.Case, row terminology.Intervention, tariff fhir.Money) []engine.Figure {
	figures := []engine.Figure{figure("level", level(c)), figure("tariff", tariff)}
	if !row.From.IsZero() {
		figures = append(figures, figure("tariff in force from", row.From))
	}
	return figures
}

// stay is what days of an intervention come to.
type stay struct {
	sum  fhir.Money
	rows []stayRow
	// unpriced is the first day that cannot be priced: on which no row of the code is in force, or one
	// that is not paid by the day; zero where there is none.
	unpriced fhir.Date
}

// stayRow is a stretch of days on which one row is in force.
type stayRow struct {
	tariff fhir.Money
	from   fhir.Date // the first day of the row, not of the stay
	days   int
}

// priceStay prices days by the row in force on each. It goes from row to row of the catalogue and not
// from day to day, since a stay is as long as a sender writes.
func priceStay(c engine.Case, code string, days engine.Days) stay {
	priced := stay{sum: fhir.Cents(0)}
	if days.Count() == 0 {
		return priced
	}
	for day := days.First; !day.After(days.Last); {
		row, known := c.Terms.Intervention(code, day)
		tariff, amount := row.Tariff(level(c))
		if !known || !amount || row.Unit != terminology.Day || row.Capitated || !row.AllowsLevel(level(c)) {
			priced.unpriced = day
			return priced
		}
		end := days.Last
		if !row.To.IsZero() && row.To.Before(end) {
			end = row.To
		}
		counted := day.DaysUntil(end) + 1
		priced.sum.Cents = saturated(priced.sum.Cents, tariff.Cents, counted)
		priced.rows = append(priced.rows, stayRow{tariff, row.From, counted})
		day = end.AddDays(1)
	}
	return priced
}

// saturated is a sum of cents with some days at a tariff. One beyond all reason is the highest that there
// is: it sets no ceiling that an amount could reach.
func saturated(sum, tariff int64, days int) int64 {
	high, low := bits.Mul64(uint64(max(tariff, 0)), uint64(days))
	if high > 0 || low > uint64(math.MaxInt64-sum) {
		return math.MaxInt64
	}
	return sum + int64(low)
}
