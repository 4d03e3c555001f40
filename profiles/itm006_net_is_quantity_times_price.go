package profiles

import (
	"math/big"

	"github.com/bima-exchange/bima/fhir"
)

var netIsQuantityTimesPrice = Rule{
	Entry: Entry{
		ID:     "ITM-006",
		Title:  "The net of an item is quantity × unitPrice × factor, where these are given; without factor it is 1.",
		Cites:  "R4 Claim.item.net",
		Mend:   "See which of the amounts is not what was meant. The net is what counts.",
		Strict: fhir.Information, Lenient: fhir.Information,
	},
	CheckClaim: func(c *check) {
		for _, item := range c.claim.Item {
			if !item.Net.Present() || !item.Quantity.Present() || !item.UnitPrice.Present() || item.Factor.State == fhir.Unreadable {
				continue
			}
			factor := fhir.Whole(1)
			if item.Factor.Present() {
				factor = item.Factor.Value
			}
			product := new(big.Rat).Mul(item.Quantity.Value.Rat(), item.UnitPrice.Value.Rat())
			if product.Mul(product, factor.Rat()).Cmp(item.Net.Value.Rat()) != 0 {
				c.find(item.Net.Path, "informational", "net is %s, and quantity %s × unitPrice %s × factor %s is %s; the net counts, so see that it is right",
					item.Net.Value, item.Quantity.Value, item.UnitPrice.Value, factor, exact(product))
			}
		}
	},
}

// exact writes a product of decimals with as many digits as it has.
func exact(product *big.Rat) string {
	digits, _ := product.FloatPrec()
	return product.FloatString(digits)
}
