package terminology

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
)

// apply is the catalogue after a change.
func apply(t *testing.T, kept Kept, change TariffChange) Kept {
	t.Helper()
	var rows []Intervention
	ends := make(map[string]fhir.Date)
	for _, ending := range change.Ended {
		ends[ending.Code+ending.From.String()] = ending.To
	}
	if kept.Catalogue != nil {
		for _, row := range slices.Concat(slices.Collect(maps.Values(kept.Catalogue.rows))...) {
			if last, ended := ends[row.Code+row.From.String()]; ended {
				if last.Before(row.From) || !row.To.IsZero() && !last.Before(row.To) {
					t.Errorf("%s %s is ended on %s", row.Code, row.Period(), last)
				}
				row.To = last
				delete(ends, row.Code+row.From.String())
			}
			rows = append(rows, row)
		}
	}
	if len(ends) > 0 {
		t.Errorf("ended are rows that are not there: %v", ends)
	}
	catalogue, err := NewCatalogue(change.System, append(rows, change.Added...))
	if err != nil {
		t.Fatal(err)
	}
	return Kept{Revision: kept.Revision + 1, Catalogue: catalogue}
}

// timeline is what a catalogue says of a code, a text for each row: its days and an amount.
func timeline(catalogue *Catalogue, code string) string {
	var rows []string
	for _, row := range catalogue.Rows(code) {
		rows = append(rows, fmt.Sprintf("%s %s", row.Period(), row.amountText("4")))
	}
	return strings.Join(rows, ", ")
}

// tariffRows reads rows of the columns code, name, tariff_4, from, to; tests leave the name out.
func tariffRows(t *testing.T, from, rows string) []TariffRow {
	t.Helper()
	day, err := fhir.ParseDate(from)
	if err != nil {
		t.Fatal(err)
	}
	table, err := readPlainTable(strings.NewReader("code,tariff_4,from,to,name\n" + strings.ReplaceAll(rows, "\n", ",N\n") + ",N\n"))
	if err != nil {
		t.Fatal(err)
	}
	reading := ReadTariffs(table, day)
	if refused := reading.Refused(); len(refused) > 0 {
		t.Fatal(refused)
	}
	return reading.Rows
}

// keep is a record with these rows.
func keep(t *testing.T, rows string) Kept {
	t.Helper()
	var all []Intervention
	for _, row := range tariffRows(t, "2024-10-01", rows) {
		all = append(all, row.Intervention)
	}
	catalogue, err := NewCatalogue(System{Content: Complete}, all)
	if err != nil {
		t.Fatal(err)
	}
	return Kept{Revision: 7, Catalogue: catalogue}
}

const code = "SHA-07-001"

func TestCompare(t *testing.T) {
	today := fhir.Date{Year: 2026, Month: 7, Day: 15}
	tests := []struct{ name, have, from, file, want, refused string }{
		{"the same", code + ",100,,", "2026-08-01", code + ",100,,", "from 2024-10-01 on 100.00", ""},
		{"a change", code + ",100,,", "2026-08-01", code + ",200,,", "from 2024-10-01 to 2026-07-31 100.00, from 2026-08-01 on 200.00", ""},
		{"tomorrow", code + ",100,,", "2026-07-16", code + ",200,,", "from 2024-10-01 to 2026-07-15 100.00, from 2026-07-16 on 200.00", ""},
		{"today", code + ",100,,", "2026-07-15", code + ",200,,", "", "row 2, SHA-07-001: the record has a row that is in force on 2026-07-15, and the file says otherwise (tariff at level 4: 200.00, was 100.00)"},
		{"the past", code + ",100,,", "2025-01-01", code + ",200,,", "", "is in force on 2025-01-01"},
		{"the past, the same", code + ",100,,", "2025-01-01", code + ",100,,", "from 2024-10-01 on 100.00", ""},
		{"a new code in the past", "SHA-07-002,100,,", "2025-01-01", code + ",200,,", "from 2025-01-01 on 200.00", ""},
		{
			"before the first row", code + ",100,,", "2026-08-01", code + ",100,2024-01-01,",
			"from 2024-01-01 to 2024-09-30 100.00, from 2024-10-01 on 100.00", "",
		},
		{
			"a history", code + ",100,2024-10-01,2025-03-31\n" + code + ",200,2025-04-01,", "2026-08-01",
			code + ",100,2024-10-01,2025-03-31\n" + code + ",200,2025-04-01,2026-12-31\n" + code + ",300,2027-01-01,",
			"from 2024-10-01 to 2025-03-31 100.00, from 2025-04-01 to 2026-12-31 200.00, from 2027-01-01 on 300.00", "",
		},
		{"an end", code + ",100,,", "2026-08-01", code + ",100,,2026-12-31", "from 2024-10-01 to 2026-12-31 100.00", ""},
		{"an end that has come", code + ",100,,", "2025-01-01", code + ",100,,2026-06-30", "", "in force on 2026-07-01, and the file has no row for that day"},
		{"no end any more", code + ",100,,2026-12-31", "2026-08-01", code + ",100,,", "from 2024-10-01 to 2026-12-31 100.00, from 2027-01-01 on 100.00", ""},
		{"after a gap", code + ",100,,2025-12-31", "2026-08-01", code + ",200,,", "from 2024-10-01 to 2025-12-31 100.00, from 2026-08-01 on 200.00", ""},
		{
			"a row to come", code + ",100,,2026-12-31\n" + code + ",200,2027-01-01,", "2026-08-01", code + ",300,,", "",
			"row 2, SHA-07-001: the record has a row that begins on 2027-01-01, and it is never removed",
		},
		{
			"a row to come that the file has", code + ",100,,2026-12-31\n" + code + ",200,2027-01-01,", "2026-08-01",
			code + ",300,2026-08-01,2026-12-31\n" + code + ",200,2027-01-01,",
			"from 2024-10-01 to 2026-07-31 100.00, from 2026-08-01 to 2026-12-31 300.00, from 2027-01-01 on 200.00", "",
		},
		{"a code that is missing", "SHA-07-002,100,,\n" + code + ",100,,", "2026-08-01", "SHA-07-002,100,,", "from 2024-10-01 on 100.00", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			kept := keep(t, test.have)
			from, _ := fhir.ParseDate(test.from)
			plan := TariffPlan{Rows: tariffRows(t, test.from, test.file), From: from, Today: today, Content: Complete}
			d := Compare(kept, plan)
			if test.refused != "" {
				if len(d.Refused) != 1 || !strings.Contains(d.Refused[0].String(), test.refused) {
					t.Errorf("refused is %v, want %q", d.Refused, test.refused)
				}
				return
			}
			if len(d.Refused) > 0 {
				t.Fatal(d.Refused)
			}
			after := apply(t, kept, d.Change)
			if got := timeline(after.Catalogue, code); got != test.want {
				t.Errorf("after it %s\n     want %s", got, test.want)
			}
			if again := Compare(after, plan); !again.Empty() || len(again.Refused) > 0 {
				t.Errorf("the same file again changes %+v, %v", again.Change, again.Refused)
			}
		})
	}
}

