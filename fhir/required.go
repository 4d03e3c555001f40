package fhir

import (
	"fmt"
	"slices"
	"strconv"
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
		return known != nil && known.choice == e.choice && !m.dropped
	})
}

// missing reports a required element that is not there. within are the findings about n and what
// it holds.
func (s *shape) missing(n *node, e *element, d *definition, within []Issue) {
	name, wanted := e.name, strconv.Quote(e.name)
	if e.choice != "" {
		name, wanted = e.name+"[x]", "one of "+quoteAll(d.typed(e.choice))
	}
	parent := n.path()
	place := parent + "." + name
	text := fmt.Sprintf("%s is missing; R4 wants it in %s%s", wanted, d.article(), insteadOf(place, parent, within))
	switch {
	case d.name == "Coverage" && name == "payor":
		s.put(n, e, payor)
		s.repaired("FHR-013", "required", place, text+", and so the Social Health Authority was read")
	case s.person:
		s.drop(n, "FHR-018", "required", text+"; the "+d.name+" was left out")
	default:
		s.fault("FHR-003", "required", place, text)
	}
}

// payor is the one that every Coverage of a claim here has.
const payor = `[{"type":"Organization","identifier":{"value":"SHA"},"display":"Social Health Authority"}]`

// insteadOf names what was found in the place of a missing element of the parent: an unknown
// element that seems to mean it, or one that is empty.
func insteadOf(place, parent string, within []Issue) string {
	for _, issue := range within {
		switch {
		case issue.Meant == place:
			return fmt.Sprintf(" (what is given as %q was not read)", strings.TrimPrefix(issue.Path, parent+"."))
		case issue.Rule == "FHR-012" && issue.Path == place:
			return " (it is there, but empty)"
		}
	}
	return ""
}

// article is the type with its article: "an Identifier".
func (d *definition) article() string {
	if strings.ContainsAny(d.name[:1], "AEIOU") {
		return "an " + d.name
	}
	return "a " + d.name
}
