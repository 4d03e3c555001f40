package fhir

// contactPoint judges R4's cpt-2 about the telecom of a person: a value has a system.
func (s *shape) contactPoint(n *node) {
	if s.person && n.child("value") != nil && n.child("system") == nil {
		s.drop(n, "FHR-018", "required", `"system" is missing; R4 wants it in a ContactPoint that has a value, as in "phone"; the ContactPoint was left out`)
	}
}
