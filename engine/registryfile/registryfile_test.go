package registryfile

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// payer is the day from which rows hold that do not say it.
var payer = fhir.Date{Year: 2024, Month: time.October, Day: 1}

// rows are all rows of a file, and the error with which it ended but io.EOF.
func rows[T any](kind *Kind[T], file string) ([]Row[T], error) {
	reader, err := kind.Open(strings.NewReader(file), payer)
	if err != nil {
		return nil, err
	}
	var all []Row[T]
	for {
		row, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return all, err
		}
		all = append(all, row)
	}
}

// wantRows holds the rows of a file against what is wanted; none may have an error.
func wantRows[T any](t *testing.T, kind *Kind[T], file string, want []Row[T]) {
	t.Helper()
	got, err := rows(kind, file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

// sample is a file of testdata/registry.
func sample(t testing.TB, name string) string {
	t.Helper()
	file, err := os.ReadFile(filepath.Join("..", "..", "testdata", "registry", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(file)
}

func on(year int, month time.Month, day int) fhir.Date {
	return fhir.Date{Year: year, Month: month, Day: day}
}

// TestOpen_csv: the samples have both signs between cells, both ends of lines, quotes, a byte order
// mark, columns that are left out, and cells that are empty.
func TestOpen_csv(t *testing.T) {
	always := engine.Validity{From: payer}
	wantRows(t, Facility, sample(t, "facility.csv"), []Row[engine.Facility]{
		{Line: 2, Value: engine.Facility{FID: "FID-01-116951-6", Name: "Sample County Hospital", Level: "4", LicensedTo: on(2026, 12, 31), ContractedTo: on(2026, 6, 30), Validity: always}},
		{Line: 3, Value: engine.Facility{FID: "FID-12191-1", Aliases: []string{"12110", "24749"}, Name: "Sample Medical Centre, Main Branch", Level: "5", Validity: always}},
		{Line: 4, Value: engine.Facility{FID: "FID-47-115307-8", Name: "Sample Health Centre", Level: "3A", Uncontracted: true, Validity: engine.Validity{From: payer, To: on(2025, 6, 30)}}},
		{Line: 5, Value: engine.Facility{FID: "FID-47-115307-8", Name: "Sample Health Centre", Level: "3B", LicensedTo: on(2026, 12, 31), Validity: engine.Validity{From: on(2025, 7, 1)}}},
		{Line: 6, Value: engine.Facility{FID: "FID-30-100001-5", Name: "Sample Clinic", Level: "2", Unlicensed: true, Uncontracted: true, Validity: always}},
	})
	wantRows(t, Practitioner, sample(t, "practitioner.csv"), []Row[engine.Practitioner]{
		{Line: 2, Value: engine.Practitioner{PUID: "PUID-0002532-1", Registration: "A7616", LicensedTo: on(2026, 12, 31), Validity: always}},
		{Line: 3, Value: engine.Practitioner{PUID: "PUID-0000001-9", Registration: `B "locum" 12`, Unlicensed: true, Validity: always}},
		{Line: 5, Value: engine.Practitioner{PUID: "PUID-0000002-7", Validity: engine.Validity{From: on(2025, 1, 1), To: on(2025, 12, 31)}}},
	})
	wantRows(t, Member, sample(t, "member.csv"), []Row[engine.Member]{
		{Line: 2, Value: engine.Member{Number: "CR1234567890123-4", Sex: "male", BirthDate: on(2010, 4, 23), Validity: always}},
		{Line: 3, Value: engine.Member{Number: "CR9876543210987-6", Sex: "male", BirthDate: on(1952, 12, 31), Household: "HH9876543210987-6", Validity: always}},
		{Line: 4, Value: engine.Member{Number: "CR5555555555555-5", Sex: "female", BirthDate: on(1985, 6, 15), Validity: always}},
	})
	wantRows(t, Coverage, sample(t, "coverage.csv"), []Row[engine.Coverage]{
		{Line: 2, Value: engine.Coverage{Member: "CR1234567890123-4", Scheme: "SHA", PaidTo: on(2026, 2, 28), WaitUntil: on(2024, 12, 1), Validity: always}},
		{Line: 3, Value: engine.Coverage{Member: "CR5555555555555-5", Scheme: "SHA", Validity: always}},
		{Line: 4, Value: engine.Coverage{Member: "CR5555555555555-5", Scheme: "PMF", Validity: engine.Validity{From: on(2025, 1, 1), To: on(2025, 12, 31)}}},
	})
}

// TestOpen_forms: the same row in other forms.
func TestOpen_forms(t *testing.T) {
	want := engine.Facility{FID: "FID-1-1", Aliases: []string{"1", "2"}, Level: "4", Validity: engine.Validity{From: payer}}
	for name, file := range map[string]string{
		"aliases between semicolons": "fid,level,aliases\nFID-1-1,4,1;2\n",
		"aliases between bars":       "fid;level;aliases\nFID-1-1;4;1|2\n",
		"aliases between bars only":  "aliases;fid;level\n 1 | | 2 |;FID-1-1;4",
		"names in other letters":     "FID, Level ,ALIASES\nFID-1-1,level 4,1;2\n",
		"all in quotes":              "\"fid\",\"level\",\"aliases\"\r\n\"FID-1-1\",\"4\",\"1;2\"\r\n",
		"licensed and contracted":    "fid,level,aliases,licensed,contracted\nFID-1-1,4,1;2,Yes,YES\n",
		"lines with no text":         "\n \r\nfid,level,aliases\n\n,,\nFID-1-1,4,1;2\n , ,\n\n",
		"byte order mark":            "\xEF\xBB\xBFfid,level,aliases\nFID-1-1,4,1;2\n",
		"NDJSON": `{"resourceType":"Organization","id":"1","identifier":[{"value":"FID-1-1"},{"value":"2"}],` +
			`"extension":[{"url":"facility-level","valueCodeableConcept":{"coding":[{"code":"LEVEL 4"}]}}]}`,
	} {
		got, err := rows(Facility, file)
		if err != nil || len(got) != 1 || got[0].Err != nil {
			t.Errorf("%s: %+v, %v", name, got, err)
			continue
		}
		// NDJSON has its id last.
		if got[0].Value.Aliases[0] == "2" {
			got[0].Value.Aliases = []string{"1", "2"}
		}
		if diff := cmp.Diff(want, got[0].Value); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestOpen_nothing: a file with nothing in it has no rows.
func TestOpen_nothing(t *testing.T) {
	for _, file := range []string{"", "\n \n", "\xEF\xBB\xBF", "member,scheme\n", "member,scheme"} {
		wantRows(t, Coverage, file, nil)
	}
}

func TestUsage(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{Facility.Usage(), "fid*, name, level*, aliases, licensed_to, contracted_to, licensed, contracted, from, to"},
		{Practitioner.Usage(), "puid*, registration, licensed_to, licensed, from, to"},
		{Member.Usage(), "number*, sex, birth_date*, household, from, to"},
		{Coverage.Usage(), "member*, scheme*, paid_to, wait_until, from, to"},
	} {
		if test.got != test.want {
			t.Errorf("%s, want %s", test.got, test.want)
		}
	}
}
