package fhir

import (
	"fmt"
	"strings"
)

// companion is the primitive element whose id and extensions stand under "_" and its name.
func (d *definition) companion(name string) *element {
	plain, ok := strings.CutPrefix(name, "_")
	if !ok {
		return nil
	}
	if e := d.elements[plain]; e != nil && e.definition().primitive != "" {
		return e
	}
	return nil
}

func (s *shape) companion(m *node, e *element) {
	switch {
	case s.empty(m):
	case e.list != (m.kind == array):
		s.refuse(m, "FHR-003", "structure", fmt.Sprintf("%s found; it must be like %q, to which it belongs", m.kind, e.name))
	case !e.list:
		s.extensions(m, e)
	default:
		if values := m.twin(); values != nil && len(values.children) != len(m.children) && len(values.children) > 0 {
			s.refuse(m, "FHR-003", "structure", fmt.Sprintf("an array of %d found; it must have as many values as %q, which are %d", len(m.children), e.name, len(values.children)))
			return
		}
		for _, c := range m.children {
			switch {
			case c.kind == null:
				s.holdsNull(m)
			case !s.empty(c):
				s.extensions(c, e)
			}
		}
		m.dropped = m.hollow()
	}
}

// extensions judges the id and the extensions of one primitive.
func (s *shape) extensions(n *node, e *element) {
	if n.kind != object {
		s.refuse(n, "FHR-003", "structure", fmt.Sprintf("%s found; an object with extensions is wanted", found(n)))
		return
	}
	s.object(n, e.definition())
}
