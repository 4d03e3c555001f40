package profiles

import "github.com/bima-exchange/bima/fhir"

var senderMayAct = Rule{
	Entry: Entry{
		ID:     "CLM-012",
		Title:  "The facility of the claim is one for which the sender may act.",
		Cites:  "Claims Submission Guide, checklist 1",
		Mend:   "Send the claim with the credentials of its facility, or correct the facility in Claim.provider. The owner of the credentials can ask the exchange's operator to have a facility added.",
		Strict: fhir.Error, Lenient: fhir.Error, Fixed: true,
	},
	CheckClaim: func(c *check) {
		if facility := c.facility; len(facility.Found) == 1 && !facility.May {
			c.refuse(c.claim.Provider.Path, "forbidden",
				"the claim names its facility as %s, for which these credentials may not act; use those of the facility, or correct provider",
				and(quoted(facility.Asked)))
		}
	},
}
