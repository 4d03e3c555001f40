package fhir

import "encoding/json"

// Value is the resource, repaired, as encoding/json would decode it: map[string]any, []any,
// string, bool and json.Number. Elements that R4 does not know or that could not be read are
// left out. The caller may change it.
func (r *Resource) Value() any { return r.node.plain() }

func (n *node) plain() any {
	switch n.kind {
	case object:
		members := make(map[string]any, len(n.children))
		for _, c := range n.children {
			if !c.unknown && !c.unreadable {
				members[c.name] = c.plain()
			}
		}
		return members
	case array:
		values := make([]any, 0, len(n.children))
		for _, c := range n.children {
			if !c.unreadable {
				values = append(values, c.plain())
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
