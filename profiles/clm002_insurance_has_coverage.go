package profiles

import "github.com/bima-exchange/bima/fhir"

var insuranceHasCoverage = Rule{
	Entry: Entry{
		ID:     "CLM-002",
		Title:  "A claim has insurance, and each insurance refers to a Coverage of the bundle.",
		Cites:  "Claims Submission Guide, checklist 6",
		Mend:   "",
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
			}
		}
	},
}
