package fhir

import (
	"fmt"
	"slices"
)

// shape walks the tree beside R4's definitions and says what does not fit (FHR-003, FHR-010 to
// FHR-020). It marks what the views and the judge must not read.
type shape struct {
	issues []Issue
	// claim: within a Claim, where amounts must have a currency (FHR-016).
	claim bool
	// person: within the name, telecom or address of a Practitioner or Patient (FHR-018).
	person bool
}

func (s *shape) report(rule, code, path, text string) {
	if s.person && (rule == "FHR-003" || rule == "FHR-015") {
		rule = "FHR-018"
	}
	s.issues = append(s.issues, Issue{Rule: rule, Level: Error, Code: code, Path: path, Text: text})
}

// refuse reports n and takes it from the views.
func (s *shape) refuse(n *node, rule, code, text string) {
	n.unreadable = true
	s.report(rule, code, n.path(), text)
}

// resource walks an object that has to name its type.
func (s *shape) resource(n *node) {
	d := defineResource(n.value("resourceType"))
	if d == nil {
		n.unreadable = true
		// What an entry of the submitted Bundle must hold is a rule of package profiles.
		if !n.isEntryResource() {
			s.report("FHR-003", "structure", n.path()+".resourceType", unknownType(n))
		}
		return
	}
	n.known = true
	outer := *s
	s.claim, s.person = d.name == "Claim", false
	s.object(n, d)
	if d.name == "Coverage" && n.child("id") == nil && (n.parent == nil || n.isEntryResource()) {
		s.report("FHR-013", "required", n.path()+".id", `the Coverage has no "id"; it is wanted, and should be the last segment of the fullUrl`)
	}
	s.claim, s.person = outer.claim, outer.person
}

// isEntryResource reports whether n is the resource of an entry of the body.
func (n *node) isEntryResource() bool {
	if n.name != "resource" || n.parent == nil {
		return false
	}
	entries := n.parent.parent
	return entries != nil && entries.name == "entry" && entries.parent != nil && entries.parent.parent == nil
}

func unknownType(n *node) string {
	rt := n.child("resourceType")
	if rt == nil {
		return `"resourceType" is missing; every resource names its type`
	}
	return fmt.Sprintf("%s is no resource type of R4", found(rt))
}

// object walks the members of an object of the given type.
func (s *shape) object(n *node, d *definition) {
	for i, m := range n.children {
		if m.name == "resourceType" && d.resource {
			continue
		}
		if e := d.elements[m.name]; e != nil {
			s.member(n.children[:i], m, e, d)
		} else if e := d.companion(m.name); e != nil {
			s.companion(m, e)
		} else {
			m.unknown = true
			s.report("FHR-015", "structure", m.path(), fmt.Sprintf("%s is no element of %s in R4%s", quote(m.name), d.name, d.suggest(m.name)))
		}
	}
	for _, e := range d.required {
		if !n.has(e, d) {
			s.missing(n, e, d)
		}
	}
	if d.name == "Money" {
		s.money(n)
	}
}

// member walks one element. before are the members that stand before it.
func (s *shape) member(before []*node, m *node, e *element, d *definition) {
	if person := s.person; (d.name == "Patient" || d.name == "Practitioner") && d.resource {
		s.person = slices.Contains([]string{"name", "telecom", "address"}, m.name)
		defer func() { s.person = person }()
	}
	if e.choice != "" {
		for _, other := range before {
			if known := d.elements[other.name]; known != nil && known.choice == e.choice {
				m.element = e
				s.refuse(m, "FHR-003", "structure", fmt.Sprintf("%q and %q are both given; R4 takes one of them", other.name, m.name))
				return
			}
		}
	}
	s.element(m, e)
	if m.unreadable {
		return
	}
	switch {
	case m.name == "modifierExtension":
		s.report("FHR-019", "extension", m.path(), "a modifierExtension is given that is not known here; R4 forbids to process what it may change. Leave it out")
	case m.name == "implicitRules" && (d.resource || d.name == "Meta"):
		s.report("FHR-019", "extension", m.path(), fmt.Sprintf("the implicitRules %s are not known here; R4 forbids to process what they may change. Leave them out", found(m)))
	}
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
		for _, c := range m.children {
			c.element = e
			if c.kind == null && m.parent.child("_"+m.name) != nil {
				continue // the value is absent, its extension stands in the companion
			}
			if !s.empty(c) {
				s.one(c, e)
			}
		}
	}
}

// empty reports (FHR-012) what says nothing.
func (s *shape) empty(n *node) bool {
	switch {
	case n.kind == null:
		s.refuse(n, "FHR-012", "structure", "null found; an element without a value is left out in R4")
	case n.kind == array && len(n.children) == 0:
		s.refuse(n, "FHR-012", "structure", "an empty array found; an element without a value is left out in R4")
	case n.kind == object && len(n.children) == 0:
		s.refuse(n, "FHR-012", "structure", "an empty object found; an element without a value is left out in R4")
	default:
		return false
	}
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
