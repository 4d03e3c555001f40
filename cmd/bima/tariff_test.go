package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
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
		want := []toldRow{{Code: "SHA-07-001", Name: "Ward", From: "2090-01-01", Fields: []toldField{{"tariff at level 4", "3360.00", "4480.00"}}}}
		if diff := cmp.Diff(want, told.Changed); diff != "" || !told.Imported || told.Unchanged != 2 || len(told.Added) != 1 || len(told.Ended) != 1 {
			t.Errorf("imported is %+v; changed (-want +got):\n%s", told, diff)
		}
		wantRun(t, exitFine, nil, "tariff", "diff", second, at, "--from", "2090-01-01", "--end-missing", "--content", "fragment")

		tariffGolden(t, "ward.show", wantRun(t, exitFine, nil, "tariff", "show", "SHA-07-001", at))
		shown := wantRun(t, exitFine, []string{"from 2090-01-01 on", "4=4480;5=3920"}, "tariff", "show", "SHA-07-001", at, "--on", "2091-01-01")
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

// movedRecord is a record that somebody changes while a person looks at the difference.
type movedRecord struct {
	termsRecord
	moved   bool
	changes []terminology.TariffChange
	audited []engine.AuditRow
}

func (r *movedRecord) Read(context.Context) (terminology.Kept, error) {
	return terminology.Kept{Revision: 3}, nil
}

func (r *movedRecord) ChangeTariffs(_ context.Context, change terminology.TariffChange) error {
	if r.moved {
		return terminology.ErrMoved
	}
	r.changes = append(r.changes, change)
	return nil
}

func (r *movedRecord) Record(_ context.Context, row engine.AuditRow) error {
	r.audited = append(r.audited, row)
	return nil
}

// What is imported is what was shown, and only with a yes; the audit log names it.
func TestImportTariffs(t *testing.T) {
	options := &tariffOptions{plan: terminology.TariffPlan{Content: terminology.Complete}}
	if err := options.read(fhir.Date{Year: 2026, Month: 7, Day: 1}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(tariffFixtures, "first.csv")
	answer := func(yes bool) func() (bool, error) { return func() (bool, error) { return yes, nil } }
	out := &terminal{out: &strings.Builder{}, err: &strings.Builder{}}

	record := &movedRecord{}
	if err := importTariffs(t.Context(), record, path, options, answer(false), out); !errors.Is(err, errNo) || len(record.changes) > 0 {
		t.Errorf("the answer is no: %v, changes %v", err, record.changes)
	}
	if err := importTariffs(t.Context(), record, path, options, answer(true), out); err != nil || len(record.changes) != 1 || record.changes[0].Revision != 3 {
		t.Errorf("the answer is yes: %v, changes %v", err, record.changes)
	}
	if len(record.audited) != 1 || record.audited[0].Action != "tariffs-changed" ||
		string(record.audited[0].Detail) != `{"added":4,"ended":0,"file":"first.csv","from":"2024-10-01","revision":3}` {
		t.Errorf("audited is %+v", record.audited)
	}
	record = &movedRecord{moved: true}
	if err := importTariffs(t.Context(), record, path, options, answer(true), out); err == nil || !strings.Contains(err.Error(), "run the command again") || len(record.audited) > 0 {
		t.Errorf("the record has moved: %v, audited %v", err, record.audited)
	}
}

func TestAsked(t *testing.T) {
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	out := &terminal{out: &strings.Builder{}, err: &strings.Builder{}}
	if yes, err := asked(null, out); yes || err == nil {
		t.Errorf("nobody is there: %v, %v", yes, err)
	}
	if yes, err := asked(strings.NewReader("yes\n"), out); yes || err == nil {
		t.Errorf("a pipe is no person: %v, %v", yes, err)
	}
}
