package sheet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/terminology"
)

// columns are the names of the columns that were read.
func columns(read *Sheet) string {
	var names []string
	for _, column := range read.Table.Columns {
		names = append(names, column.Name)
	}
	return strings.Join(names, " ")
}

// The same list in the forms in which it is saved.
func TestRead_forms(t *testing.T) {
	want := []terminology.Row{{Number: 2, Cells: []string{"SHA-07-001", "Ward, adults", "3360"}}, {Number: 4, Cells: []string{"SHA-07-002", "Ward", ""}}}
	forms := map[string]string{
		"commas":            "code,name,tariff\nSHA-07-001,\"Ward, adults\",3360\n\nSHA-07-002,Ward,\n",
		"semicolons":        "code;name;tariff\nSHA-07-001;Ward, adults;3360\n;;\nSHA-07-002;Ward;\n",
		"tabs":              "code\tname\ttariff\nSHA-07-001\tWard, adults\t3360\n\t\t\nSHA-07-002\tWard\t\n",
		"a byte order mark": "\xEF\xBB\xBFcode,name,tariff\r\nSHA-07-001,\"Ward, adults\",3360\r\n\r\nSHA-07-002,Ward,\r\n",
		"quotes":            "\"code\",\"name\",\"tariff\"\n\"SHA-07-001\",\"Ward, adults\",\"3360\"\n\n\"SHA-07-002\",\"Ward\",\"\"",
	}
	for name, text := range forms {
		read, err := Read(strings.NewReader(text), Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(want, read.Table.Rows); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestRead_headers(t *testing.T) {
	tests := []struct {
		text, columns string
		options       Options
		unread        []string
	}{
		{text: "SHA Code,Intervention,Payment_Mechanism,Tariff (KES),Access Levels", columns: "code name mechanism tariff levels"},
		{text: "code,name,Level 2,L3 tariff,Tariff L4,tariff_5,Level 6 (KES)", columns: "code name tariff_2 tariff_3 tariff_4 tariff_5 tariff_6"},
		{text: "Intervention Code,Intervention,Description,Region", columns: "code name", unread: []string{"Description", "Region"}},
		{text: "Description,Name,Code", columns: "name code", unread: []string{"Description"}},
		{text: "PRE-AUTHORISATION,Gender,Code,Name,Valid From,Valid To", columns: "preauth sex code name from to"},
		{
			text: "Nambari,Jina,Bei,code", columns: "code name tariff", unread: []string{"code"},
			options: Options{Headers: map[string]string{"code": "nambari", "name": "Jina", "tariff": " Bei "}},
		},
		{text: "code,name,Tariff (Level 5),Tariff (Levels 4 and 6),Rate (L6 only)", columns: "code name tariff_5", unread: []string{"Tariff (Levels 4 and 6)", "Rate (L6 only)"}},
		{text: "code,name,Tariff (old),Tariff (new)", columns: "code name tariff", unread: []string{"Tariff (old)"}, options: Options{Headers: map[string]string{"tariff": "Tariff (new)"}}},
		{text: "code,name,Co-payment (%)", columns: "code name copayment"},
		{text: "code,name,Copay amount (KES)", columns: "code name copayment"},
		{text: "code,name,Copayment (Level 5)", columns: "code name", unread: []string{"Copayment (Level 5)"}},
		{text: "code,name,Note,Note", columns: "code name note", unread: []string{"Note"}},
		{text: "Title,,\nAs of July,,\ncode,name,amount", columns: "code name tariff"},
	}
	for _, test := range tests {
		read, err := Read(strings.NewReader(test.text), test.options)
		if err != nil {
			t.Errorf("%s: %v", test.text, err)
			continue
		}
		if diff := cmp.Diff(test.unread, read.Unread); columns(read) != test.columns || diff != "" {
			t.Errorf("%s: read are %q, want %q; not read (-want +got):\n%s", test.text, columns(read), test.columns, diff)
		}
	}
}

func TestRead_refuses(t *testing.T) {
	tests := []struct {
		name, text, says string
		options          Options
	}{
		{name: "nothing", text: "", says: "no rows"},
		{name: "a wrong header", text: "kode;jina;bei\n1;2;3", says: `Row 1 has the columns ["kode" "jina" "bei"]; wanted beside them is one for the code (such as "interventioncode") and one for the name`},
		{name: "no name", text: "code,bei\n1,2", says: `wanted beside them is one for the name`},
		{name: "a header that is not there", text: "code,name", options: Options{Headers: map[string]string{"tariff": "Bei"}}, says: `wanted beside them is "Bei" for the tariff`},
		{name: "a column that is not there", text: "code,name", options: Options{Headers: map[string]string{"colour": "Bei"}}, says: `no column "colour" to map`},
		{name: "a row that is cut off", text: "code,name,tariff\nSHA-07-001,Ward,3360\nSHA-07-002,Wa", says: "row 3 has 2 cells, and the header in row 1 has 3"},
		{name: "a comma too many", text: "code,name,tariff\nSHA-07-001,Ward,3,360", says: `row 2 has 4 cells`},
		{name: "a quote that is open", text: "code,name\nSHA-07-001,\"Ward\nSHA-07-002,Ward", says: "row 2: the quotes do not match"},
		{name: "another encoding", text: "code,name\nSHA-07-001,Caf\xE9", says: "not in UTF-8 (first in line 2)"},
		{name: "two bytes for a letter", text: "\xFF\xFEc\x00o\x00", says: "not in UTF-8 (first in line 1)"},
		{name: "an old workbook", text: "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", says: "old Excel file"},
		{name: "a broken workbook", text: "PK\x03\x04 and no more", says: "no workbook (.xlsx) that can be read"},
		{name: "a sheet of a text", text: "code,name", options: Options{Sheet: "One"}, says: `it has no sheet "One"`},
		{name: "two prices", text: "code,name,Tariff (old),Tariff (new)", says: `row 1: the columns "Tariff (old)" and "Tariff (new)" are both read as tariff; wanted is one of them. Say with --map`},
		{name: "two copayments", text: "code,name,Copay (%),Copayment amount", says: `the columns "Copay (%)" and "Copayment amount" are both read as copayment; wanted is one of them`},
		{name: "too many columns", text: "code,name" + strings.Repeat(",x", 200), says: "row 1 has 202 cells; a list of tariffs has 200 at most"},
		{name: "too many rows", text: "code,name\n" + strings.Repeat("SHA-07-001,Ward\n", MaxRows+1), says: "more than 100000 rows"},
		{name: "too large", text: strings.Repeat(" ", MaxSize+1), says: "larger than 32 MiB"},
	}
	for _, test := range tests {
		_, err := Read(strings.NewReader(test.text), test.options)
		if err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: error is %v, want %q", test.name, err, test.says)
		}
	}
}

// Each column that package terminology reads has a header under which it is known, and no other has.
func TestSpellings(t *testing.T) {
	want := make(map[string]bool)
	for _, column := range terminology.TariffColumns {
		want[column] = true
		if m, ok := columnOf(column); !ok || m.column != column {
			t.Errorf("the header %q means %q", column, m.column)
		}
	}
	for header, meaning := range known {
		if !want[meaning.column] || squeeze(header) != header {
			t.Errorf("the header %q means %q", header, meaning.column)
		}
	}
}

// FuzzRead_text: whatever a text is, it is refused, or each row has the cells of the header.
func FuzzRead_text(f *testing.F) {
	f.Add("code,name,tariff\nSHA-07-001,\"Ward, adults\",3360\n")
	f.Add("Title\n\ncode;name\n1;2\n")
	f.Fuzz(func(t *testing.T, text string) {
		read, err := readText([]byte(text), Options{})
		if err != nil {
			return
		}
		last := read.Header
		for _, row := range read.Table.Rows {
			if len(row.Cells) != len(read.Table.Columns) || row.Number <= last {
				t.Errorf("row %d after %d: %q", row.Number, last, row.Cells)
			}
			last = row.Number
		}
	})
}

// BenchmarkRead reads and understands 2,000 rows.
func BenchmarkRead(b *testing.B) {
	var text strings.Builder
	text.WriteString("code,name,payment_mechanism,tariff_kes,facility_levels,limit\n")
	for n := range 2000 {
		fmt.Fprintf(&text, "SHA-%02d-%03d,Ward,PER DIEM,L4=3360;L5=3920,4;5;6,180 days per household per year\n", n/1000, n%1000)
	}
	for b.Loop() {
		read, err := Read(strings.NewReader(text.String()), Options{})
		if err != nil {
			b.Fatal(err)
		}
		if reading := terminology.ReadTariffs(read.Table, aDay); len(reading.Rows) != 2000 {
			b.Fatal(len(reading.Rows))
		}
	}
}
