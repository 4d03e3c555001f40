package fhir

import (
	"fmt"
	"slices"
	"strings"
)

// has reports whether an element is there, as a value, as the extension of a primitive, or as
// one of a choice.
func (n *node) has(e *element, d *definition) bool {
	if e.choice == "" {
		return n.child(e.name) != nil || n.child("_"+e.name) != nil
	}
	return slices.ContainsFunc(n.children, func(m *node) bool {
		known := d.elements[strings.TrimPrefix(m.name, "_")]
		return known != nil && known.choice == e.choice
	})
}

func (s *shape) missing(n *node, e *element, d *definition) {
	name, rule := e.name, "FHR-003"
	if e.choice != "" {
		name += "[x]"
	}
	if d.name == "Coverage" && name == "payor" {
		rule = "FHR-013"
	}
	article := "a"
	if strings.ContainsAny(d.name[:1], "AEIOU") {
		article = "an"
	}
	s.report(rule, "required", n.path()+"."+name, fmt.Sprintf("%q is missing; R4 wants it in %s %s", name, article, d.name))
}
