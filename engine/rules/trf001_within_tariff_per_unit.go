package rules

import (
	"fmt"
	"math/big"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

var withinTariffPerUnit = engine.Rule{
	ID:    "TRF-001",
	Title: "An item or session is paid at most the tariff times its quantity.",
	Cites: "SHA benefits and tariffs: fee for service, fixed fee",
	Check: eachItem(func(c engine.Case, item engine.Item) []engine.Finding {
		intervention, tariff, ok := priced(c, item)
		if !ok || intervention.Unit != terminology.Item && intervention.Unit != terminology.Session {
			return nil
		}
		ceiling := times(tariff, item.Quantity)
		return []engine.Finding{{
			Outcome:  engine.Cut,
			Reason:   engine.AboveTariff,
			Ceiling:  &ceiling,
			Payer:    fmt.Sprintf("%s: %s was asked for; the tariff of %s at level %s × %s %s is %s.", item.Code, item.Net, tariff, level(c), item.Quantity, intervention.Unit, ceiling),
			Facility: fmt.Sprintf("%s is paid at most %s: %s × the tariff of %s.", item.Code, ceiling, item.Quantity, tariff),
		}}
	}),
}

// times is an amount times a quantity, rounded half up to the cent (rules.md "Units").
func times(amount fhir.Money, quantity fhir.Decimal) fhir.Money {
	exact := new(big.Rat).Mul(new(big.Rat).SetInt64(amount.Cents), quantity.Rat())
	doubled := new(big.Rat).Add(exact.Add(exact, exact), big.NewRat(1, 1))
	cents := new(big.Int).Div(doubled.Num(), new(big.Int).Mul(doubled.Denom(), big.NewInt(2)))
	if !cents.IsInt64() {
		// A quantity beyond all reason sets no ceiling that an amount could reach.
		return fhir.Money{Cents: 1<<63 - 1, Currency: amount.Currency}
	}
	return fhir.Money{Cents: cents.Int64(), Currency: amount.Currency}
}
