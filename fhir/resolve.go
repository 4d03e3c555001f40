package fhir

import "strings"

// Target is what a literal reference leads to.
type Target struct {
	// Type is the resource type, as the resource names it.
	Type string
	// Entry holds the resource; it is nil where the resource is contained in another.
	Entry *Entry
}

// Resolve follows a literal reference of the resource in from, as R4 resolves references in
// Bundles: "#id" within that resource; an absolute URL or URN to the entry of that fullUrl; a
// relative one after the base of from's own fullUrl; a versioned one only to the resource of that
// meta.versionId. It is false where the reference is not literal or leads to nothing here.
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
		return nil, from.Resource.contained(id)
	}
	url, version, versioned := strings.Cut(literal, "/_history/")
	if url != "" && !isAbsolute(url) {
		url = base(from) + url
	}
	for _, candidate := range b.byURL[url] {
		if candidate.Resource != nil && (!versioned || candidate.Resource.node.child("meta").value("versionId") == version) {
			return candidate, nil
		}
	}
	return nil, nil
}

func (r *Resource) contained(id string) *node {
	for _, c := range r.node.list("contained") {
		if c.value("id") == id {
			return c
		}
	}
	return nil
}

func isAbsolute(url string) bool {
	return strings.Contains(url, "://") || strings.HasPrefix(url, "urn:")
}

// base is what stands before the type and the id in the entry's fullUrl, with the slash; empty
// where the fullUrl is not of that form, and then relative references lead to nothing.
func base(from *Entry) string {
	if from == nil || !strings.Contains(from.FullURL.Value, "://") {
		return ""
	}
	url := from.FullURL.Value
	for range 2 {
		slash := strings.LastIndexByte(strings.TrimSuffix(url, "/"), '/')
		if slash < 0 {
			return ""
		}
		url = url[:slash+1]
	}
	return url
}
