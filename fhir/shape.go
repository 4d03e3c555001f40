package fhir

import "fmt"

// shape walks the tree beside R4's definitions and says what does not fit (FHR-003, FHR-010 to
// FHR-020). It repairs the tree in place where rules.md has a repair, and marks what the views and
// the judge must not read.
type shape struct {
	issues []Issue
	// claim: within a Claim, where amounts must have a currency (FHR-016) and whole cents (FHR-020).
	claim bool
	// person: within the name, telecom or address of a Practitioner or Patient (FHR-018).
	person bool
	// nulls are arrays of the object at hand in which null may hold the place of a value.
	nulls []*node
}

// resource walks an object that has to name its type.
func (s *shape) resource(n *node) {
	d := defineResource(n.value("resourceType"))
	if d == nil {
		n.unreadable = true
		// What an entry of the submitted Bundle must hold is a rule of package profiles.
		if !n.isEntryResource() {
			s.fault("FHR-003", "structure", n.path()+".resourceType", unknownType(n))
		}
		return
	}
	n.known = true
	outer := *s
	s.claim, s.person = d.name == "Claim", false
	s.object(n, d)
	if d.name == "Coverage" && (n.parent == nil || n.isEntryResource()) {
		s.coverageID(n, d)
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
	outer, first := s.nulls, len(s.issues)
	s.nulls = nil
	for i, m := range n.children {
		if m.name == "resourceType" && d.resource {
			continue
		}
		if e := d.elements[m.name]; e != nil {
			s.member(n.children[:i], m, e, d)
		} else if e := d.companion(m.name); e != nil {
			s.companion(m, e)
		} else {
			s.unknown(m, d)
		}
	}
	for _, m := range s.nulls {
		s.vacantNulls(m)
	}
	s.nulls = outer
	if n.hollow() {
		n.dropped = true
		return
	}
	for _, e := range d.required {
		if !n.has(e, d) {
			s.missing(n, e, d, s.issues[first:])
		}
	}
	switch d.name {
	case "Money":
		s.money(n, d)
	case "ContactPoint":
		s.contactPoint(n)
	}
}
