package profiles

import (
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

var claimHasOneFacility = Rule{
	Entry: Entry{
		ID:     "CLM-017",
		Title:  "The ids by which a claim names its facility lead to exactly one registered facility.",
		Cites:  "Claims Submission Guide, facility check before submission",
		Mend:   "Write the facility registry id (FID-NN-NNNNNN-N) as identifier of the Organization that Claim.provider refers to, and take out ids of other facilities.",
		Strict: fhir.Error, Lenient: fhir.Error, Fixed: true,
	},
	CheckClaim: func(c *check) {
		provider, asked, found := c.claim.Provider, c.facility.Asked, c.facility.Found
		if provider.State != fhir.Present || len(found) == 1 ||
			provider.Literal != "" && c.astray(c.claim.Entry, provider) {
			return
		}
		switch {
		case len(asked) == 0:
			c.find(provider.Path, "required", "provider names no facility; wanted is a reference to its Organization in the bundle, with its facility registry id (FID-NN-NNNNNN-N)")
		case len(found) == 0:
			c.find(provider.Path, "not-found", "no registered facility has the id %s; wanted is the facility registry id (FID-NN-NNNNNN-N) of one", or(quoted(asked)))
		default:
			// Of the facilities found only those are named that the sender has named.
			named := slices.DeleteFunc(slices.Clone(found), func(fid string) bool { return !slices.Contains(asked, fid) })
			which := ""
			if len(named) > 0 {
				which = ", among them " + and(quoted(named))
			}
			c.find(provider.Path, "business-rule", "the claim's ids %s lead to %d different facilities%s; wanted are ids of one facility only",
				and(quoted(asked)), len(found), which)
		}
	},
}
