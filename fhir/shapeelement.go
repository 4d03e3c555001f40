package fhir

import (
	"fmt"
	"slices"
	"strings"
)

// member walks one element. before are the members that stand before it.
func (s *shape) member(before []*node, m *node, e *element, d *definition) {
	if person := s.person; (d.name == "Patient" || d.name == "Practitioner") && d.resource {
		s.person = slices.Contains([]string{"name", "telecom", "address"}, m.name)
		defer func() { s.person = person }()
	}
	if e.choice != "" {
		for _, other := range before {
			if known := d.elements[other.name]; known != nil && known.choice == e.choice && !other.dropped {
				m.element = e
				s.refuse(m, "FHR-003", "structure", fmt.Sprintf("%q and %q are both given; R4 takes one of them", other.name, m.name))
				return
			}
		}
	}
	s.element(m, e)
	if m.unreadable || m.dropped {
		return
	}
	s.modifier(m)
}

// modifier reports what may change the meaning of all beside it (FHR-019), in whatever case it is
// written, and whether m is that.
func (s *shape) modifier(m *node) bool {
	switch strings.ToLower(m.name) {
	case "modifierextension":
		s.fault("FHR-019", "extension", m.path(), "a modifierExtension is given that is not known here; R4 forbids to process what it may change. Leave it out")
	case "implicitrules":
		s.fault("FHR-019", "extension", m.path(), fmt.Sprintf("the implicitRules %s are not known here; R4 forbids to process what they may change. Leave them out", found(m)))
	default:
		return false
	}
	return true
}

// element judges how often the element may stand, then each of its values.
func (s *shape) element(m *node, e *element) {
	m.element = e
	switch {
	case s.empty(m):
	case e.list && m.kind != array:
		s.refuse(m, "FHR-003", "structure", fmt.Sprintf("%s found; R4 wants an array here, also of one", m.kind))
	case !e.list && m.kind == array:
		s.refuse(m, "FHR-003", "structure", "an array found; R4 takes one value here, not in an array")
	case !e.list:
		s.one(m, e)
	default:
		s.values(m, e)
	}
}

// mostOf bounds what it costs to find, among many values of a type, the one that counts. A concept
// has one to three codings, and a preauthorization some twenty extensions.
var mostOf = map[string]int{"Coding": 50, "Extension": 500}

// values judges each value of a repeated element.
func (s *shape) values(m *node, e *element) {
	name, n := e.definition().name, len(m.children)
	if most, ok := mostOf[name]; ok && n > most {
		s.refuse(m, "FHR-003", "too-costly", fmt.Sprintf("an array of %d %ss found; at most %d are taken", n, strings.ToLower(name), most))
		return
	}
	primitive := e.definition().primitive != ""
	for _, c := range m.children {
		c.element = e
		switch {
		case primitive && c.kind == null:
			s.holdsNull(m)
		case !s.empty(c):
			s.one(c, e)
		}
	}
	m.dropped = m.hollow()
}

// empty drops what says nothing (FHR-012).
func (s *shape) empty(n *node) bool {
	what := n.kind.String()
	switch {
	case n.kind == null:
	case (n.kind == array || n.kind == object) && len(n.children) == 0:
		what = "an empty " + what[len("an "):]
	default:
		return false
	}
	s.drop(n, "FHR-012", "structure", what+" found; R4 leaves out an element that has no value, and so it was left out")
	return true
}

// one judges one value of an element.
func (s *shape) one(n *node, e *element) {
	d := e.definition()
	switch {
	case d.primitive != "":
		s.primitive(n, d)
	case n.kind != object:
		s.refuse(n, "FHR-003", "structure", fmt.Sprintf("%s found; an object (%s) is wanted", found(n), d.name))
	case d.anyResource:
		s.resource(n)
	default:
		s.object(n, d)
	}
}
