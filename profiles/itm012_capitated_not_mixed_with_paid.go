package profiles

import "github.com/bima-exchange/bima/fhir"

var capitatedNotMixedWithPaid = Rule{
	Entry: Entry{
		ID:     "ITM-012",
		Title:  "A claim is for capitated interventions or for paid ones, not for both.",
		Cites:  "Claims Submission Guide, checklist 14; SHA combination rules",
		Mend:   "Send two claims: one with the capitated items and total 0, and one with the others.",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	CheckClaim: func(c *check) {
		if capitated, paid := c.byPayment(); len(capitated) > 0 && len(paid) > 0 {
			c.find(c.claim.Path+".item", "business-rule", "the claim mixes capitated interventions (item %s) with paid ones (item %s); wanted is a claim for each kind",
				and(named(capitated)), and(named(paid)))
		}
	},
}
