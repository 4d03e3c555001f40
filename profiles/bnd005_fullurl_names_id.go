package profiles

import "github.com/bima-exchange/bima/fhir"

var fullURLNamesID = Rule{
	Entry: Entry{
		ID:     "BND-005",
		Title:  "The id with which a fullUrl ends is that of the resource.",
		Cites:  "Claims Submission Guide, checklist 8; R4 Bundle.entry.fullUrl",
		Mend:   "End the fullUrl with the id of the resource, or give the resource the id with which its fullUrl ends; references to it have to follow.",
		Strict: fhir.Error, Lenient: fhir.Warning,
	},
	Check: func(c *check) {
		for _, entry := range c.bundle.Entry {
			url, resource := entry.FullURL, entry.Resource
			if resource == nil || !resource.KnownType || !resource.ID.Present() || !isWeb(url.Value) || resource.Claim != nil {
				continue // of a Claim CLM-010 speaks
			}
			if id := idIn(url.Value); id != "" && id != resource.ID.Value {
				c.find(url.Path, "value", "the fullUrl ends in %q, and the id of the %s is %q; both have to be the same id",
					id, resource.Type, resource.ID.Value)
			}
		}
	},
}
