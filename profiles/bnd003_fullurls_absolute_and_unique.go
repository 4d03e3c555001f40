package profiles

import "github.com/bima-exchange/bima/fhir"

var fullURLsAbsoluteAndUnique = Rule{
	Entry: Entry{
		ID:     "BND-003",
		Title:  "Every entry has a fullUrl that is absolute, without a version and its own.",
		Cites:  "Claims Submission Guide, checklist 8; R4 bdl-7 and bdl-8",
		Mend:   "Give every entry a fullUrl of its own: the base url, the type and the id, as in https://fhir.sha.go.ke/fhir/Patient/CR1234567890123-4, or urn:uuid: with a new UUID.",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	Check: func(c *check) {
		first := map[string]string{}
		for _, entry := range c.bundle.Entry {
			url := entry.FullURL
			switch {
			case url.Absent():
				c.find(url.Path, "required", "the entry has no fullUrl; wanted is an absolute one, such as https://fhir.sha.go.ke/fhir/Claim/1 or urn:uuid:…")
			case !url.Present():
			case !isAbsolute(url.Value):
				c.find(url.Path, "value", "%q is not absolute; wanted is an http or https url with a host, or urn:uuid: with a UUID", url.Value)
			case unversioned(url.Value) != url.Value:
				c.find(url.Path, "value", "%q names a version, which a fullUrl does not; wanted is %q", url.Value, unversioned(url.Value))
			case first[url.Value] != "":
				c.find(url.Path, "duplicate", "%q is the fullUrl of %s too; every entry needs its own", url.Value, first[url.Value])
			default:
				first[url.Value] = entry.Path
			}
		}
	},
}
