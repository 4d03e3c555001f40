package profiles

import "github.com/bima-exchange/bima/fhir"

var otherReferencesResolve = Rule{
	Entry: Entry{
		ID:     "REF-002",
		Title:  "Every literal reference in a resource that is neither Claim nor Coverage leads to a resource of the bundle.",
		Cites:  "Claims Submission Guide, checklist 11; R4 Bundle, resolving references",
		Mend:   "Add the resource that is referred to as an entry of the bundle. Where the payer does not need it, leave the reference out, or give an identifier in place of it.",
		Strict: fhir.Error, Lenient: fhir.Warning,
	},
	Check: func(c *check) { c.findUnresolved(false) },
}
