package profiles

import "github.com/bima-exchange/bima/fhir"

var capitatedClaimsNothing = Rule{
	Entry: Entry{
		ID:     "ITM-009",
		Title:  "Capitated interventions claim nothing: the net of each is zero, and so is the claim's total.",
		Cites:  "Claims Submission Guide, checklist 14",
		Mend:   "Write 0 as net of each capitated item and as total. What such services cost is said in the invoice.",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	CheckClaim: func(c *check) {
		capitated, paid := c.byPayment()
		if len(capitated) == 0 || len(paid) > 0 {
			return // ITM-012 speaks of a mixed claim
		}
		for _, item := range capitated {
			if item.Net.Present() && item.Net.Value.Sign() != 0 {
				c.find(item.Net.Path, "business-rule", "the net of item %s is %s, and its intervention is capitated, paid for by head; 0 is wanted",
					and(named([]fhir.Item{item})), item.Net.Value)
			}
		}
		if total := c.claim.Total; total.Present() && total.Value.Sign() != 0 && !c.refusesTotal() {
			c.find(total.Path, "business-rule", "total is %s, and the claim is for capitated interventions (item %s), paid for by head; 0 is wanted",
				total.Value, and(named(capitated)))
		}
	},
}

// refusesTotal reports whether CLM-006 refuses the total of items that claim nothing; it says the
// same of it as ITM-009.
func (c *check) refusesTotal() bool {
	sum, ok := sumOfNets(c.claim.Item)
	return ok && sum.Sign() == 0 && c.config.Levels.Of(totalIsSumOfNets.Entry, c.handling) == fhir.Error
}
