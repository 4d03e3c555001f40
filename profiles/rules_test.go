package profiles

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// now is when every bundle of these tests is received.
var now = time.Date(2026, time.November, 13, 9, 0, 0, 0, fhir.Nairobi)

// fixture is a bundle and what the rules say of it.
type fixture struct {
	name string
	// bundle is one of testdata's; empty is "delivery".
	bundle string
	edits  []string
	// asked and found are the ids of the claim's facility; nil is that of the bundles.
	asked, found []string
	handling     Handling
	// partial: the code systems are loaded as fragments.
	partial bool
	// prefixes and levels are the operator's settings.
	prefixes []string
	levels   Levels
	// replaceable are the ids of the claims that the claim may replace.
	replaceable []string
	// at is when the bundle is received; zero is now.
	at time.Time
	// want is everything that is found but what is merely informative and another rule's:
	// "ITM-003 error Bundle.entry[4].resource.item[0]".
	want []string
}

const facilityID = "FID-01-116951-6"

// claimPath begins the paths of the claim in "delivery".
const claimPath = "Bundle.entry[4].resource."

func (f fixture) sender(bundle *fhir.Bundle) Sender {
	facility := ClaimFacility{Asked: []string{facilityID}, Found: []string{facilityID}, May: true}
	if f.asked != nil {
		facility = ClaimFacility{Asked: f.asked, Found: f.found, May: len(f.found) == 1}
	}
	facility.Replaceable = f.replaceable
	return Sender{Facilities: slices.Repeat([]ClaimFacility{facility}, len(bundle.Claims())), Handling: f.handling}
}

// check reads the bundle and returns what the rule finds in it, and the errors and warnings of all
// other rules, settled.
func (f fixture) check(t *testing.T, rule string) []fhir.Issue {
	t.Helper()
	name := f.bundle
	if name == "" {
		name = "delivery"
	}
	bundle, issues := fhir.Decode(edited(t, name, f.edits...))
	if bundle == nil {
		t.Fatal(issues)
	}
	at := now
	if !f.at.IsZero() {
		at = f.at
	}
	profile := New(Config{Terms: terms(t, f.partial), Prefixes: f.prefixes, Levels: f.levels})
	issues = profile.Check(bundle, issues, f.sender(bundle), at)
	return slices.DeleteFunc(issues, func(issue fhir.Issue) bool {
		return issue.Rule != rule && issue.Level == fhir.Information
	})
}

func TestRules_onFixtures(t *testing.T) {
	for _, rule := range Rules() {
		if rule.ID == senderMayAct.ID {
			continue // TestAuthority
		}
		t.Run(rule.ID, func(t *testing.T) {
			said := new(strings.Builder)
			passes, fails := false, false
			for _, f := range fixtures[rule.ID] {
				issues := f.check(t, rule.ID)
				var got []string
				fmt.Fprintf(said, "# %s\n", f.name)
				for _, issue := range issues {
					got = append(got, fmt.Sprintf("%s %s %s", issue.Rule, issue.Level, issue.Path))
					fmt.Fprintf(said, "%s %s %s %s\n    %s\n", issue.Rule, issue.Level, issue.Code, issue.Path, issue.Text)
				}
				if diff := cmp.Diff(f.want, got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", f.name, diff)
				}
				speaks := slices.ContainsFunc(issues, func(issue fhir.Issue) bool { return issue.Rule == rule.ID })
				passes, fails = passes || !speaks, fails || speaks
			}
			if !passes || !fails {
				t.Error("the rule needs a fixture that passes and one that fails")
			}
			golden(t, rule.ID, said.String())
		})
	}
}

// golden compares with testdata/<name>.golden, or rewrites it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func TestRules_areWellFormed(t *testing.T) {
	rules := Rules()
	byID := func(a, b Rule) int { return strings.Compare(a.ID, b.ID) }
	if !slices.IsSortedFunc(rules, byID) {
		t.Error("the rules are not sorted by id")
	}
	known := map[string]bool{}
	for _, rule := range rules {
		if known[rule.ID] {
			t.Errorf("%s is there twice", rule.ID)
		}
		known[rule.ID] = true
		if rule.Title == "" || rule.Cites == "" || rule.Mend == "" {
			t.Errorf("%s has no title, cites nothing or does not say how to mend", rule.ID)
		}
		if (rule.Check == nil) == (rule.CheckClaim == nil) {
			t.Errorf("%s needs either Check or CheckClaim", rule.ID)
		}
		if rule.Strict < fhir.Error || rule.Lenient < rule.Strict || rule.Lenient > fhir.Information {
			t.Errorf("%s is %s when strict and %s when lenient", rule.ID, rule.Strict, rule.Lenient)
		}
		pattern := strings.ToLower(strings.ReplaceAll(rule.ID, "-", "")) + "_*.go"
		if files, _ := filepath.Glob(pattern); len(files) != 1 {
			t.Errorf("%s has the files %q, want one", rule.ID, files)
		}
	}
	for id := range fixtures {
		if !known[id] {
			t.Errorf("there are fixtures for %s, which is no rule", id)
		}
	}
}
