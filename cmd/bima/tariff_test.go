package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tariffFixtures is where the lists of tariffs stand.
var tariffFixtures = filepath.Join("testdata", "tariff")

// TestTariffCommands imports a list, then another from a day on, and looks at what is in force.
func TestTariffCommands(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		at := "--data=" + t.TempDir()
		if db != "" {
			at = "--db=" + db
		}
		first, second := filepath.Join(tariffFixtures, "first.csv"), filepath.Join(tariffFixtures, "second.csv")
		wantRun(t, exitFine, nil, "migrate", at)
		wantRun(t, exitNo, []string{"No tariffs have been imported"}, "tariff", "show", "SHA-07-001", at)
		tariffGolden(t, "first.diff", wantRun(t, exitNo, nil, "tariff", "diff", first, at))
		wantRun(t, exitWrong, []string{"there is no terminal to ask on; give --yes"}, "tariff", "import", first, at)
		report := filepath.Join(t.TempDir(), "report.csv")
		wantRun(t, exitFine, []string{"4 rows added", "Imported"}, "tariff", "import", first, at, "--yes", "--report", report)
		tariffGolden(t, "first.report.csv", string(readFixture(t, report)))
		wantRun(t, exitFine, []string{"No difference: 4 codes in force as the file has them"}, "tariff", "import", first, at, "--yes")

		tariffGolden(t, "second.diff", wantRun(t, exitNo, nil, "tariff", "diff", second, at, "--from", "2090-01-01"))
		tariffGolden(t, "refused.diff", wantRun(t, exitNo, nil, "tariff", "import", filepath.Join(tariffFixtures, "refused.csv"), at, "--yes", "--from", "2090-01-01"))
		wantRun(t, exitNo, []string{"row 2, SHA-07-001: the record has a row that is in force on 2025-01-01", "A day that has come is never changed"},
			"tariff", "import", second, at, "--yes", "--from", "2025-01-01")
		told := importSecond(t, second, at)
		want := []toldRow{{Code: "SHA-07-001", Name: "Ward", From: "2090-01-01", Fields: []toldField{{"tariff at level 4", "3360.00", "4480.00"}, {"copayment", "", "10%"}}}}
		if diff := cmp.Diff(want, told.Changed); diff != "" || !told.Imported || told.Unchanged != 2 || len(told.Added) != 1 || len(told.Ended) != 1 {
			t.Errorf("imported is %+v; changed (-want +got):\n%s", told, diff)
		}
		wantRun(t, exitFine, nil, "tariff", "diff", second, at, "--from", "2090-01-01", "--end-missing", "--content", "fragment")

		tariffGolden(t, "ward.show", wantRun(t, exitFine, nil, "tariff", "show", "SHA-07-001", at))
		shown := wantRun(t, exitFine, []string{"from 2090-01-01 on", "4=4480;5=3920"}, "tariff", "show", "sha-07-001", at, "--on", "2091-01-01")
		if strings.Contains(shown, "3360") {
			t.Errorf("another row is shown:\n%s", shown)
		}
		wantRun(t, exitNo, []string{"SHA-05-001 has no row in force on 2090-01-01."}, "tariff", "show", "SHA-05-001", at, "--on", "2090-01-01")
		wantRun(t, exitNo, []string{"SHA-99-001 has no row."}, "tariff", "show", "SHA-99-001", at)
	})
}

// tariffGolden holds what a command printed against a golden file.
func tariffGolden(t *testing.T, name, text string) {
	t.Helper()
	compare(t, filepath.Join(tariffFixtures, name), text)
}

// importSecond imports a list from a day to come on and ends what it has not.
func importSecond(t *testing.T, file, at string) toldTariffs {
	t.Helper()
	out := wantRun(t, exitFine, nil, "tariff", "import", file, at, "--yes", "--json", "--from", "2090-01-01", "--end-missing", "--content", "fragment")
	var told toldTariffs
	if err := json.Unmarshal([]byte(out), &told); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return told
}

func TestTariffCommands_wrongUse(t *testing.T) {
	at := "--data=" + t.TempDir()
	wantRun(t, exitFine, nil, "migrate", at)
	first := filepath.Join(tariffFixtures, "first.csv")
	foreign := write(t, "foreign.csv", []byte("kode;jina;bei\nSHA-07-001;Wadi;3360\n"))
	wantRun(t, exitWrong, []string{`has the columns ["kode" "jina" "bei"]`, "--map"}, "tariff", "import", foreign, at, "--yes")
	wantRun(t, exitFine, []string{"Imported"}, "tariff", "import", foreign, at, "--yes", "--map", "code=kode", "--map", "name=Jina", "--map", "tariff=bei")
	wantRun(t, exitWrong, []string{"no such file"}, "tariff", "diff", "nowhere.csv", at)
	wantRun(t, exitWrong, []string{"--from"}, "tariff", "diff", first, at, "--from", "tomorrow")
	wantRun(t, exitWrong, []string{"--content is"}, "tariff", "diff", first, at, "--content", "some")
	wantRun(t, exitWrong, []string{"wanted is column=Header"}, "tariff", "diff", first, at, "--map", "code")
	wantRun(t, exitWrong, []string{"it has no sheet"}, "tariff", "diff", first, at, "--sheet", "Tariffs")
	wantRun(t, exitWrong, []string{"--on"}, "tariff", "show", "SHA-07-001", at, "--on", "today")
}
