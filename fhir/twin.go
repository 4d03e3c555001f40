package fhir

import (
	"slices"
	"strings"
)

// An array of primitives and the array of their extensions ("given" and "_given") belong together
// by index: null in one holds the place of what stands in the other. They are called twins here.

// twin is the other array of the two as the body was received; nil where n is none or has none.
func (n *node) twin() *node {
	if n.kind != array || n.parent == nil || n.parent.kind != object {
		return nil
	}
	name, isCompanion := strings.CutPrefix(n.name, "_")
	if !isCompanion {
		if n.element == nil || n.element.definition().primitive == "" {
			return nil
		}
		name = "_" + n.name
	}
	if twin := n.parent.received(name); twin != nil && twin.kind == array {
		return twin
	}
	return nil
}

// says reports whether something stands at an index of the array after repairs.
func (n *node) says(index int) bool {
	return n.had(index) && !n.dropped && !n.children[index].dropped
}

// had reports whether something stood at an index of the array as the body was received.
func (n *node) had(index int) bool {
	return n != nil && index < len(n.children) && n.children[index].kind != null
}

// holdsNull remembers an array in which null was found.
func (s *shape) holdsNull(m *node) {
	if !slices.Contains(s.nulls, m) {
		s.nulls = append(s.nulls, m)
	}
}

// vacantNulls drops each null that holds no place: with a finding (FHR-012) where it never held
// one, without where a repair took out what it held the place of.
func (s *shape) vacantNulls(m *node) {
	twin := m.twin()
	isCompanion := strings.HasPrefix(m.name, "_")
	for i, c := range m.children {
		toldByTwin := isCompanion && twin != nil && i < len(twin.children)
		switch {
		case c.kind != null || twin.says(i):
		case twin.had(i) || toldByTwin:
			c.dropped = true
		default:
			s.empty(c)
		}
	}
	if !isCompanion || slices.ContainsFunc(m.children, func(c *node) bool { return m.says(c.index) }) {
		m.dropped = m.hollow()
		return
	}
	if m.dropped = slices.ContainsFunc(m.children, isDropped); !m.dropped {
		s.drop(m, "FHR-012", "structure", "an array of nulls found; R4 leaves out an element that has no value, and so it was left out")
	}
}

// gone reports whether the repaired body is without n. What was dropped from one of two twins
// leaves a null behind where the other has something.
func (n *node) gone() bool {
	return n.dropped && !n.holdsPlace()
}

func (n *node) holdsPlace() bool {
	if n.parent == nil || n.parent.kind != array {
		return false
	}
	twin := n.parent.twin()
	return twin != nil && twin.says(n.index)
}
