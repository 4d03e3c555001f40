package profiles

import "github.com/bima-exchange/bima/fhir"

var entriesAreReferredTo = Rule{
	Entry: Entry{
		ID:     "REF-004",
		Title:  "Every entry is referred to by another, but for Claims and the MessageHeader, from which a bundle is read.",
		Cites:  "R4 Bundle, messages",
		Mend:   "Leave the entry out where it has nothing to do with a claim, or refer to it from where it belongs.",
		Strict: fhir.Information, Lenient: fhir.Information,
	},
	Check: func(c *check) {
		referred := map[string]bool{}
		for from, ref := range c.literals() {
			if target, ok := c.bundle.Resolve(from, ref.Reference); ok && target.Entry != nil && target.Entry != from {
				referred[target.Entry.FullURL.Value] = true
			}
		}
		for _, entry := range c.bundle.Entry {
			if entry.Resource == nil || !entry.Resource.KnownType || !soundFullURL(entry) || referred[entry.FullURL.Value] {
				continue
			}
			if kind := entry.Resource.Type; kind != "Claim" && kind != "MessageHeader" {
				c.find(entry.Path, "informational", "nothing in the bundle refers to this %s (%q); it is kept and changes nothing", kind, entry.FullURL.Value)
			}
		}
	},
}
