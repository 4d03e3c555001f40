package profiles

import (
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

var referencesResolve = Rule{
	Entry: Entry{
		ID:     "REF-001",
		Title:  "Every literal reference in a Claim or a Coverage leads to a resource of the bundle.",
		Cites:  "Claims Submission Guide, checklist 11; R4 Bundle, resolving references",
		Mend:   "",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	Check: func(c *check) {
		for from, ref := range c.literals() {
			if _, ok := c.bundle.Resolve(from, ref.Reference); ok || pointsBack(from, ref) {
				continue
			}
			path := ref.Path + ".reference"
			if strings.HasPrefix(ref.Literal, "#") {
				c.find(path, "not-found", "%q leads to no resource that is contained in this %s", ref.Literal, from.Resource.Type)
				continue
			}
			if url, version, _ := strings.Cut(ref.Literal, "/_history/"); version != "" {
				ref.Reference.Literal = url
				if _, ok := c.bundle.Resolve(from, ref.Reference); ok {
					c.find(path, "not-found", "the bundle has %q, but not with the meta.versionId %q; refer to it without /_history/%s, or set its meta.versionId",
						url, version, version)
					continue
				}
			}
			c.find(path, "not-found", "%q is the fullUrl of no entry of this bundle; %s", ref.Literal, c.offer(ref))
		}
	},
}
