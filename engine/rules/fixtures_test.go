package rules

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
)

var update = flag.Bool("update", false, "rewrite the golden files and the tables of the document")

// fixtures is where the cases stand: a folder for each rule, and the examples of the document.
var fixtures = filepath.Join("..", "..", "testdata", "adjudication")

// TestFixtures walks all rules: each has a case that passes and one that fails, the rule is silent in
// the first and speaks in the second, and no other rule speaks but those that the fixture lists. What
// was decided is in the golden file beside it.
func TestFixtures(t *testing.T) {
	for _, rule := range All() {
		for _, kind := range []string{"pass", "fail"} {
			paths, err := filepath.Glob(filepath.Join(fixtures, rule.ID, kind+"-*.json"))
			if err != nil || len(paths) == 0 {
				t.Errorf("%s has no %s-….json (%v)", rule.ID, kind, err)
			}
			for _, path := range paths {
				t.Run(strings.TrimSuffix(strings.TrimPrefix(path, fixtures+string(filepath.Separator)), ".json"), func(t *testing.T) {
					checkFixture(t, path, rule, kind == "fail")
				})
			}
		}
	}
}

func checkFixture(t *testing.T, path string, rule engine.Rule, speaks bool) {
	t.Helper()
	read := readFixture(t, path)
	c := read.build(t)
	decision := engine.Decide(c, All())
	var others []string
	spoke := false
	for _, finding := range decision.Findings {
		if finding.Rule == rule.ID {
			spoke = true
		} else if !slices.Contains(others, finding.Rule) {
			others = append(others, finding.Rule)
		}
	}
	if spoke != speaks {
		t.Errorf("%s speaks: %t, want %t", rule.ID, spoke, speaks)
	}
	if diff := cmp.Diff(read.Also, others); diff != "" {
		t.Errorf("other rules that speak (-listed +found):\n%s", diff)
	}
	checkDecision(t, c, decision)
	compareGolden(t, strings.TrimSuffix(path, ".json")+".golden", told(c, decision))
}

// TestFixtures_none: a folder is that of a rule, the examples or the rule sets, so that no fixture is
// passed over in silence.
func TestFixtures_none(t *testing.T) {
	known := []string{"examples", "rulesets"}
	for _, rule := range All() {
		known = append(known, rule.ID)
	}
	entries, err := os.ReadDir(fixtures)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if !slices.Contains(known, entry.Name()) {
			t.Errorf("%s is no folder of a rule", entry.Name())
			continue
		}
		files, err := os.ReadDir(filepath.Join(fixtures, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			checkName(t, entry.Name(), file.Name())
		}
	}
}

// checkName: every file is a fixture, or the golden file of one.
func checkName(t *testing.T, folder, name string) {
	t.Helper()
	base, golden := strings.CutSuffix(name, ".golden")
	if golden {
		if _, err := os.Stat(filepath.Join(fixtures, folder, base+".json")); err != nil {
			t.Errorf("%s/%s is beside no fixture", folder, name)
		}
		return
	}
	plain := folder == "examples" || folder == "rulesets" || strings.HasPrefix(name, "pass-") || strings.HasPrefix(name, "fail-")
	if !plain || !strings.HasSuffix(name, ".json") {
		t.Errorf("%s/%s is neither pass-….json nor fail-….json", folder, name)
	}
}

// compareGolden fails where text is not that of a golden file, which -update writes anew.
func compareGolden(t *testing.T, path, text string) {
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