// The difference says what is added, changed, ended, missing and unchanged.
func TestCompare_says(t *testing.T) {
	kept := keep(t, "SHA-07-001,100,,\nSHA-07-002,100,,\nSHA-07-003,100,,\nSHA-07-004,100,,\nSHA-07-005,100,,2025-12-31")
	rows := tariffRows(t, "2026-08-01", "SHA-07-001,100,,\nSHA-07-002,250.50,,\nSHA-07-003,100,,2026-12-31\nSHA-07-006,600,,")
	plan := TariffPlan{Rows: rows, From: fhir.Date{Year: 2026, Month: 8, Day: 1}, Today: fhir.Date{Year: 2026, Month: 7, Day: 15}, Content: Fragment}
	d := Compare(kept, plan)
	added, changed := rows[3].Intervention, rows[1].Intervention
	opened := fhir.Date{Year: 2024, Month: 10, Day: 1}
	want := &Difference{
		Change: TariffChange{
			Revision: 7, System: System{Content: Fragment, Version: "2026-07-15", Concepts: 5},
			Ended: []Ending{
				{"SHA-07-002", opened, fhir.Date{Year: 2026, Month: 7, Day: 31}}, {"SHA-07-003", opened, fhir.Date{Year: 2026, Month: 12, Day: 31}},
			},
			Added: []Intervention{changed, added},
		},
		Added:     []Intervention{added},
		Changed:   []Changed{{changed, []FieldChange{{"tariff at level 4", "100.00", "250.50"}}}},
		Ended:     []Ending{{"SHA-07-003", opened, fhir.Date{Year: 2026, Month: 12, Day: 31}}},
		Unchanged: 1, Missing: []string{"SHA-07-004"}, Before: Complete,
	}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Errorf("the difference is another (-want +got):\n%s", diff)
	}

	plan.EndMissing = true
	d = Compare(kept, plan)
	if got := timeline(apply(t, kept, d.Change).Catalogue, "SHA-07-004"); got != "from 2024-10-01 to 2026-07-31 100.00" || len(d.Missing) > 0 {
		t.Errorf("a missing code that is to end: %s, missing are %v", got, d.Missing)
	}
	plan.From = plan.Today
	plan.Rows = plan.Rows[3:]
	if d = Compare(kept, plan); len(d.Refused) != 4 || !strings.Contains(d.Refused[0].Text, "cannot end before 2026-07-15") {
		t.Errorf("codes that are to end today: %v", d.Refused)
	}
}

// The first import begins from nothing; the head changes alone where only the content does.
func TestCompare_firstAndHead(t *testing.T) {
	plan := TariffPlan{Rows: tariffRows(t, "2024-10-01", code+",100,,"), From: aDay, Today: aDay, Content: Fragment}
	d := Compare(Kept{}, plan)
	if d.Empty() || len(d.Added) != 1 || d.Change.System.URL != InterventionsURL || d.Change.System.Content != Fragment || d.Before != "" {
		t.Errorf("the first import: %+v", d)
	}
	after := apply(t, Kept{}, d.Change)
	plan.Content = Complete
	if d = Compare(after, plan); d.Empty() || len(d.Change.Added)+len(d.Change.Ended) > 0 || d.Change.System.Content != Complete {
		t.Errorf("the content alone: %+v", d)
	}
}
