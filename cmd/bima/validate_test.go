package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/profiles"
	"github.com/bima-exchange/bima/testdata"
)

// faults is a bundle with many faults.
var faults = filepath.Join("testdata", "faults.json")

// TestValidate_golden holds each form of the report against its golden file.
func TestValidate_golden(t *testing.T) {
	carried, err := readTerms(t.Context(), Config{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	check := checkHere(carried, nil, environments, profiles.Lenient, stoppedClock{}.Now)
	for name, reportTo := range map[string]func(*terminal) validateReport{
		"faults.txt":          func(out *terminal) validateReport { return &textReport{out: out} },
		"faults.outcome.json": func(out *terminal) validateReport { return &outcomeReport{out: out, one: true} },
		"faults.sarif":        func(out *terminal) validateReport { return newSARIFReport(out, nil, profiles.Lenient) },
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			cmd := &cobra.Command{}
			cmd.SetContext(t.Context())
			told := &terminal{out: &out, err: &out}
			if err := validate(cmd, []string{faults}, check, reportTo(told), told); err != errNo {
				t.Errorf("it ends with %v, want no", err)
			}
			text := out.Bytes()
			if !strings.HasSuffix(name, ".txt") {
				text = indented(t, text)
			}
			compare(t, filepath.Join("testdata", name), string(text))
		})
	}
}

