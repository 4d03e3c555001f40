package profiles

import "github.com/bima-exchange/bima/fhir"

var itemAmountsSound = Rule{
	Entry: Entry{
		ID:     "ITM-005",
		Title:  "Every item has a net of zero or more; quantity and factor are above zero and unitPrice not below it, where present.",
		Cites:  "Claims Submission Guide, checklist 9; R4 Claim.item",
		Mend:   "Write as net what is claimed for the item, 0 where it is capitated, and leave out a quantity, unitPrice or factor that does not apply.",
		Strict: fhir.Error, Lenient: fhir.Error, Fixed: true,
	},
	CheckClaim: func(c *check) {
		for _, item := range c.claim.Item {
			switch {
			case item.Net.State == fhir.Absent && item.Net.Currency.Present():
				c.find(item.Net.Path+".value", "required", "net has no value; wanted is the amount claimed for the item, 0 where it is capitated")
			case item.Net.State == fhir.Absent:
				c.find(item.Net.Path, "required", "the item has no net; wanted is the amount claimed for it, 0 where it is capitated")
			}
			for _, amount := range []fhir.Amount{item.Net, item.UnitPrice} {
				if amount.Present() && amount.Value.Sign() < 0 {
					c.find(amount.Path+".value", "value", "%s is %s; zero or more is wanted", element(amount.Path), amount.Value)
				}
			}
			if quantity := item.Quantity; quantity.Present() && quantity.Value.Sign() <= 0 {
				c.find(quantity.Path, "value", "quantity is %s; more than zero is wanted", quantity.Value)
			}
			if factor := item.Factor; factor.Present() && factor.Value.Sign() <= 0 {
				c.find(factor.Path, "value", "factor is %s; more than zero is wanted", factor.Value)
			}
		}
	},
}
