package sheet

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// A cell that is merged over rows counts for each of them; a title that is merged over columns does not
// become many.
func TestRead_merged(t *testing.T) {
	file := workbook(t, map[string][][]any{"Tariffs": {
		{"A title over all columns"},
		{"code", "name", "mechanism", "tariff"},
		{"SHA-07-001", "Ward", "PER DIEM", 3360},
		{"SHA-07-002", "Ward, minor", nil, 3360},
		{"SHA-07-003", "Ward, other"},
		{"SHA-19-001", "Repair", "FEE FOR SERVICE", 100},
	}}, func(book *excelize.File) {
		for _, cells := range [][2]string{{"A1", "D1"}, {"C3", "C5"}} {
			if err := book.MergeCell("Tariffs", cells[0], cells[1]); err != nil {
				t.Fatal(err)
			}
		}
	})
	read, err := Read(file, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, row := range read.Table.Rows {
		got = append(got, strings.Join(row.Cells, "|"))
	}
	want := []string{"SHA-07-001|Ward|PER DIEM|3360", "SHA-07-002|Ward, minor|PER DIEM|3360", "SHA-07-003|Ward, other|PER DIEM|", "SHA-19-001|Repair|FEE FOR SERVICE|100"}
	if diff := cmp.Diff(want, got); diff != "" || read.Name != "Tariffs" {
		t.Errorf("sheet %q (-want +got):\n%s", read.Name, diff)
	}
}

// A formula counts by the value that is kept beside it. Without one the amount would silently be none.
func TestRead_formula(t *testing.T) {
	rows := map[string][][]any{"Tariffs": {{"code", "name", "tariff"}, {"SHA-07-001", "Ward", 3360}, {"SHA-07-002", "Ward, minor", nil}}}
	with := func(cell string) func(*excelize.File) {
		return func(book *excelize.File) {
			if err := book.SetCellFormula("Tariffs", cell, "C2*2"); err != nil {
				t.Fatal(err)
			}
		}
	}
	_, err := Read(workbook(t, rows, with("C3")), Options{})
	if says := `sheet "Tariffs", row 3, column tariff: the cell has the formula =C2*2 and no value`; err == nil || !strings.Contains(err.Error(), says) {
		t.Errorf("error is %v, want %q", err, says)
	}
	if _, err := Read(workbook(t, rows, with("F3")), Options{}); err != nil {
		t.Errorf("a formula beside the list: %v", err)
	}
}

// Looking for formulas must not cost much more than reading.
func BenchmarkRead_workbook(b *testing.B) {
	rows := [][]any{{"code", "name", "mechanism", "fund", "limit", "tariff", "sex", "preauth"}}
	for n := range 2000 {
		rows = append(rows, []any{"SHA-07-001", "Ward", nil, nil, nil, n, nil, nil})
	}
	for b.Loop() {
		b.StopTimer()
		file := workbook(b, map[string][][]any{"Tariffs": rows}, nil)
		b.StartTimer()
		if _, err := Read(file, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
