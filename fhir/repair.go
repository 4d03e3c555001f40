package fhir

import "fmt"

// maxFindings bounds what a body of nothing but faults costs in memory. It is far more than an
// answer tells, since a large bundle may have as many repairs.
const maxFindings = 100_000

// tell takes up a finding.
func (s *shape) tell(issue Issue) {
	switch {
	case len(s.issues) < maxFindings:
		s.issues = append(s.issues, issue)
	case len(s.issues) == maxFindings:
		s.issues = append(s.issues, Issue{Rule: "FHR-003", Level: Error, Code: "too-costly",
			Text: fmt.Sprintf("there are more than %d findings; mend these first, since the others are not told", maxFindings)})
	}
}

// fault reports what cannot be repaired.
func (s *shape) fault(rule, code, path, text string) {
	s.tell(Issue{Rule: rule, Level: Error, Code: code, Path: path, Text: text})
}

// refuse reports n, which cannot be read, and takes it from the views. Of a person's name, telecom
// and address nothing depends, so that there it is left out instead (FHR-018).
func (s *shape) refuse(n *node, rule, code, text string) {
	if s.person && rule == "FHR-003" {
		s.drop(n, "FHR-018", code, text+"; it was left out")
		return
	}
	n.unreadable = true
	s.fault(rule, code, n.path(), text)
}

// repaired reports what was found at a path and has been repaired. The level is that of strict
// handling.
func (s *shape) repaired(rule, code, path, text string) {
	s.tell(Issue{Rule: rule, Level: Error, Graded: true, Code: code, Path: path, Text: text})
}

// drop takes n out of the repaired tree and says why.
func (s *shape) drop(n *node, rule, code, text string) {
	n.dropped = true
	s.repaired(rule, code, n.path(), text)
}

// put gives n a member that the body does not have. The JSON is of this package and sound.
func (s *shape) put(n *node, e *element, json string) {
	m := &node{parent: n, name: e.name, added: true}
	p := &parser{body: []byte(json)}
	if err := p.value(m, 1); err != nil {
		panic(err)
	}
	n.add(m)
	s.element(m, e)
}

// hollow reports whether repairs have left nothing in an array or object. It then counts as
// dropped too, without a finding of its own.
func (n *node) hollow() bool {
	for _, c := range n.children {
		if !c.dropped {
			return false
		}
	}
	return true
}
