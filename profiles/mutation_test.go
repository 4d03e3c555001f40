package profiles

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/testdata"
)

// mutation is one random change of a bundle.
type mutation struct {
	what, path string
	// speaks reports whether a finding is about the change; nil where the change breaks no rule for
	// certain.
	speaks func(fhir.Issue) bool
}

// For random bundles with one random mutation the checker never panics, every expression leads to
// an element of the body or to the parent of the one that is missing, and a mutation that breaks a
// rule is found.
func TestCheck_mutations(t *testing.T) {
	rounds := 900
	if testing.Short() {
		rounds = 300
	}
	random := rand.New(rand.NewPCG(10, 10))
	profile := starter(t)
	found := map[string]int{}
	for round := range rounds {
		names := testdata.Names()
		body, m := mutate(t, random, testdata.Bundle(names[random.IntN(len(names))]))
		handling := []Handling{Strict, Lenient}[round%2]
		issues := answer(profile, body, handling)
		for _, issue := range issues {
			if fault := misplaced(body, issue); fault != "" {
				t.Errorf("round %d, %s %s: %s %s (%s): %s\n%s", round, m.what, m.path, issue.Rule, issue.Path, issue.Expression, fault, issue.Text)
			}
		}
		if m.speaks == nil {
			continue
		}
		found[m.what]++
		if !slices.ContainsFunc(issues, m.speaks) {
			t.Errorf("round %d: no finding says that %s %s (%s handling); all that is said:%s", round, m.what, m.path, handling, told(issues))
		}
	}
	for _, what := range []string{"deleted", "retyped", "renamed", "duplicated", "changed the number at", "changed the date at", "broke the reference at"} {
		if found[what] < rounds/150 {
			t.Errorf("only %d mutations %s something that breaks a rule", found[what], what)
		}
	}
}

// answer is what the sender would be told.
func answer(profile *Profile, body []byte, handling Handling) []fhir.Issue {
	bundle, issues := fhir.Decode(body)
	if bundle == nil {
		return issues
	}
	return profile.Check(bundle, issues, fixture{handling: handling}.sender(bundle), now)
}

func told(issues []fhir.Issue) string {
	var b strings.Builder
	for _, issue := range issues {
		fmt.Fprintf(&b, "\n  %s %s %s", issue.Rule, issue.Level, issue.Path)
	}
	return b.String()
}

// misplaced says what is wrong with the place of a finding, empty where nothing is.
func misplaced(body []byte, issue fhir.Issue) string {
	if issue.Code == "exception" {
		return "a rule could not be run"
	}
	if issue.Rule == "FHR-001" || issue.Rule == "FHR-002" {
		return "" // the body as a whole
	}
	var tree any
	if err := json.Unmarshal(body, &tree); err != nil {
		return err.Error()
	}
	if _, ok := find(tree, issue.Expression); !ok {
		return "the expression leads to nothing"
	}
	rest, ok := strings.CutPrefix(issue.Path, issue.Expression)
	if !ok || len(segment.FindAllString(rest, -1)) > 1 {
		return "the expression is neither the element nor its parent"
	}
	return ""
}

var segment = regexp.MustCompile(`\.[^.\[]+|\[\d+\]`)

// find follows a path from the Bundle.
func find(tree any, path string) (any, bool) {
	rest, ok := strings.CutPrefix(path, "Bundle")
	if !ok {
		return nil, false
	}
	for _, step := range segment.FindAllString(rest, -1) {
		switch at := tree.(type) {
		case map[string]any:
			if tree, ok = at[step[1:]]; !ok {
				return nil, false
			}
		case []any:
			i, err := strconv.Atoi(strings.Trim(step, "[]"))
			if err != nil || i >= len(at) {
				return nil, false
			}
			tree = at[i]
		default:
			return nil, false
		}
	}
	return tree, true
}

// place is one value of a bundle, and how to put another in its stead or take it away.
type place struct {
	path string
	// resource is the type of the resource that holds it, empty outside of any.
	resource string
	value    any
	// parent is the map or list that holds it, key its name in a map.
	parent any
	key    string
	put    func(any)
}

// places are all values below the Bundle, in an order that is always the same.
func places(at any, path, resource string, found []place) []place {
	switch at := at.(type) {
	case map[string]any:
		if named, ok := at["resourceType"].(string); ok && path != "Bundle" {
			resource = named
		}
		keys := make([]string, 0, len(at))
		for key := range at {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			child := path + "." + key
			found = append(found, place{child, resource, at[key], at, key, func(v any) { at[key] = v }})
			found = places(at[key], child, resource, found)
		}
	case []any:
		for i := range at {
			child := fmt.Sprintf("%s[%d]", path, i)
			found = append(found, place{child, resource, at[i], at, "", func(v any) { at[i] = v }})
			found = places(at[i], child, resource, found)
		}
	}
	return found
}

// mutate changes one thing.
func mutate(t *testing.T, random *rand.Rand, body []byte) ([]byte, mutation) {
	t.Helper()
	var tree any
	if err := json.Unmarshal(body, &tree); err != nil {
		t.Fatal(err)
	}
	all := places(tree, "Bundle", "", nil)
	kinds := []func(place) (mutation, bool){remove, retype, rename, duplicate, renumber, redate, mislead}
	change := kinds[random.IntN(len(kinds))]
	for {
		p := all[random.IntN(len(all))]
		if m, ok := change(p); ok {
			m.path = p.path
			mutated, err := json.Marshal(tree)
			if err != nil {
				t.Fatal(err)
			}
			return mutated, m
		}
	}
}
