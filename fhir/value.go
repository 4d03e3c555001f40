package fhir

import "encoding/json"

// Value is the resource, repaired, as encoding/json would decode it: map[string]any, []any,
// string, bool and json.Number. Elements that R4 does not know or that could not be read are
// left out; in an array nil holds their place, so that indices are those of the body as received.
// The caller may change it.
func (r *Resource) Value() any { return r.node.plain() }

func (n *node) plain() any {
	switch n.kind {
	case object:
		members := make(map[string]any, len(n.children))
		for _, c := range n.children {
			if !c.dropped && !c.unreadable {
				members[c.name] = c.plain()
			}
		}
		return members
	case array:
		values := make([]any, len(n.children))
		for i, c := range n.children {
			if !c.dropped && !c.unreadable {
				values[i] = c.plain()
			}
		}
		return values
	case number:
		return json.Number(n.text)
	case boolean:
		return n.text == "true"
	case text:
		return n.text
	}
	return nil
}
