package fhir

import (
	"regexp"
	"strings"
)

// Target is what a literal reference leads to.
type Target struct {
	// Type is the resource type, as the resource names it.
	Type string
	// Entry holds the resource; it is nil where the resource is contained in another.
	Entry *Entry
}

// Resolve follows a literal reference of the resource in from, as R4 resolves references in
// Bundles (Bundle, "Resolving references in Bundles"): "#id" within that resource, whether the
// resource itself or one that it contains refers, and "#" to the resource itself; an absolute URL
// or URN to the entry of that fullUrl; a relative one after the base of from's own fullUrl; a
// versioned one only to the resource of that meta.versionId. Of several the first counts. It is
// false where the reference is not literal or leads to nothing here, as a conditional one does
// ("Patient?identifier=1").
func (b *Bundle) Resolve(from *Entry, reference Reference) (Target, bool) {
	entry, contained := b.locate(from, reference.Literal)
	switch {
	case contained != nil:
		return Target{Type: contained.value("resourceType")}, true
	case entry != nil:
		return Target{Type: entry.Resource.Type, Entry: entry}, true
	}
	return Target{}, false
}

// follow is the resource to which a reference leads, with its path; nil where there is none.
func (b *Bundle) follow(from *Entry, reference Reference) (*node, string) {
	entry, contained := b.locate(from, reference.Literal)
	switch {
	case contained != nil:
		return contained, contained.path()
	case entry != nil:
		return entry.Resource.node, entry.Resource.Path
	}
	return nil, ""
}

func (b *Bundle) locate(from *Entry, literal string) (entry *Entry, contained *node) {
	if id, ok := strings.CutPrefix(literal, "#"); ok {
		switch {
		case from == nil || from.Resource == nil:
			return nil, nil
		case id == "":
			return from, nil
		}
		return nil, from.Resource.contained[id]
	}
	url, version, hasVersion := strings.Cut(literal, "/_history/")
	if hasVersion && version == "" {
		return nil, nil
	}
	if !isAbsolute(url) {
		if from == nil || from.base == "" || url == "" {
			return nil, nil
		}
		url = from.base + url
	}
	return b.byURL[versioned{url, version}], nil
}

// versioned is what a reference asks for: a url, and a version or none.
type versioned struct{ url, version string }

// indexed are the entries by what a reference to them can ask for. Of several the first counts.
func indexed(entries []*Entry) map[versioned]*Entry {
	index := map[versioned]*Entry{}
	for _, entry := range entries {
		if !entry.FullURL.Present() || entry.Resource == nil {
			continue
		}
		for _, version := range []string{"", entry.Resource.node.child("meta").value("versionId")} {
			if key := (versioned{entry.FullURL.Value, version}); index[key] == nil {
				index[key] = entry
			}
		}
	}
	return index
}

// isAbsolute reports whether a URI names its scheme: a URL, or a URN.
func isAbsolute(uri string) bool {
	scheme, rest, ok := strings.Cut(uri, ":")
	return ok && (scheme == "urn" || strings.HasPrefix(rest, "//") && !strings.ContainsAny(scheme, "/?#"))
}

// restful is a fullUrl as R4 knows it: the base, the type and the id.
var restful = regexp.MustCompile(`^(https?://[^/?#]+/(?:[^?#]*/)?)[A-Za-z]+/[A-Za-z0-9.-]{1,64}$`)

// baseOf is what stands before the type and the id in a fullUrl, with the slash; empty where it is
// not of that form, and then relative references lead to nothing. A longer one than any server
// takes has none: it must not cost its length once for each reference.
func baseOf(fullURL string) string {
	const longest = 2048
	if len(fullURL) > longest {
		return ""
	}
	parts := restful.FindStringSubmatch(fullURL)
	if parts == nil {
		return ""
	}
	return parts[1]
}
