package profiles

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// mostOffered is how many entries a finding offers in place of a reference that leads nowhere.
const mostOffered = 3

// offer ends a finding about a reference that leads nowhere: what the bundle has instead.
func (c *check) offer(ref fhir.TypedReference) string {
	types := ref.Permitted
	if named := typeIn(ref.Literal); named != "" && (len(types) == 0 || slices.Contains(types, named)) {
		types = []string{named}
	}
	switch found := c.entriesOf(types); {
	case len(types) == 0:
		return "refer to the fullUrl of an entry, or add the resource as an entry"
	case len(found.urls) == 1:
		return fmt.Sprintf("the bundle's %s is %q: refer to it so, or add the resource as an entry", or(types), found.urls[0])
	case len(found.urls) > 1:
		return fmt.Sprintf("the bundle has the %s %s: refer to one of them so, or add the resource as an entry", or(types), and(quoted(found.urls)))
	case found.lost != nil:
		return fmt.Sprintf("the bundle's %s is %s, which has no fullUrl to which a reference could lead: give it one, and refer to that", or(types), found.lost.Path)
	}
	return fmt.Sprintf("the bundle has no %s: add it as an entry", or(types))
}

// candidates are the entries with a resource of some types.
type candidates struct {
	// urls are the first fullUrls to which a reference can lead, in the order of the bundle.
	urls []string
	// lost is an entry to which none can, since BND-003 or BND-004 has something against its
	// fullUrl; nil: there is none.
	lost *fhir.Entry
}

// entriesOf are the entries of these types. Many references may ask for the same.
func (c *check) entriesOf(types []string) candidates {
	key := strings.Join(types, " ")
	found, known := c.offered[key]
	if known {
		return found
	}
	for _, entry := range c.bundle.Entry {
		switch {
		case entry.Resource == nil || !slices.Contains(types, entry.Resource.Type):
		case !soundFullURL(entry):
			found.lost = entry
		case len(found.urls) < mostOffered:
			found.urls = append(found.urls, entry.FullURL.Value)
		}
	}
	if c.offered == nil {
		c.offered = map[string]candidates{}
	}
	c.offered[key] = found
	return found
}

// soundFullURL reports whether a reference can lead to an entry: BND-003 and BND-004 have nothing
// against its fullUrl, but that it may be that of another entry too.
func soundFullURL(entry *fhir.Entry) bool {
	url := entry.FullURL.Value
	return isAbsolute(url) && unversioned(url) == url && (!isWeb(url) || typeIn(url) == entry.Resource.Type)
}
