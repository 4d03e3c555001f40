package rules

import (
	"fmt"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/terminology"
)

var withinTariffPerUnit = engine.Rule{
	ID:       "TRF-001",
	Title:    "An item or session is paid at most the tariff times its quantity.",
	Cites:    "SHA benefits and tariffs: fee for service, fixed fee",
	Outcomes: []engine.Outcome{engine.Cut, engine.Deny},
	Binds:    engine.ByTariff,
	Check: eachItem(func(c engine.Case, item engine.Item, left engine.ItemDecision) []engine.Finding {
		intervention, tariff, ok := priced(c, item)
		if !ok || intervention.Unit != terminology.Item && intervention.Unit != terminology.Session {
			return nil
		}
		ceiling := tariff
		if item.Quantity.Rat().Cmp(oneUnit.Rat()) != 0 { // nearly all are one
			ceiling = engine.Times(tariff, item.Quantity)
		}
		figures := append(rowFigures(c, intervention, tariff), figure("quantity", shown(item.Quantity)))
		if left.Eligible.Cents <= ceiling.Cents {
			return []engine.Finding{within(append(figures, figure("ceiling", ceiling))...)}
		}
		units := counted(item.Quantity.Rat(), string(intervention.Unit))
		return []engine.Finding{exceeds(c, ceiling, figures,
			fmt.Sprintf("%s: %s was asked for; %s at the tariff of %s at level %s come to %s.", item.Code, item.Net, units, tariff, level(c), ceiling),
			fmt.Sprintf("%s is paid at most %s: %s at the tariff of %s.", item.Code, ceiling, units, tariff))}
	}),
}
