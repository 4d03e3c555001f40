package profiles

import "github.com/bima-exchange/bima/fhir"

var moneyInShillings = Rule{
	Entry: Entry{
		ID:     "CLM-007",
		Title:  "Every amount of a claim is in one currency, the Kenyan shilling.",
		Cites:  "Claims Submission Guide, sample bundles",
		Mend:   "Write amounts in Kenyan shillings, with \"currency\": \"KES\".",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	CheckClaim: func(c *check) {
		amounts := []fhir.Amount{c.claim.Total}
		for _, item := range c.claim.Item {
			amounts = append(amounts, item.UnitPrice, item.Net)
		}
		for _, amount := range amounts {
			if currency := amount.Currency; currency.Present() && currency.Value != fhir.KES {
				c.find(currency.Path, "value", "the currency of %s is %q; KES is wanted", element(amount.Path), currency.Value)
			}
		}
	},
}
