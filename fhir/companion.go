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
	values := []*node{m}
	switch {
	case s.empty(m):
		return
	case e.list != (m.kind == array):
		s.refuse(m, "FHR-003", "structure", fmt.Sprintf("%s found; it must be like %q, to which it belongs", m.kind, e.name))
		return
	case e.list:
		values = m.children
	}
	for _, c := range values {
		switch {
		case c.kind == null && e.list:
		case c.kind != object:
			s.refuse(c, "FHR-003", "structure", fmt.Sprintf("%s found; an object with extensions is wanted", found(c)))
		case !s.empty(c):
			s.object(c, e.definition())
		}
	}
}
