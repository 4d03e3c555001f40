package rules

import (
	"fmt"
	"math/big"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/terminology"
)

var withinTariffPerCase = engine.Rule{
	ID:       "TRF-003",
	Title:    "A case is paid one tariff; more than one case in an item is for a person to judge.",
	Cites:    "SHA benefits and tariffs: case based",
	Outcomes: []engine.Outcome{engine.Cut, engine.Deny, engine.Refer},
	Binds:    engine.ByTariff,
	Check: eachItem(func(c engine.Case, item engine.Item, left engine.ItemDecision) []engine.Finding {
		intervention, tariff, ok := priced(c, item)
		if !ok || intervention.Unit != terminology.Case {
			return nil
		}
		var findings []engine.Finding
		if left.Eligible.Cents > tariff.Cents {
			findings = append(findings, exceeds(c, tariff, rowFigures(c, intervention, tariff),
				fmt.Sprintf("%s: %s was asked for; the tariff of the case at level %s is %s.", item.Code, item.Net, level(c), tariff),
				fmt.Sprintf("%s is paid once for the whole case: %s.", item.Code, tariff)))
		} else {
			findings = append(findings, within(append(rowFigures(c, intervention, tariff), figure("ceiling", tariff))...))
		}
		if item.Quantity.Rat().Cmp(big.NewRat(1, 1)) > 0 {
			findings = append(findings, referred(engine.MoreThanOneCase,
				fmt.Sprintf("%s is case based, and the item has a quantity of %s.", item.Code, shown(item.Quantity)),
				fmt.Sprintf("%s is paid by the case; the item asks for a quantity of %s, so a person looks at it.", item.Code, shown(item.Quantity)))...)
		}
		return findings
	}),
}
