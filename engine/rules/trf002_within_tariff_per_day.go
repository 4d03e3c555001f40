package rules

import (
	"fmt"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

var withinTariffPerDay = engine.Rule{
	ID:       "TRF-002",
	Title:    "A stay is paid at most the sum, over its counted days, of the tariff in force on each.",
	Cites:    "Claims Submission Guide, validation rules: length of stay for per-diem interventions",
	Outcomes: []engine.Outcome{engine.Cut, engine.Deny},
	Binds:    engine.ByTariff,
	Check: eachItem(func(c engine.Case, item engine.Item, left engine.ItemDecision) []engine.Finding {
		intervention, _, ok := priced(c, item)
		if !ok || intervention.Unit != terminology.Day {
			return nil
		}
		counted := c.Counted(item)
		priced := priceStay(c, item.Code, counted)
		if !priced.unpriced.IsZero() {
			return nil // of what cannot be priced TRF-004 speaks
		}
		days := counted.Count()
		if left.Eligible.Cents <= priced.sum.Cents {
			return []engine.Finding{within(append(priced.figures(c, days), figure("ceiling", priced.sum))...)}
		}
		return []engine.Finding{exceeds(c, priced.sum, priced.figures(c, days),
			fmt.Sprintf("%s: %s was asked for; the tariff at level %s for %s %s is %s.", item.Code, item.Net, level(c), countedDays(days), span(counted), priced.sum),
			fmt.Sprintf("%s is paid at most %s: the tariff of each day for %s %s.", item.Code, priced.sum, countedDays(days), span(counted)))}
	}),
}

func countedDays(n int) string {
	if n == 1 {
		return "1 counted day"
	}
	return fmt.Sprintf("%d counted days", n)
}

// figures has one row for each stretch of the stay with a tariff of its own.
func (s stay) figures(c engine.Case, days int) []engine.Figure {
	figures := []engine.Figure{figure("level", level(c)), figure("counted days", days)}
	for _, row := range s.rows {
		since := ""
		if row.from != (fhir.Date{}) {
			since = ", in force from " + row.from.String()
		}
		figures = append(figures, figure("tariff", fmt.Sprintf("%s × %s%s", row.tariff, several(row.days, "day"), since)))
	}
	return figures
}
