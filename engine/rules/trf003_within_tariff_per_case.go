package rules

import (
	"fmt"
	"math/big"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/terminology"
)

var withinTariffPerCase = engine.Rule{
	ID:    "TRF-003",
	Title: "A case is paid one tariff; more than one case in an item is for a person to judge.",
	Cites: "SHA benefits and tariffs: case based",
	Check: eachItem(func(c engine.Case, item engine.Item) []engine.Finding {
		intervention, tariff, ok := priced(c, item)
		if !ok || intervention.Unit != terminology.Case {
			return nil
		}
		findings := []engine.Finding{{
			Outcome:  engine.Cut,
			Reason:   engine.AboveTariff,
			Ceiling:  &tariff,
			Payer:    fmt.Sprintf("%s: %s was asked for; the tariff of the case at level %s is %s.", item.Code, item.Net, level(c), tariff),
			Facility: fmt.Sprintf("%s is paid once for the whole case: %s.", item.Code, tariff),
		}}
		if item.Quantity.Rat().Cmp(big.NewRat(1, 1)) > 0 {
			findings = append(findings, engine.Finding{
				Outcome:  engine.Refer,
				Reason:   engine.MoreThanOneCase,
				Payer:    fmt.Sprintf("%s is case based, and the item has a quantity of %s.", item.Code, item.Quantity),
				Facility: fmt.Sprintf("%s is paid by the case; the item asks for a quantity of %s, so a person looks at it.", item.Code, item.Quantity),
			})
		}
		return findings
	}),
}
