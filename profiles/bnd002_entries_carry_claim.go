package profiles

import "github.com/bima-exchange/bima/fhir"

var entriesCarryClaim = Rule{
	Entry: Entry{
		ID:     "BND-002",
		Title:  "The bundle has entries, each with a resource of a type that R4 knows, and at least one is a Claim.",
		Cites:  "Claims Submission Guide, checklist 4",
		Mend:   "Send the Claim, and every resource that it refers to, as entries of the bundle; write each resourceType as R4 does, capitals included.",
		Strict: fhir.Error, Lenient: fhir.Error, Fixed: true,
	},
	Check: func(c *check) {
		if len(c.bundle.Entry) == 0 {
			c.find(c.bundle.Path+".entry", "required", "the bundle lists no entry; wanted is a list of a Claim and the resources that it refers to")
			return
		}
		unread := false
		for _, entry := range c.bundle.Entry {
			switch resource := entry.Resource; {
			case c.refused(entry.Path): // FHR-003 speaks
				unread = true
			case resource == nil:
				c.find(entry.Path+".resource", "required", "the entry has no resource; every entry has to carry one")
				unread = true
			case resource.Type == "":
				c.find(resource.Path+".resourceType", "required", `the resource does not say its resourceType; wanted is a type of R4, such as "Claim"`)
				unread = true
			case !resource.KnownType:
				c.find(resource.Path+".resourceType", "value", `%q is no resource type of R4; capitals count, as in "Claim"`, resource.Type)
				unread = true
			}
		}
		if len(c.bundle.Claims()) == 0 && !unread {
			c.find(c.bundle.Path+".entry", "required", "the bundle has no Claim (entries: %d); at least one is wanted", len(c.bundle.Entry))
		}
	},
}
