package sheet

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// aDay is the first day of rows that do not give one.
var aDay = fhir.Date{Year: 2026, Month: 7, Day: 1}

// TestReports holds what becomes of each row of a list, and what it gives, against a golden file.
func TestReports(t *testing.T) {
	files, err := filepath.Glob("testdata/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatalf("no lists: %v", err)
	}
	for _, file := range files {
		opened, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer opened.Close()
		read, err := Read(opened, Options{})
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		compareGolden(t, strings.TrimSuffix(file, ".csv")+".report", report(read))
	}
}

// report is all that was read of a list, as a text.
func report(read *Sheet) string {
	var text strings.Builder
	fmt.Fprintf(&text, "header in row %d, not read %q\n", read.Header, read.Unread)
	reading := terminology.ReadTariffs(read.Table, aDay)
	rows := make(map[int]terminology.Intervention)
	for _, row := range reading.Rows {
		rows[row.Number] = row.Intervention
	}
	for _, row := range reading.Report {
		fmt.Fprintf(&text, "\n%d %s: %s\n", row.Row, row.Code, row.Outcome)
		for _, remark := range row.Remarks {
			fmt.Fprintf(&text, "  %s: %s\n", remark.Kind, remark)
		}
		if given, ok := rows[row.Row]; ok {
			fmt.Fprintf(&text, "  gives, %s:", given.Period())
			for _, fact := range given.Facts() {
				if fact.Text != "" {
					fmt.Fprintf(&text, " %s=%s", fact.Name, fact.Text)
				}
			}
			text.WriteString("\n")
		}
	}
	return text.String()
}

func compareGolden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s is another (-want +got); -update writes it anew:\n%s", path, diff)
	}
}
