package profiles

import (
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// coverages are those under which a claim is made.
type coverages struct {
	// entries are those of the Coverages in the bundle, each once; known has the same.
	entries []*fhir.Entry
	known   map[*fhir.Entry]bool
	// unseen are the references, each once, of which it is not known to what they lead: REF-001 or
	// REF-003 speaks of them, or the Coverage is contained in the claim.
	unseen []string
	// told is how a finding names them: one or another.
	told string
}

// coverages are those of the claim's insurance.
func (c *check) coverages() coverages {
	found := coverages{known: map[*fhir.Entry]bool{}}
	for _, insurance := range c.claim.Insurance {
		ref := insurance.Coverage
		target, _ := c.bundle.Resolve(c.claim.Entry, ref)
		switch {
		case ref.Literal == "": // CLM-002 speaks
		case target.Entry == nil || c.astray(c.claim.Entry, ref):
			found.unseen = append(found.unseen, ref.Literal)
		case !found.known[target.Entry]:
			found.known[target.Entry] = true
			found.entries = append(found.entries, target.Entry)
		}
	}
	slices.Sort(found.unseen)
	found.unseen = slices.Compact(found.unseen)
	names := slices.Clone(found.unseen)
	for _, entry := range found.entries {
		names = append(names, entry.FullURL.Value)
	}
	found.told = or(quoted(names))
	return found
}

func (c coverages) count() int { return len(c.entries) + len(c.unseen) }

// namesCoverage reports whether an extension of an item is the one that names its coverage: that of
// the guide or that of Kenya eClaims.
func namesCoverage(extension fhir.Extension) bool {
	return isExtension(extension, "item-coverage-reference") || strings.HasSuffix(extension.URL, "/sha-coverage/StructureDefinition/Coverage")
}