// indented is JSON as a person compares it.
func indented(t *testing.T, line []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, line, "", "  "); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestValidateCommand(t *testing.T) {
	folder := t.TempDir()
	file := func(name string, body []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, body, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good, bad := file("good.json", testdata.Bundle("dual-coverage")), file("bad.json", testdata.Bundle("guide/claim-r4"))
	levels := file("own.rules", []byte("REF-001 warning # for now\n"))
	wrong := file("wrong.rules", []byte("\nITM-003 warn\n"))

	for _, test := range []struct {
		name, args string
		status     int
		words      []string
	}{
		{"sound", "--strict " + good, exitFine, []string{"fine", "0 errors, 0 warnings, 1 information in 1 file", "bima submit"}},
		{"faults", bad, exitNo, []string{"not fine", "ITM-003", " | ", "^", "in 1 file", "bima rules"}},
		{"a folder", folder, exitNo, []string{"not fine  " + bad, "\n\nfine  " + good, "in 2 files"}},
		{"levels are lowered", "--rules compat," + levels + " " + bad, exitFine, []string{"0 errors", "warning", "ITM-003", "REF-001", "Nothing is refused"}},
		{"levels that are wrong", "--rules " + wrong + " " + good, exitWrong, []string{wrong + ", line 2", "warn"}},
		{"other prefixes", "--strict --fhir-prefix https://fhir.example.org " + good, exitNo, []string{"BND-006"}},
		{"no such file", good + " /nowhere.json", exitWrong, []string{"no such file"}},
		{"no file", "", exitWrong, []string{"arg"}},
		{"two forms", "--json --sarif " + good, exitWrong, []string{"json sarif"}},
		{"levels for another exchange", "--ask --rules compat " + good, exitWrong, []string{"ask rules"}},
		{"nobody to ask", "--ask --server http://127.0.0.1:1 " + good, exitWrong, []string{"no connection"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			wantRun(t, test.status, test.words, append([]string{"validate"}, strings.Fields(test.args)...)...)
		})
	}
}

// TestValidateCommand_noJSON: of a body that is no JSON, the caret shows the byte.
func TestValidateCommand_noJSON(t *testing.T) {
	for _, test := range []struct{ body, want string }{
		{"{\r\n  \"resourceType\": \"Bundle\",\r\n  oops\r\n}", "3 |   oops\n        |   ^\n"},
		{"", "1 | \n        | ^\n"},
		{"\xef\xbb\xbf{}", "1 | �{}\n        | ^\n"},
		{"{\"a\": \"\xe9t\xe9\"}", "^"},
		{"[]", "1 | []\n        | ^\n"},
	} {
		status, stdout, stderr := bima(t, test.body, "validate", "-")
		if status != exitNo || stderr != "" || !strings.Contains(stdout, "FHR-001") || !strings.Contains(stdout, test.want) {
			t.Errorf("%q: exit status %d, wanted is %q in\n%s%s", test.body, status, test.want, stdout, stderr)
		}
	}
}

// TestValidateCommand_outcomes: one file gives an OperationOutcome, several a Bundle of them, and
// both are sound R4.
func TestValidateCommand_outcomes(t *testing.T) {
	status, stdout, _ := bima(t, "{", "validate", "--json", "-")
	if status != exitNo || !strings.Contains(stdout, "FHR-001") || fhir.Judge([]byte(stdout)) != nil {
		t.Errorf("standard input: %d %s", status, stdout)
	}
	status, stdout, _ = bima(t, "", "validate", "--json", "testdata", faults)
	if err := fhir.Judge([]byte(stdout)); status != exitNo || err != nil {
		t.Errorf("a folder: %d, %v: %s", status, err, stdout)
	}
	var answer struct {
		ResourceType, Type string
		Entry              []struct {
			FullURL  string
			Resource struct{ ResourceType string }
		}
	}
	if err := json.Unmarshal([]byte(stdout), &answer); err != nil {
		t.Fatal(err)
	}
	if answer.ResourceType != "Bundle" || answer.Type != "collection" || len(answer.Entry) < 2 {
		t.Errorf("a folder: %+v", answer)
	}
	for _, entry := range answer.Entry {
		if !strings.HasPrefix(entry.FullURL, "file:///") || !strings.HasSuffix(entry.FullURL, ".json") || entry.Resource.ResourceType != "OperationOutcome" {
			t.Errorf("an entry is %+v", entry)
		}
	}
}

// TestValidateCommand_sameAsIntake: what is found here is what a running exchange finds, byte for
// byte, wherever the exchange knows no more; and its answer is shown as our own.
func TestValidateCommand_sameAsIntake(t *testing.T) {
	server := "--server=" + startDev(t, t.TempDir(), "").URL
	guide := write(t, "guide.json", testdata.Bundle("guide/claim"))
	for _, flags := range [][]string{{"--json"}, {"--json", "--strict"}, {"--sarif"}} {
		for _, file := range []string{faults, guide, write(t, "sound.json", testdata.Bundle("delivery")), write(t, "none.json", []byte("{\n}"))} {
			own := append(append([]string{"validate", "--fhir-prefix=" + strings.Join(append(environments, testEnvironment), ",")}, flags...), file)
			asked := append(append([]string{"validate", "--ask", server}, flags...), file)
			statusHere, here, _ := bima(t, "", own...)
			statusThere, there, stderr := bima(t, "", asked...)
			if statusHere != statusThere || here != there {
				t.Errorf("%v %s: %d and %d%s\nhere:  %s\nthere: %s", flags, file, statusHere, statusThere, stderr, here, there)
			}
		}
	}
	wantRun(t, exitNo, []string{"not fine", "FHR-016", "^^^^^", "and 2 more like it"}, "validate", "--ask", server, faults)
	wantRun(t, exitNo, []string{"FHR-001", "2 |   oops", "  ^"}, "validate", "--ask", server, write(t, "x.json", []byte("{\n  oops")))
	t.Setenv("BIMA_RULES", "compat") // of this program, which is not asked
	wantRun(t, exitNo, []string{"CLM-012"}, "validate", "--ask", server, "--client-id=demo-other", faults)
	large := write(t, "large.json", bytes.Repeat([]byte(" "), 10<<20+1))
	wantRun(t, exitNo, []string{"not fine", "\n  error\n", "10485760 bytes", "check again.\n"}, "validate", "--ask", server, large)
	wantRun(t, exitWrong, []string{faults + ": HTTP 403: the role finance_officer"}, "validate", "--ask", server, "--client-id=demo-finance", faults)
	wantRun(t, exitWrong, []string{"401"}, "validate", "--ask", server, "--client-secret=wrong", faults)
}
