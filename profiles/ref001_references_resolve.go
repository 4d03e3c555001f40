package profiles

import "github.com/bima-exchange/bima/fhir"

var referencesResolve = Rule{
	Entry: Entry{
		ID:     "REF-001",
		Title:  "Every literal reference in a Claim or a Coverage leads to a resource of the bundle.",
		Cites:  "Claims Submission Guide, checklist 11; R4 Bundle, resolving references",
		Mend:   "Refer to a resource by the fullUrl of its entry, letter for letter, and add the resource to the bundle where it is not in it.",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	Check: func(c *check) { c.findUnresolved(true) },
}
