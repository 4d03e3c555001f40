package fhir

import (
	"slices"
	"strings"
	"testing"
)

// mutants are values that clients put in the wrong place.
var mutants = []string{
	`null`, `""`, `"x"`, `"1"`, `-1`, `1e30`, `true`, `[]`, `{}`, `[null]`, `["x"]`, `{"id":"i"}`, `"2025-01-01"`, `"2025-01-01T00:00:00"`,
}

// Each value of a sound bundle is replaced and renamed in turn. Whatever google/fhir refuses of
// that, shape has found before, and nothing that it refuses goes through.
func TestShape_findsWhatTheJudgeRefuses(t *testing.T) {
	body := sample(t, "claim-r4")
	root, err := parse(body, "Bundle")
	if err != nil {
		t.Fatal(err)
	}
	turn := 0 // each value gets the next few: all of all take a minute with the race detector
	var walk func(n *node)
	walk = func(n *node) {
		for range 3 {
			mutant := mutants[turn%len(mutants)]
			turn++
			checkMutant(t, n.path()+" = "+mutant, splice(body, n.start, n.end, mutant))
		}
		if n.name != "" {
			key := strings.LastIndex(string(body[:n.start]), `"`+n.name+`"`) + 1
			name := []string{n.name + "s", "_" + n.name, strings.ToUpper(n.name[:1]) + n.name[1:]}[turn%3]
			checkMutant(t, n.path()+" named "+name, splice(body, key, key+len(n.name), name))
		}
		for _, c := range n.children {
			walk(c)
		}
	}
	for _, c := range root.children {
		walk(c)
	}
}

func splice(body []byte, from, to int, with string) []byte {
	return slices.Concat(body[:from], []byte(with), body[to:])
}

func checkMutant(t *testing.T, what string, body []byte) {
	t.Helper()
	root, err := parse(body, "Bundle")
	if err != nil || noBundle(root) != "" {
		return
	}
	s := shape{}
	s.resource(root)
	found := len(s.issues)
	s.judge(root)
	for _, issue := range s.issues[found:] {
		t.Errorf("%s: only google/fhir finds %s: %s", what, issue.Path, issue.Text)
	}
	for _, entry := range root.list("entry") {
		if entry.child("resource") != nil && !entry.child("resource").known {
			return // that is a finding of package profiles
		}
	}
	if err := Judge(body); err != nil && found == 0 {
		t.Errorf("%s: no finding, but google/fhir says %v", what, err)
	}
}
