package fhir

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func seeds(f *testing.F) [][]byte {
	f.Helper()
	bodies := [][]byte{[]byte(network)}
	for _, folder := range []string{"guide", "bundles"} {
		files, err := filepath.Glob(filepath.Join("..", "testdata", folder, "*.json"))
		if err != nil || len(files) == 0 {
			f.Fatalf("no seeds in %s: %v", folder, err)
		}
		for _, file := range files {
			body, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			bodies = append(bodies, body)
		}
	}
	return bodies
}

// entries wraps resources as the entries of a Bundle.
func entries(resources ...string) []byte {
	return []byte(`{"resourceType":"Bundle","type":"message","entry":[{"resource":` + strings.Join(resources, `},{"resource":`) + `}]}`)
}

func FuzzDecode(f *testing.F) {
	for _, body := range seeds(f) {
		f.Add(body)
	}
	for _, resource := range []string{
		`{"resourceType":"Patient","name":[{"given":["A",5,null],"_given":[{"ids":1},{"id":"i"},null]},{}],"telecom":"0700","nmae":[]}`,
		`{"resourceType":"Patient","_id":{"extension":[{"url":"u"}]},"gender":"male","_gender":{"extension":[{"url":1e30}]},"name":[{"given":["A","B"],"_given":[null,{"ids":"i"}]}]}`,
		`{"resourceType":"Coverage","payor":[{}],"id":null}`,
		`{"resourceType":"Claim","item":[{"net":{"value":"0.30000000000000004","currency":null},"serviced":{"start":"2025"}}],"x":{"a.b":1},"modifierExtension":[{}]}`,
		`{"resourceType":"Claim","created":"2025-02-30T24:00:00","use":null,"total":{"value":1e30},"meta":{"profile":["a%7c1"]},"contained":[{"resourceType":"X"}]}`,
	} {
		f.Add(entries(resource))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		bundle, issues := Decode(body)
		if bundle == nil {
			if len(issues) != 1 || issues[0].Level != Error || issues[0].Graded {
				t.Fatalf("no bundle and %+v", issues)
			}
			return
		}
		checkPlaces(t, body, issues)
		checkRepairs(t, bundle, issues)
		settled := bundle.Settle(issues)
		if again := bundle.Settle(settled); !slices.Equal(settled, again) {
			t.Error("settling twice is not settling once")
		}
		if err := Judge(EncodeOutcome("https://x.example/fhir", issues)); err != nil {
			t.Errorf("the outcome is no sound R4: %v", err)
		}
		bundle.Focus(bundle.Claims())
	})
}

// checkPlaces: each Expression leads to an element of the body, which is that of Path or holds it.
func checkPlaces(t *testing.T, body []byte, issues []Issue) {
	t.Helper()
	received, err := parse(body, "Bundle")
	if err != nil {
		t.Fatal(err)
	}
	for _, issue := range issues {
		if n, whole := received.deepest(issue.Expression); !whole || n.start != issue.Offset {
			t.Errorf("%s: expression %q does not exist at %d", issue.Rule, issue.Expression, issue.Offset)
		}
		if rest, ok := strings.CutPrefix(issue.Path, issue.Expression); !ok || rest != "" && rest[0] != '.' && rest[0] != '[' {
			t.Errorf("%s: expression %q is not above %q", issue.Rule, issue.Expression, issue.Path)
		}
	}
	if !slices.IsSortedFunc(issues, func(a, b Issue) int { return a.Offset - b.Offset }) {
		t.Error("the issues are not sorted")
	}
}

// checkRepairs: in the repaired bundle nothing is left to repair, and no error is new.
func checkRepairs(t *testing.T, bundle *Bundle, issues []Issue) {
	t.Helper()
	repaired := bundle.root.appendJSON(nil)
	again, left := Decode(repaired)
	if again == nil {
		if !allFlat(bundle.root.list("entry")) {
			t.Errorf("what was repaired is no Bundle: %s\n%s", left[0].Text, repaired)
		}
		return
	}
	before := errorsByPlace(issues)
	for place, count := range errorsByPlace(left) {
		if count > before[place] {
			t.Errorf("%s is new after repairs, in %s", place, repaired)
		}
	}
	for _, issue := range left {
		if issue.Graded && issue.Rule != "FHR-017" {
			t.Errorf("%s at %s is left after repairs: %s\n%s", issue.Rule, issue.Path, issue.Text, repaired)
		}
	}
	if !bytes.Equal(repaired, again.root.appendJSON(nil)) {
		t.Error("what was repaired is written in another way")
	}
}

var indices = regexp.MustCompile(`\[\d+\]`)

// errorsByPlace counts what was not repaired, by rule and path. Where a value was dropped, those
// behind it have other indices in the repaired bundle.
func errorsByPlace(issues []Issue) map[string]int {
	count := map[string]int{}
	for _, issue := range issues {
		if issue.Level == Error && !issue.Graded {
			count[issue.Rule+" "+indices.ReplaceAllString(issue.Path, "")]++
		}
	}
	return count
}
