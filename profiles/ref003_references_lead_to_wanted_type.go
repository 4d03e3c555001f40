package profiles

import "github.com/bima-exchange/bima/fhir"

var referencesLeadToWantedType = Rule{
	Entry: Entry{
		ID:     "REF-003",
		Title:  "A reference leads to a resource of a type that the element wants.",
		Cites:  "R4, the definition of each resource; Claims Submission Guide, checklist 6 and 10",
		Mend:   "Refer to the entry of the resource that is meant: to a Patient in Claim.patient, to a Coverage in insurance, to a Practitioner in careTeam.",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	Check: func(c *check) {
		for from, ref := range c.literals() {
			if wanted, ok := c.wantedTypes()[ref.Path]; ok {
				target, _ := c.bundle.Resolve(from, ref.Reference)
				c.find(ref.Path, "value", "%q leads to a resource of type %s; %s is wanted here", ref.Literal, target.Type, or(wanted))
			}
		}
	},
}
