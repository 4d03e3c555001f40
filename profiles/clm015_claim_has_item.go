package profiles

import "github.com/bima-exchange/bima/fhir"

var claimHasItem = Rule{
	Entry: Entry{
		ID:     "CLM-015",
		Title:  "A claim has at least one item.",
		Cites:  "R4 ClaimResponse; Claims Submission Guide, checklist 9",
		Mend:   "Add one item for each intervention, with its code, servicedPeriod and net.",
		Strict: fhir.Error, Lenient: fhir.Error, Fixed: true,
	},
	CheckClaim: func(c *check) {
		if len(c.claim.Item) == 0 {
			c.find(c.claim.Path+".item", "required", "the claim lists no item; wanted is a list of one for each intervention, with its servicedPeriod and net")
		}
	},
}
