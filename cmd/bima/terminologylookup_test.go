package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestTerminologyCommands shows what the commands tell of the lists that come with the program, and
// with which status they end.
func TestTerminologyCommands(t *testing.T) {
	var b strings.Builder
	for _, command := range []string{
		"search malaria --limit 3",
		"search c section",
		"search hip replacement --system interventions",
		"search claim --system http://hl7.org/fhir/claim-use",
		"search zzzzzz",
		"search malaria --limit 0",
		"search malaria --system http://nobody.example",
		"lookup GB61",
		"lookup ba41.0&xa7re3",
		"lookup BA41.0&XNOTREAL",
		"lookup BA41.0&",
		"lookup DA42Z",
		"lookup K29.7",
		"lookup GB6X",
		"lookup SHA-16-001",
		"lookup SHA-08-005 --on 2025-03-31",
		"lookup SHA-08-005 --on 2020-01-01",
		"lookup SHA-12-001",
		"lookup sha-07",
		"lookup SHA-O7-005",
		"lookup SHA-07-999",
		"lookup GB61 --on yesterday",
	} {
		status, stdout, stderr := bima(t, "", append([]string{"terminology"}, strings.Fields(command)...)...)
		stdout = strings.ReplaceAll(stdout, carriedLists+"\n", "")
		fmt.Fprintf(&b, "$ bima terminology %s\n%s%s%d\n\n", command, stdout, stderr, status)
	}
	compare(t, filepath.Join("testdata", "terminology.golden"), b.String())
}

func TestTerminologySearch_json(t *testing.T) {
	out := wantRun(t, exitFine, nil, "terminology", "search", "hemodialysis", "--system", "interventions", "--limit", "1", "--json")
	var found foundCode
	if err := json.Unmarshal([]byte(out), &found); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if found.Code != "SHA-16-001" || found.Display != "Haemodialysis" || len(found.Path) != 1 || found.Path[0] != "SHA-16 Kidney care" {
		t.Errorf("found is %+v", found)
	}
}

// The lists of the program are used only where no store is named, and the command says so.
func TestTerminologySearch_saysWhichLists(t *testing.T) {
	out := wantRun(t, exitFine, []string{carriedLists}, "terminology", "search", "malaria")
	if strings.Contains(out, "\x1b[") {
		t.Errorf("a file is written in colours: %q", out)
	}
	wantRun(t, exitFine, []string{carriedLists}, "terminology", "lookup", "GB61")
	folder := t.TempDir()
	wantRun(t, exitWrong, []string{"there is no store in the folder " + folder}, "terminology", "search", "malaria", "--data", folder)
	wantRun(t, exitFine, nil, "migrate", "--data", folder)
	for _, command := range [][]string{{"search", "malaria"}, {"lookup", "GB61"}} {
		out := wantRun(t, exitFine, nil, append(append([]string{"terminology"}, command...), "--data", folder)...)
		if strings.Contains(out, carriedLists) {
			t.Errorf("%s speaks of the lists of the program, and a store is named", command[0])
		}
	}
}

// A tariff that is to come is not told as the one that is paid today.
func TestTerminologyLookup_today(t *testing.T) {
	at := newRecord(t, "")
	list := write(t, "list.csv", []byte("code,name,mechanism,tariff,from,to\n"+
		"SHA-07-001,Ward,PER_DIEM,4=3360,2024-10-01,2089-12-31\nSHA-07-001,Ward,PER_DIEM,4=4480,2090-01-01,\n"+
		"SHA-07-002,Room to come,PER_DIEM,4=20,2090-01-01,\n"))
	wantRun(t, exitFine, nil, "tariff", "import", list, at, "--yes")
	for code, want := range map[string]string{
		"SHA-07-001": "KES 3360.00", "SHA-07-002": "KES 20.00", "SHA-07-001 --on 2090-01-01": "KES 4480.00",
	} {
		out := wantRun(t, exitFine, []string{want}, append([]string{"terminology", "lookup", at}, strings.Fields(code)...)...)
		if strings.Count(out, "KES") != 1 {
			t.Errorf("%s is told with other prices:\n%s", code, out)
		}
	}
}
