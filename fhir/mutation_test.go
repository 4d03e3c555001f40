package fhir

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// mutants are values that clients put in the wrong place.
var mutants = []string{
	`null`, `""`, `"x"`, `"1"`, `-1`, `1e30`, `true`, `[]`, `{}`, `[null]`, `["x"]`, `{"id":"i"}`, `"2025-01-01"`, `"2025-01-01T00:00:00"`,
	`"True"`, `"2025-02-30"`, `"a%7Cb"`, `"KSH"`, `1.005`, `"0.30000000000000004"`, `{"value":1}`, `{"x":1}`, `[{"x":1}]`, `[null,null]`,
	`[null,{"id":"i"}]`, `[[]]`, `{"extension":[{"url":"u"}]}`, `{"reference":"#"}`, `{"resourceType":"Claim"}`, `{"resourceType":"Coverage"}`,
}

// misnamed are names that clients give to a member instead of its own.
func misnamed(name string) []string {
	return []string{name + "s", "_" + name, strings.ToUpper(name[:1]) + name[1:], name[1:]}
}

// Each value of a sound bundle is replaced and renamed in turn. Whatever google/fhir refuses of
// that, shape has found before, and nothing that it refuses goes through.
func TestShape_findsWhatTheJudgeRefuses(t *testing.T) {
	body := sample(t, "claim-r4")
	turn := 0 // each value gets the next few: all of all take a minute with the race detector
	for _, n := range values(t, body) {
		for range 3 {
			mutant := mutants[turn%len(mutants)]
			turn++
			checkMutant(t, n.path()+" = "+mutant, replaced(body, n, mutant))
		}
		if n.name != "" {
			name := misnamed(n.name)[turn%4]
			checkMutant(t, n.path()+" named "+name, renamed(body, n, name))
		}
	}
}

// The same with several faults at once, in samples that have faults of their own.
func TestShape_findsAllOfManyFaults(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for turn := range 300 {
		body, what := sample(t, []string{"claim", "preauth", "claim-r4", "preauth-r4"}[turn%4]), ""
		for range 1 + random.IntN(6) {
			all := values(t, body)
			n, mutant := all[random.IntN(len(all))], mutants[random.IntN(len(mutants))]
			mutated := replaced(body, n, mutant)
			if fault := random.IntN(6); n.name != "" && fault == 0 {
				mutant = "named " + misnamed(n.name)[random.IntN(4)]
				mutated = renamed(body, n, strings.TrimPrefix(mutant, "named "))
			} else if n.name != "" && fault == 1 {
				key := keyOf(body, n)
				mutated = splice(body, key, key, `"_`+n.name+`":`+mutant+`,`)
			}
			if _, err := parse(mutated, "Bundle"); err == nil { // a new name may be there already
				body, what = mutated, what+"; "+n.path()+" = "+mutant
			}
		}
		checkMutant(t, what, body)
	}
}

// values are all values of a body below the root.
func values(t *testing.T, body []byte) []*node {
	t.Helper()
	root, err := parse(body, "Bundle")
	if err != nil {
		t.Fatal(err)
	}
	var all []*node
	var walk func(n *node)
	walk = func(n *node) {
		all = append(all, n.children...)
		for _, c := range n.children {
			walk(c)
		}
	}
	walk(root)
	return all
}

func replaced(body []byte, n *node, value string) []byte { return splice(body, n.start, n.end, value) }

func renamed(body []byte, n *node, name string) []byte {
	key := keyOf(body, n)
	return splice(body, key+1, key+1+len(n.name), name)
}

// keyOf is the byte at which the name of a member begins, with its quote.
func keyOf(body []byte, n *node) int {
	return strings.LastIndex(string(body[:n.start]), `"`+n.name+`"`)
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
		t.Errorf("only google/fhir finds %s: %s", issue.Path, issue.Text)
	}
	bundle, issues := Decode(body)
	checkPlaces(t, body, issues)
	checkRepairs(t, bundle, issues)
	if err := Judge(body); err != nil && found == 0 && allKnown(root) {
		t.Errorf("no finding, but google/fhir says %v", err)
	}
	if t.Failed() {
		t.Fatalf("that was %s", what)
	}
}

// allKnown reports whether the resources of all entries are known to R4; that they must be is said
// by package profiles.
func allKnown(root *node) bool {
	return !slices.ContainsFunc(root.list("entry"), func(entry *node) bool {
		resource := entry.child("resource")
		return resource != nil && !resource.known
	})
}
