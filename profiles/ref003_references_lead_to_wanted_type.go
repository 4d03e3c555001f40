package profiles

import "github.com/bima-exchange/bima/fhir"

var referencesLeadToWantedType = Rule{
	Entry: Entry{
		ID:     "REF-003",
		Title:  "A reference in a Claim or a Coverage leads to a resource of the type that the element wants.",
		Cites:  "R4 Claim and Coverage; Claims Submission Guide, checklist 6 and 10",
		Mend:   "",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	Check: func(c *check) {
		for from, ref := range c.literals() {
			target, ok := c.bundle.Resolve(from, ref.Reference)
			if wanted := c.wanted(from, ref); ok && !permits(wanted, target.Type) {
				c.find(ref.Path+".reference", "value", "%q leads to a resource of type %s; %s is wanted here",
					ref.Literal, target.Type, or(wanted))
			}
		}
	},
}
