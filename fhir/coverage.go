package fhir

import (
	"fmt"
	"strings"
)

// coverageID gives a Coverage without id the last segment of its entry's fullUrl (FHR-013).
func (s *shape) coverageID(n *node, d *definition) {
	if n.child("id") != nil {
		return
	}
	const missing = `the Coverage has no "id"`
	path := n.path() + ".id"
	fullURL := n.parent.value("fullUrl")
	if id := fullURL[strings.LastIndexAny(fullURL, "/:")+1:]; soundID(id) {
		s.put(n, d.elements["id"], string(appendText(nil, id)))
		s.repaired("FHR-013", "required", path, fmt.Sprintf("%s; the last segment of its fullUrl is wanted, and so %q was read", missing, id))
		return
	}
	s.fault("FHR-013", "required", path, fmt.Sprintf("%s, and its fullUrl does not end in one; %s is wanted", missing, formats["id"].wanted))
}
