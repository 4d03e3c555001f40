package fhir

import "iter"

// URIs are the names of systems and extensions in the entries, in the order of the body: every
// system of a Coding, Identifier or Quantity, and every url of an Extension. Urls within an
// extension that are not absolute name its parts, and are left out.
func (b *Bundle) URIs() iter.Seq[Field[string]] {
	return func(yield func(Field[string]) bool) {
		for _, entry := range b.Entry {
			if entry.Resource != nil && !entry.Resource.node.uris(yield) {
				return
			}
		}
	}
}

// uris yields the names at and below n; it is false where the one who asked has enough.
func (n *node) uris(yield func(Field[string]) bool) bool {
	if n.dropped || n.unreadable {
		return true
	}
	if named := n.name == "system" || n.name == "url" && n.parent.isExtension(); named && n.isURI() && isAbsolute(n.text) {
		return yield(Field[string]{Value: n.text, Path: n.path(), State: Present})
	}
	for _, c := range n.children {
		if !c.uris(yield) {
			return false
		}
	}
	return true
}

func (n *node) isURI() bool {
	return n.kind == text && n.element != nil && n.element.definition().primitive == "uri"
}

func (n *node) isExtension() bool {
	return n != nil && n.element != nil && n.element.definition().name == "Extension"
}
