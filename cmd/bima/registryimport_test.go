package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store/storetest"
)

// TestRegistryImport_csv: what stands in the sample files is what the registry says of a claim's
// parties, as of the day of service.
func TestRegistryImport_csv(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		at := newRecord(t, db)
		for kind, rows := range map[string]int{"facility": 5, "practitioner": 3, "member": 3, "coverage": 3} {
			file := filepath.Join("..", "..", "testdata", "registry", kind+".csv")
			wantRun(t, exitFine, []string{fmt.Sprintf("%s: %d imported, 0 as they were, 0 not imported\n", kind, rows)}, "registry", "import", at, kind, file)
			wantRun(t, exitFine, []string{fmt.Sprintf("%s: 0 imported, %d as they were, 0 not imported\n", kind, rows)}, "registry", "import", at, kind, file)
		}
		_, url, _ := strings.Cut(at, "=")
		opened := storetest.Open(t, url)
		for _, test := range []struct {
			facility                               string
			on                                     fhir.Date
			level                                  string
			licensed, contracted, current, covered bool
		}{
			{"FID-01-116951-6", serviceDay(2026, 2, 28), "4", true, true, true, true},
			{"FID-01-116951-6", serviceDay(2026, 3, 1), "4", true, true, true, false},
			{"FID-01-116951-6", serviceDay(2026, 7, 1), "4", true, false, true, false},
			{"FID-01-116951-6", serviceDay(2027, 1, 1), "4", false, false, false, false},
			{"24749", serviceDay(2024, 11, 30), "5", true, true, true, false},
			{"24749", serviceDay(2024, 12, 1), "5", true, true, true, true},
			{"FID-47-115307-8", serviceDay(2025, 6, 30), "3A", true, false, true, true},
			{"FID-47-115307-8", serviceDay(2025, 7, 1), "3B", true, true, true, true},
			{"FID-30-100001-5", serviceDay(2025, 7, 1), "2", false, false, true, true},
		} {
			p, err := opened.Parties(t.Context(), test.facility, "CR1234567890123-4", "PUID-0002532-1", test.on)
			if err != nil || p.Facility == nil || p.Member == nil || p.Practitioner == nil || len(p.Coverages) != 1 {
				t.Fatalf("%s on %s: %+v, %v", test.facility, test.on, p, err)
			}
			got := test
			got.level, got.licensed, got.contracted = p.Facility.Level, p.Facility.Licensed(test.on), p.Facility.Contracted(test.on)
			got.current, got.covered = p.Practitioner.Licensed(test.on), p.Coverages[0].Covers(test.on)
			if got != test {
				t.Errorf("on %s: %+v, want %+v", test.on, got, test)
			}
		}
	})
}

func serviceDay(year, month, day int) fhir.Date {
	return fhir.Date{Year: year, Month: time.Month(month), Day: day}
}

// TestRegistryImport_report: each row is told with what became of it, for people and for programs.
func TestRegistryImport_report(t *testing.T) {
	at := newRecord(t, "")
	const first = "fid,level,from,to\nFID-1-1,4,2025-01-01,\nFID-2-2,4,2025-06-01,\n"
	const second = "fid,level,from,to\nFID-1-1,5,2025-07-01,\n\nFID-2-2,5,2025-01-01,\nFID-3-3,9,,\nFID-1-1,4,2025-01-01,\nFID-2-2,5,2025-02-01,2025-12-31\n"
	run := func(status int, file, want string, flags ...string) {
		t.Helper()
		got, stdout, stderr := bima(t, file, append([]string{"registry", "import", at, "facility", "-"}, flags...)...)
		if got != status || stderr != "" {
			t.Errorf("exit status %d, %s", got, stderr)
		}
		if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(stdout, "\n")); diff != "" {
			t.Errorf("said (-want +got):\n%s", diff)
		}
	}
	run(exitFine, first, "line 2  imported\nline 3  imported\nfacility: 2 imported, 0 as they were, 0 not imported\n", "-v")
	run(exitNo, second, `line 4  imported  it ends on 2025-05-31, since another row begins on 2025-06-01
line 5  not imported  column level: the level is "9"; wanted is one of 1 to 6, with a letter where the level has parts: 3A
line 7  imported  it ends on 2025-05-31, since another row begins on 2025-06-01  it ends the row from 2025-01-01
facility: 3 imported, 1 as they were, 1 not imported
rows that ended the one before them: 2; rows that end before a later one: 2
`)
	// All of it again: only the row that was not imported has anything to be told.
	run(exitNo, second, `{"line":5,"outcome":"not imported","text":"column level: the level is \"9\"; wanted is one of 1 to 6, with a letter where the level has parts: 3A"}
{"kind":"facility","imported":0,"as_they_were":4,"not_imported":1,"cut":0,"ended":0,"complete":true}
`, "--json")
	run(exitFine, "fid,level,from\nFID-1-1,6,2025-03-01\nFID-1-1,4,2025-01-01\n", `{"line":2,"outcome":"imported","text":"it ends on 2025-06-30, since another row begins on 2025-07-01","cut_to":"2025-06-30","ended_from":"2025-01-01"}
{"line":3,"outcome":"as it was"}
{"kind":"facility","imported":1,"as_they_were":1,"not_imported":0,"cut":1,"ended":1,"complete":true}
`, "--json", "-v")
}

