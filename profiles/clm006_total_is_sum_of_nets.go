package profiles

import (
	"math/big"

	"github.com/bima-exchange/bima/fhir"
)

var totalIsSumOfNets = Rule{
	Entry: Entry{
		ID:     "CLM-006",
		Title:  "The claim's total is the sum of the net amounts of its items, exactly; details within an item are not added.",
		Cites:  "Claims Submission Guide, checklist 9",
		Mend:   "Write as total the sum of the net of all items, or correct the net that is wrong. Add amounts as decimals, not as floating-point numbers.",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	CheckClaim: func(c *check) {
		total, items := c.claim.Total, c.claim.Item
		switch {
		case total.State == fhir.Absent && total.Currency.Present():
			c.find(total.Path+".value", "required", "total has no value; wanted is the sum of the net amounts of the items")
		case total.State == fhir.Absent:
			c.find(total.Path, "required", "the claim has no total; wanted is the sum of the net amounts of its items")
		}
		sum, ok := sumOfNets(items)
		if !total.Present() || !ok {
			return
		}
		if difference := new(big.Rat).Sub(total.Value.Rat(), sum); difference.Sign() != 0 {
			c.find(total.Path, "business-rule", "total is %s, and the net amounts of %s add up to %s: a difference of %s; total has to be that sum",
				total.Value, theItems(items), sum.FloatString(2), difference.Abs(difference).FloatString(2))
		}
	},
}

// sumOfNets is what the net amounts add up to; false where there is no item, or one without net.
func sumOfNets(items []fhir.Item) (*big.Rat, bool) {
	sum := new(big.Rat)
	for _, item := range items {
		if !item.Net.Present() {
			return nil, false
		}
		sum.Add(sum, item.Net.Value.Rat())
	}
	return sum, len(items) > 0
}
