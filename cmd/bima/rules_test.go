package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/profiles"
	"github.com/bima-exchange/bima/testdata"
)

func TestRulesCommand(t *testing.T) {
	own := write(t, "own.rules", []byte("CLM-005 information\n"))
	all := wantRun(t, exitFine, []string{"what holds", "FHR-001  error       error       fixed  ", "FHR-010  error       warning            ", "TRM-001  "}, "rules")
	if got, want := strings.Count(all, "\n"), 1+len(profiles.Catalogue()); got != want {
		t.Errorf("%d lines for %d rules and a head", got, want-1)
	}
	if strings.Contains(all, " set ") {
		t.Errorf("a level is set:\n%s", all)
	}
	wantRun(t, exitFine, []string{"CLM-005  information information set  ", "ITM-003  warning     warning     set  "}, "rules", "--rules=compat,"+own)
	wantRun(t, exitFine, []string{"CLM-005  warning     warning     set  "}, "rules", "--rules", own, "--rules", "compat")
	wantRun(t, exitFine, []string{"ELG-001  deny, refer           The patient", "TRF-003"}, "rules", "--adjudication")
	wantRun(t, exitFine, []string{"means    cut, deny", "ceiling  by limit", "to the payer:", "to the facility:"}, "rules", "LIM-001")
	wantRun(t, exitFine, []string{"ITM-003", "level    error under either handling; --rules can set another", "from     Claims", "TRF-001"}, "rules", "itm-003", "TRF-001")
	wantRun(t, exitFine, []string{"warning under either handling: set by --rules"}, "rules", "--rules=compat", "ITM-003")
	wantRun(t, exitFine, []string{"error under either handling; fixed", "to mend  Write the body"}, "rules", "FHR-001")
	wantRun(t, exitFine, []string{"error under strict handling, warning under lenient; --rules"}, "rules", "FHR-010")
	wantRun(t, exitWrong, []string{"no rule ITM-999", "bima rules"}, "rules", "ITM-999")
	wantRun(t, exitWrong, []string{"no such file"}, "rules", "--rules=nowhere.rules")
}

func TestRulesCommand_json(t *testing.T) {
	out := wantRun(t, exitFine, nil, "rules", "--json")
	for i, line := range strings.Split(strings.TrimSpace(out), "\n") {
		var told toldRule
		if err := json.Unmarshal([]byte(line), &told); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		rule := profiles.Catalogue()[i]
		if told.ID != rule.ID || told.Title != rule.Title || told.Citation != rule.Cites || told.Strict != rule.Strict.String() ||
			told.Lenient != rule.Lenient.String() || told.Fixed != rule.Fixed || told.Set || told.Example == nil {
			t.Errorf("%s is told as %+v", rule.ID, told)
		}
	}
}

// TestLevelSettings: every command that checks bundles obeys --rules, and does not start with a
// level file that is not right.
func TestLevelSettings(t *testing.T) {
	t.Run("config", func(t *testing.T) {
		t.Setenv("BIMA_RULES", "compat,"+write(t, "own.rules", []byte("# ours\n\nCLM-005 information\nITM-003 error\n")))
		shown := wantRun(t, exitFine, []string{
			"from BIMA_RULES", "rule               CLM-005 information (its own: strict error, lenient error)", "rule               BND-005 warning",
			testEnvironment,
		}, "config")
		if strings.Contains(shown, "rule               ITM-003") {
			t.Errorf("a rule that has its own level is shown as another:\n%s", shown)
		}
	})
	for text, want := range map[string]string{
		"CLM-005 warning\nCLM-012 warning\n": ", line 2", "CLM-999 error": "CLM-999", "CLM-005": "CLM-005", "CLM-005 fatal": "fatal",
	} {
		file := write(t, "wrong.rules", []byte(text))
		wantRun(t, exitWrong, []string{file, want}, "dev", "--addr=127.0.0.1:0", "--data="+t.TempDir(), "--rules="+file)
		wantRun(t, exitWrong, []string{file, want}, "config", "--rules="+file)
	}
	wantRun(t, exitWrong, []string{"no such file"}, "config", "--rules="+filepath.Join(t.TempDir(), "nowhere"))
}

// TestLevelSettings_dev: an exchange takes what --rules lowers.
func TestLevelSettings_dev(t *testing.T) {
	own := write(t, "own.rules", []byte("REF-001 warning\n"))
	bad := write(t, "bad.json", testdata.Bundle("guide/claim"))
	strict := startDev(t, t.TempDir(), "")
	wantRun(t, exitNo, []string{"CLM-005", "ITM-003"}, "submit", "--server="+strict.URL, bad)
	lax := startDev(t, t.TempDir(), "", "--rules=compat,"+own)
	wantRun(t, exitFine, []string{"accepted"}, "submit", "--server="+lax.URL, bad)
}
