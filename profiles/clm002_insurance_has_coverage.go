package profiles

import (
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

var insuranceHasCoverage = Rule{
	Entry: Entry{
		ID:     "CLM-002",
		Title:  "A claim has insurance, and each insurance refers to a Coverage of the bundle.",
		Cites:  "Claims Submission Guide, checklist 6",
		Mend:   "Add the patient's Coverage to the bundle, and refer to its fullUrl in Claim.insurance.coverage.",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	CheckClaim: func(c *check) {
		if len(c.claim.Insurance) == 0 {
			c.find(c.claim.Path+".insurance", "required", "the claim lists no insurance; wanted is a list of at least one, with a reference to a Coverage of the bundle")
		}
		for _, insurance := range c.claim.Insurance {
			switch coverage := insurance.Coverage; {
			case coverage.State == fhir.Absent:
				c.find(coverage.Path, "required", "the insurance names no coverage; wanted is a reference to a Coverage of the bundle")
			case coverage.State == fhir.Present && coverage.Literal == "":
				c.find(coverage.Path+".reference", "required", "coverage has no reference; wanted is the fullUrl of a Coverage of the bundle, an identifier alone is not enough")
			case strings.HasPrefix(coverage.Literal, "#") && !c.astray(c.claim.Entry, coverage):
				c.find(coverage.Path, "value", "%q is contained in the claim; wanted is the fullUrl of a Coverage that is an entry of the bundle", coverage.Literal)
			}
		}
	},
}
