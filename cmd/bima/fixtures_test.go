package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/profiles"
)

// fixtures is where the fixtures stand.
var fixtures = filepath.Join("..", "..", "testdata")

// compare fails where text is not that of a golden file, which -update writes anew.
func compare(t *testing.T, path, text string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Errorf("%s (-golden +found):\n%s", path, diff)
	}
}

func readFixture(t *testing.T, path string) []byte {
	t.Helper()
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// alsoSpeak are the rules that may speak in a failing fixture beside the one that it is for, since
// what it breaks is a matter of theirs too.
var alsoSpeak = map[string][]string{
	"BND-002/fail-no-claim":         {"REF-004"},
	"CLM-002/fail-empty-list":       {"FHR-012"},
	"CLM-004/pass-logical":          {"PRF-001"},
	"CLM-013/fail-before-the-payer": {"ITM-004"},
	"DIA-004/fail-external-cause":   {"TRM-001"},
	"ITM-002/fail-serviced":         {"FHR-015"},
	"ITM-003/fail-midnight-of-UTC":  {"FHR-011"},
	"REF-001/fail-not-in-bundle":    {"REF-004"},
}

// TestRuleFixtures walks all rules: each has a bundle that passes and one that fails, the rule is
// silent in the first and speaks in the second, and no other rule speaks unless it is listed. What
// is said in the failing one is in its golden file.
func TestRuleFixtures(t *testing.T) {
	in := newIntake(t)
	sendBack(t, in)
	for _, rule := range profiles.Catalogue() {
		count := map[string]int{}
		for _, kind := range []string{"pass", "fail"} {
			files, err := filepath.Glob(filepath.Join(fixtures, "rules", rule.ID, kind+"-*.json"))
			if err != nil {
				t.Fatal(err)
			}
			count[kind] = len(files)
			for _, file := range files {
				checkFixture(t, in, rule.ID, kind, file)
			}
		}
		if count["pass"] == 0 || count["fail"] == 0 {
			t.Errorf("%s has %d passing and %d failing fixtures; at least one of each is wanted", rule.ID, count["pass"], count["fail"])
		}
	}
	checkFolders(t)
}

// sendBack submits the claim that the fixtures of CLM-016 replace and sends it back.
func sendBack(t *testing.T, in *intake) {
	t.Helper()
	ctx, n := t.Context(), in.node
	body := readFixture(t, filepath.Join(fixtures, "rules", "CLM-016", "original.json"))
	if _, err := n.engine.Submit(ctx, in.caller, engine.Submission{Body: body}); err != nil {
		t.Fatal(err)
	}
	claim, err := n.store.FindClaim(ctx, claimIn(t, body).ID.Value)
	if err != nil {
		t.Fatal(err)
	}
	event := engine.Event{
		ClaimID: claim.ID, Number: claim.Version + 1, At: receipt, Actor: "demo-officer",
		On: engine.SendBack, From: claim.State, To: engine.SentBack,
	}.Chain(claim.Head)
	if _, err := n.store.Move(ctx, engine.Move{ClaimID: claim.ID, Version: claim.Version, State: engine.SentBack, Before: engine.InReview, Event: event}); err != nil {
		t.Fatal(err)
	}
}

// checkFixture holds one fixture against its name.
func checkFixture(t *testing.T, in *intake, id, kind, file string) {
	t.Helper()
	name := id + "/" + strings.TrimSuffix(filepath.Base(file), ".json")
	found := in.verdicts(t, readFixture(t, file))
	spoke := false
	for _, v := range found {
		switch rule := v.issue.Rule; {
		case rule == id:
			spoke = true
		case rule != "FHR-017" && !slices.Contains(alsoSpeak[name], rule):
			t.Errorf("%s: %s speaks, which is not listed: %s: %s", name, rule, v, v.issue.Text)
		}
	}
	for _, rule := range alsoSpeak[name] {
		if !slices.ContainsFunc(found, func(v verdict) bool { return v.issue.Rule == rule }) {
			t.Errorf("%s: %s is listed and does not speak", name, rule)
		}
	}
	if spoke != (kind == "fail") {
		t.Errorf("%s: %s speaks: %t", name, id, spoke)
	}
	if kind == "fail" {
		compare(t, strings.TrimSuffix(file, ".json")+".golden", golden(found))
	}
}

// checkFolders fails for a folder of no rule and for a golden file without its bundle.
func checkFolders(t *testing.T) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(fixtures, "rules"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		id := filepath.Base(filepath.Dir(path))
		if !slices.ContainsFunc(profiles.Catalogue(), func(rule profiles.Entry) bool { return rule.ID == id }) {
			t.Errorf("%s is of no rule", path)
		}
		if bundle, ok := strings.CutSuffix(path, ".golden"); ok {
			if _, err := os.Stat(bundle + ".json"); err != nil {
				t.Errorf("%s has no bundle", path)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
