package profiles

import "github.com/bima-exchange/bima/fhir"

var fullURLNamesType = Rule{
	Entry: Entry{
		ID:     "BND-004",
		Title:  "The type segment of a fullUrl is the resourceType of its entry.",
		Cites:  "Claims Submission Guide, checklist 8",
		Mend:   "End the fullUrl with the type and the id of the resource: …/Patient/<id> for a Patient.",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	Check: func(c *check) {
		for _, entry := range c.bundle.Entry {
			url := entry.FullURL
			if entry.Resource == nil || !entry.Resource.KnownType || !isWeb(url.Value) {
				continue
			}
			switch wanted := entry.Resource.Type; typeIn(url.Value) {
			case wanted:
			case "":
				c.find(url.Path, "value", "%q does not end in a type and an id; …/%s/<id> is wanted", url.Value, wanted)
			default:
				c.find(url.Path, "value", "%q names the type %s, and the resource is a %s; …/%s/<id> is wanted",
					url.Value, typeIn(url.Value), wanted, wanted)
			}
		}
	},
}