// TestRegistryImport_wrongUse: a file that is no list changes nothing and ends with status 2.
func TestRegistryImport_wrongUse(t *testing.T) {
	at := newRecord(t, "")
	wantRun(t, exitWrong, []string{`bima: line 1: there is no column "fis" in a list of facilities; known are fid, name, level`},
		"registry", "import", at, "facility", write(t, "facilities.csv", []byte("fis,level\nFID-1-1,4\n")))
	wantRun(t, exitWrong, []string{`"king" is nothing to import; wanted is one of facility, practitioner, member, coverage`},
		"registry", "import", at, "king", write(t, "facilities.csv", []byte("fid,level\n")))
	wantRun(t, exitWrong, []string{"--from"}, "registry", "import", at, "--from=today", "facility", write(t, "facilities.csv", []byte("fid,level\n")))
	got := wantRun(t, exitWrong, []string{`line 3: it has more than 1048576 bytes`, `"imported":1`, `"complete":false`},
		"registry", "import", at, "--json", "member", write(t, "members.ndjson", []byte(`{"resourceType":"Patient","id":"CR1","birthDate":"2000-01-01"}`+"\n\n{"+strings.Repeat(" ", 1<<20)+"}")))
	if !strings.Contains(got, `{"line":1,"outcome":"imported"}`) {
		t.Errorf("what was read before is not told: %s", got)
	}
}

// choosy is a store that refuses members, together with all that are saved with them, and notes how
// many each save had.
type choosy struct {
	registryStore
	refused map[string]error
	saves   []int
	saved   []string
}

func (c *choosy) SaveMembers(_ context.Context, rows []engine.Member) ([]engine.Saved, error) {
	c.saves = append(c.saves, len(rows))
	for _, row := range rows {
		if err := c.refused[row.Number]; err != nil {
			return nil, err
		}
	}
	for _, row := range rows {
		c.saved = append(c.saved, row.Number)
	}
	return slices.Repeat([]engine.Saved{{Changed: true}}, len(rows)), nil
}

// TestRegistryImport_batches: a row that the database refuses does not take others with it, and
// where the database is away the import ends.
func TestRegistryImport_batches(t *testing.T) {
	var file strings.Builder
	file.WriteString("number,birth_date\n")
	for n := 1; n <= 1100; n++ {
		birth := "2000-01-01"
		if n == 3 {
			birth = "yesterday"
		}
		fmt.Fprintf(&file, "CR%d,%s\n", n, birth)
	}
	odd := errors.New("the row is odd")
	for _, test := range []struct {
		name    string
		refused map[string]error
		saves   []int
		saved   int
		err     error
		said    string
	}{
		{"all good", nil, []int{499, 500, 100}, 1099, errNo, "line 4  not imported  column birth_date"},
		{"one odd", map[string]error{"CR502": odd}, slices.Concat([]int{499, 500}, slices.Repeat([]int{1}, 500), []int{100}), 1098, errNo, "line 503  not imported  the row is odd"},
		{"away", map[string]error{"CR502": io.ErrUnexpectedEOF}, []int{499, 500}, 499, io.ErrUnexpectedEOF, "member: 499 imported, 0 as they were, 1 not imported"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			store := &choosy{refused: test.refused}
			report := registryReport{out: &terminal{out: &out, err: &out}, kind: "member"}
			err := importers["member"](t.Context(), store, strings.NewReader(file.String()), serviceDay(2024, 10, 1), &report)
			if !errors.Is(err, test.err) || errors.Is(err, errNo) != (test.err == errNo) {
				t.Errorf("error %v, want %v", err, test.err)
			}
			if !slices.Equal(store.saves, test.saves) || len(store.saved) != test.saved {
				t.Errorf("%d rows in saves of %v, want %d in %v", len(store.saved), store.saves, test.saved, test.saves)
			}
			if !strings.Contains(out.String(), test.said) {
				t.Errorf("said %s, want %q", out.String(), test.said)
			}
		})
	}
}
