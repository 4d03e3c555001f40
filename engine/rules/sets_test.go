package rules

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// TestDefaultSets: the file says what rules.md has as default, and everything that the engine asks for.
func TestDefaultSets(t *testing.T) {
	sets := DefaultSets()
	if len(sets) != 1 || sets[0].Name != "default of 2024-10-01" || sets[0].From != date(t, "2024-10-01") {
		t.Fatalf("found %d sets, the first %q from %s", len(sets), sets[0].Name, sets[0].From)
	}
	got, want := sets[0], engine.DefaultSettings()
	if len(got.Combinations) == 0 || len(got.Surveillance.Weights) == 0 || got.SecondAbove != fhir.Shillings(500_000) || got.ValidFor["oncology"] != 180 {
		t.Errorf("the default set lacks combinations, weights, the second officer or validities: %+v", got)
	}
	want.Name, want.From, want.SecondAbove, want.Combinations = got.Name, got.From, got.SecondAbove, got.Combinations
	want.Surveillance.Weights, want.ValidFor, want.Outcomes = got.Surveillance.Weights, got.ValidFor, map[string]engine.Outcome{}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the file and engine.DefaultSettings say different things (-engine +file):\n%s", diff)
	}
}

func candidate(t testing.TB) engine.RuleSets {
	t.Helper()
	file, err := os.Open(filepath.Join(fixtures, "rulesets", "candidate.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	sets, err := ReadSets(file.Name(), file)
	if err != nil {
		t.Fatal(err)
	}
	return sets
}

// TestReadSets: sets come in the order of their days, say what the file says, and have the rest from the
// default set, which also holds before them.
func TestReadSets(t *testing.T) {
	sets := candidate(t)
	var names []string
	for _, settings := range sets {
		names = append(names, settings.Name)
	}
	if diff := cmp.Diff([]string{"default of 2024-10-01", "candidate of 2026-07-01", "candidate of 2027-01-01"}, names); diff != "" {
		t.Fatal(diff)
	}
	want := apart(DefaultSets()[0])
	want.Name, want.From = "candidate of 2026-07-01", date(t, "2026-07-01")
	want.DenyUnknownMember, want.ReceivedWithin, want.PolicyYearMonth, want.ClinicalClaims = true, 14, time.July, true
	want.AnswerWithin, want.AppealWithin, want.SecondAbove = 21, 45, fhir.Cents(0)
	want.Outcomes = map[string]engine.Outcome{"REG-001": engine.Note, "CMB-001": engine.Off, "BEN-003": engine.Watch}
	want.Surveillance.SessionsPerDay = map[string]int{"": 1, "SHA-16": 1, "SHA-15": 2}
	want.Surveillance.ClaimsPerDay, want.Surveillance.Weights[engine.TooManyClaims] = 3, 25
	want.Straight = []engine.Straight{{Code: "SHA-16-001", UpTo: fhir.Shillings(130_000)}, {Code: "SHA-09", UpTo: fhir.Shillings(9600)}}
	want.ValidFor["renal"], want.Due[engine.InReview], want.Due[engine.Approved] = 60, 72*time.Hour, 0
	want.Combinations = sets[1].Combinations
	if diff := cmp.Diff(want, sets[1]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if sets[2].SecondAbove != fhir.Cents(250_000_50) || !sets[2].CountDischargeDay || !sets[2].DenyExcess || sets[2].ReceivedWithin != 7 {
		t.Errorf("the set of 2027 is %+v", sets[2])
	}
	for primary, want := range map[string]engine.Combination{
		"SHA-12-001": {Primary: "SHA-12", With: []string{"SHA-18"}}, "SHA-02-001": {Primary: "SHA-02", Alone: true}, "SHA-05-001": {Primary: "SHA-05", Alone: true},
	} {
		got, _ := combinationOf(sets[1].Combinations, primary)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", primary, diff)
		}
	}
	if len(DefaultSets()[0].Outcomes) > 0 || DefaultSets()[0].ValidFor["renal"] != 90 {
		t.Error("reading a file changed the default sets")
	}
}

// TestReadSets_refuses: what cannot be meant is refused, and the error says in which set and what.
func TestReadSets_refuses(t *testing.T) {
	for _, test := range []struct{ body, says string }{
		{`[]`, "no JSON object"},
		{``, "what is empty"},
		{`{"sets": []}`, "there is no set"},
		{`{"set": []}`, `unknown member "set"`},
		{`{"sets": {}}`, "no list"},
		{`{"sets": [{"from": "2026-01-01"}]} {}`, "after the JSON object"},
		{`{"sets": [{"from": "2026-01-01"}`, "no JSON that can be read"},
		{`{"sets": [{}]}`, `set 1: there is no "from"`},
		{`{"sets": [{"from": "2026-13-01"}]}`, "set 1: from"},
		{`{"sets": [{"from": "2026-01-01"}, {"from": "2026-01-01"}]}`, "two sets begin on 2026-01-01"},
		{`{"sets": [{"from": "2026-01-01", "lso": "days"}]}`, `set 1 (from 2026-01-01): unknown member "lso"; known are answer_within_days,`},
		{`{"sets": [{"from": "2026-01-01", "LOS": "days"}]}`, `unknown member "LOS"`},
		{`{"sets": [{"from": "2026-01-01", "los": "days", "los": "nights"}]}`, `"los" is there twice`},
		{`{"sets": [{"from": "2026-01-01", "los": null}]}`, `"los" is null`},
		{`{"sets": [{"from": "2026-01-01", "los": "weeks"}]}`, `los: "weeks" is not one of nights, days`},
		{`{"sets": [{"from": "2026-01-01"}, {"from": "2026-02-01", "received_within_days": 1.5}]}`, "set 2 (from 2026-02-01): received_within_days: 1.5 is no whole number"},
		{`{"sets": [{"from": "2026-01-01", "received_within_days": "7"}]}`, "no whole number"},
		{`{"sets": [{"from": "2026-01-01", "received_within_days": -1}]}`, "no whole number from 0"},
		{`{"sets": [{"from": "2026-01-01", "policy_year": "02-29"}]}`, "no day of every year"},
		{`{"sets": [{"from": "2026-01-01", "outcomes": {"TRF-001": "note"}}]}`, "TRF-001 reckons"},
		{`{"sets": [{"from": "2026-01-01", "outcomes": {"CMB-002": "off"}}]}`, "CMB-002 reckons"},
		{`{"sets": [{"from": "2026-01-01", "outcomes": {"XYZ-001": "note"}}]}`, `no rule "XYZ-001"`},
		{`{"sets": [{"from": "2026-01-01", "outcomes": {"REG-001": "cut"}}]}`, `REG-001: "cut" is not one of off, note, refer, deny, watch`},
		{`{"sets": [{"from": "2026-01-01", "combinations": [{"primary": "SHA-7", "alone": true}, {"alone": true}]}]}`, `row 2: there is no "primary"`},
		{`{"sets": [{"from": "2026-01-01", "combinations": [{"primary": "SHA-07", "alone": true, "with": []}]}]}`, "either"},
		{`{"sets": [{"from": "2026-01-01", "combinations": [{"primary": "X", "alone": true}]}]}`, "no beginning of an intervention code"},
		{`{"sets": [{"from": "2026-01-01", "surveillance": {"weight": {}}}]}`, "surveillance: weight: unknown member"},
		{`{"sets": [{"from": "2026-01-01", "surveillance": {"weights": {"no": 1}}}]}`, `no reason "no"`},
		{`{"sets": [{"from": "2026-01-01", "surveillance": {"claims_per_day": 0}}]}`, "no whole number from 1"},
		{`{"sets": [{"from": "2026-01-01", "straight": [{"code": "SHA-16"}]}]}`, `row 1: wanted are "code" and "up_to"`},
		{`{"sets": [{"from": "2026-01-01", "straight": [{"code": "SHA-16", "up_to": 1e400}]}]}`, "no amount in shillings"},
		{`{"sets": [{"from": "2026-01-01", "second_above": 0.001}]}`, "second_above: 0.001 is no amount"},
		{`{"sets": [{"from": "2026-01-01", "valid_for_days": {"dental": 1}}]}`, `"dental" is no kind`},
		{`{"sets": [{"from": "2026-01-01", "clinical_claims": "yes"}]}`, "neither true nor false"},
		{`{"sets": [{"from": "2026-01-01", "due_hours": {"lost": 1}}]}`, `no state "lost"`},
		{`{"sets": ["` + strings.Repeat("x", mostSetsBytes) + `"]}`, "larger than"},
	} {
		_, err := ReadSets("dir/candidate.json", strings.NewReader(test.body))
		switch {
		case err == nil:
			t.Errorf("%.80s was read", test.body)
		case !strings.Contains(err.Error(), test.says) || !strings.Contains(err.Error(), "the rule sets candidate"):
			t.Errorf("%.80s: %q does not say %q", test.body, err, test.says)
		}
	}
}

// FuzzReadSets: whatever is read can be used, and is the same when it is read again.
func FuzzReadSets(f *testing.F) {
	paths, err := filepath.Glob(filepath.Join(fixtures, "rulesets", "*.json"))
	if err != nil || len(paths) == 0 {
		f.Fatalf("no rule sets to begin with (%v)", err)
	}
	for _, path := range paths {
		body, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(body))
	}
	f.Add(string(defaultSets))
	f.Fuzz(func(t *testing.T, body string) {
		sets, err := ReadSets("fuzz", strings.NewReader(body))
		if err != nil {
			return
		}
		again, err := ReadSets("fuzz", strings.NewReader(body))
		if err != nil || !cmp.Equal(sets, again) {
			t.Fatalf("read twice, it is not the same: %v", err)
		}
		for i, settings := range sets {
			if i > 0 && !sets[i-1].From.Before(settings.From) {
				t.Fatalf("%s does not begin after %s", settings.Name, sets[i-1].Name)
			}
			if settings.ReceivedWithin < 0 || settings.SecondAbove.Cents < 0 || settings.ValidFor[""] < 1 || settings.PolicyYearDay < 1 {
				t.Fatalf("%s cannot be meant: %+v", settings.Name, settings)
			}
			for id := range settings.Outcomes {
				if strings.HasPrefix(id, "TRF-00") && id != "TRF-004" {
					t.Fatalf("%s turns %s off", settings.Name, id)
				}
			}
		}
	})
}
