package registryfile

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
)

// FuzzOpen_csv: whatever the text, the file is refused or its rows come in the order of their lines,
// and a good one is about somebody, has days on which it holds, and is read again from what is
// written of it.
func FuzzOpen_csv(f *testing.F) {
	for _, name := range []string{"facility.csv", "practitioner.csv", "member.csv", "coverage.csv"} {
		f.Add(sample(f, name))
	}
	f.Add("fid,level\n\"FID-1-1,4\n")
	f.Add("\n;\nfid;level;aliases\nFID-1-1;4;\"1|2\"\n")
	f.Fuzz(func(t *testing.T, file string) {
		if begins := strings.TrimLeft(strings.TrimPrefix(file, string(byteOrderMark)), " \t\r\n"); strings.HasPrefix(begins, "{") {
			return // NDJSON, whose reading is fuzzed in package fhir
		}
		hold(t, Facility, file, writeFacility)
		hold(t, Practitioner, file, writePractitioner)
		hold(t, Member, file, writeMember)
		hold(t, Coverage, file, writeCoverage)
	})
}

// hold holds what is read of a file against what must be true of it.
func hold[T any](t *testing.T, kind *Kind[T], file string, write func(T) []string) {
	t.Helper()
	got, err := rows(kind, file)
	if err != nil && len(got) > 0 {
		t.Fatalf("a text ended with %v", err)
	}
	last := 1
	for _, row := range got {
		if row.Line <= last {
			t.Fatalf("line %d after line %d", row.Line, last)
		}
		last = row.Line
		if row.Err != nil {
			continue
		}
		var text strings.Builder
		writer := csv.NewWriter(&text)
		if err := writer.WriteAll([][]string{kind.Columns(), write(row.Value)}); err != nil {
			t.Fatal(err)
		}
		again, err := rows(kind, text.String())
		if err != nil {
			t.Fatalf("%v, of what was written:\n%s", err, &text)
		}
		if diff := cmp.Diff([]Row[T]{{Line: 2, Value: row.Value}}, again, cmp.Comparer(sameError)); diff != "" {
			t.Fatalf("written and read again (-want +got):\n%s\n%s", diff, &text)
		}
	}
}

func sameError(a, b error) bool { return fmt.Sprint(a) == fmt.Sprint(b) }

func writeFacility(f engine.Facility) []string {
	return slices.Concat([]string{
		f.FID, f.Name, f.Level, strings.Join(f.Aliases, ";"), f.LicensedTo.String(), f.ContractedTo.String(), yes(!f.Unlicensed), yes(!f.Uncontracted),
	}, daysOf(f.Validity))
}

func writePractitioner(p engine.Practitioner) []string {
	return slices.Concat([]string{p.PUID, p.Registration, p.LicensedTo.String(), yes(!p.Unlicensed)}, daysOf(p.Validity))
}

func writeMember(m engine.Member) []string {
	return slices.Concat([]string{m.Number, m.Sex, m.BirthDate.String(), m.Household}, daysOf(m.Validity))
}

func writeCoverage(c engine.Coverage) []string {
	return slices.Concat([]string{c.Member, c.Scheme, c.PaidTo.String(), c.WaitUntil.String()}, daysOf(c.Validity))
}

func daysOf(v engine.Validity) []string { return []string{v.From.String(), v.To.String()} }

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}
