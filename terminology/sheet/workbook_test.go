package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/bima-exchange/bima/terminology"
)

// workbook makes a file of sheets; a nil row is empty.
func workbook(t testing.TB, sheets map[string][][]any, change func(*excelize.File)) *bytes.Reader {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for name, rows := range sheets {
		if _, err := book.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for n, row := range rows {
			cell, err := excelize.CoordinatesToCellName(1, n+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := book.SetSheetRow(name, cell, &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := book.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(book)
	}
	var body bytes.Buffer
	if err := book.Write(&body); err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(body.Bytes())
}

// tariffs is a list as people make them: titles above, an empty row, amounts that were computed, days
// as days.
var tariffs = [][]any{
	{"Tariffs of the authority"},
	nil,
	{"SHA Code", "Intervention", "Level 4", "Level 5", "Effective from", "Region"},
	{"SHA-07-001", "Ward", 3360, 2800 * 1.4, time.Date(2026, time.July, 1, 0, 0, 0, 0, time.UTC), "all"},
	nil,
	{"SHA-07-002", "Ward, minor", 3360.4999999999995, "3,920", "2026-07-02"},
}

func TestRead_workbook(t *testing.T) {
	file := workbook(t, map[string][][]any{"Tariffs": tariffs}, func(book *excelize.File) {
		// What a cell looks like does not count: 3360.5 stays so where no cents are shown.
		style, err := book.NewStyle(&excelize.Style{NumFmt: 3})
		if err != nil {
			t.Fatal(err)
		}
		if err := book.SetCellStyle("Tariffs", "C4", "D6", style); err != nil {
			t.Fatal(err)
		}
	})
	read, err := Read(file, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []terminology.Row{
		{Number: 4, Cells: []string{"SHA-07-001", "Ward", "3360", "3920", "2026-07-01"}},
		{Number: 6, Cells: []string{"SHA-07-002", "Ward, minor", "3360.5", "3,920", "2026-07-02"}},
	}
	if diff := cmp.Diff(want, read.Table.Rows); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if read.Header != 3 || columns(read) != "code name tariff_4 tariff_5 from" || len(read.Unread) != 1 {
		t.Errorf("header in row %d, columns %q, not read %q", read.Header, columns(read), read.Unread)
	}
}

func TestRead_workbookSheets(t *testing.T) {
	sheets := map[string][][]any{"A": {{"notes"}}, "B": {{"code", "name"}, {"SHA-07-001", "Ward"}}}
	hidden := func(book *excelize.File) {
		book.SetActiveSheet(1)
		if err := book.SetSheetVisible(book.GetSheetList()[0], false); err != nil {
			t.Fatal(err)
		}
	}
	if read, err := Read(workbook(t, sheets, nil), Options{Sheet: "B"}); err != nil || len(read.Table.Rows) != 1 {
		t.Errorf("a sheet that is named: %v, %v", read, err)
	}
	if _, err := Read(workbook(t, sheets, nil), Options{Sheet: "C"}); err == nil || !strings.Contains(err.Error(), `no sheet "C"; it has [`) {
		t.Errorf("a sheet that is not there: %v", err)
	}
	only := map[string][][]any{"B": sheets["B"]}
	first := workbook(t, only, func(book *excelize.File) {
		if _, err := book.NewSheet("C"); err != nil {
			t.Fatal(err)
		}
		hidden(book)
	})
	if _, err := Read(first, Options{}); err == nil || !strings.Contains(err.Error(), "no rows") {
		t.Errorf("the first sheet is hidden and the second empty: %v", err)
	}
}

func TestRead_workbookRefused(t *testing.T) {
	wide := make([]any, MaxColumns+1)
	for i := range wide {
		wide[i] = i
	}
	tests := map[string]struct {
		file io.Reader
		says string
	}{
		"a wrong header":             {workbook(t, map[string][][]any{"A": {{"kode", "jina"}}}, nil), `sheet "A" of ["A"]: no row names the columns that are needed. Row 1 has the columns ["kode" "jina"]`},
		"too many columns":           {workbook(t, map[string][][]any{"A": {{"code", "name"}, wide}}, nil), "row 2 has 201 cells"},
		"a zip that unpacks to much": {bomb(t), "no workbook (.xlsx) that can be read"},
		"a zip of something else":    {archive(t, "letter.txt", []byte("dear"), 4), "workbook"},
	}
	for name, test := range tests {
		if _, err := Read(test.file, Options{}); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: error is %v, want %q", name, err, test.says)
		}
	}
}

// bomb is a small workbook that says to unpack to more than a list can be.
func bomb(t *testing.T) io.Reader { return archive(t, "xl/worksheets/sheet1.xml", nil, maxUnpacked+1) }

// archive is a zip of one file, which says to have the size.
func archive(t *testing.T, name string, content []byte, size uint64) io.Reader {
	t.Helper()
	var packed, body bytes.Buffer
	packer, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := packer.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := packer.Close(); err != nil {
		t.Fatal(err)
	}
	writer := zip.NewWriter(&body)
	part, err := writer.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(content), CompressedSize64: uint64(packed.Len()), UncompressedSize64: size,
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(packed.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return &body
}
