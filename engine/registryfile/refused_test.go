package registryfile

import (
	"strings"
	"testing"
)

// TestOpen_refused: what is wrong with a file as a whole.
func TestOpen_refused(t *testing.T) {
	for _, test := range []struct{ file, says string }{
		{"number,birthday\n", `line 1: there is no column "birthday" in a list of members; known are number, sex, birth_date, household, from, to`},
		{"\n\nnumber;birth_date;\n", `line 3: there is no column "" in a list of members`},
		{"number,sex\n", `line 1: the column "birth_date" is missing, which a list of members needs; known are number,`},
		{"number,birth_date,Number\n", `the column "number" is named twice`},
		{"number\tbirth_date\n", `there is no column "number\tbirth_date"`},
		{"\"number,birth_date\n", `line 1, which names the columns, cannot be read`},
		{"[{\"resourceType\":\"Patient\"}]", `the file is a JSON array; wanted is NDJSON`},
		{"PK\x03\x04rest", `the file is a workbook or a zip; save the list as "CSV UTF-8"`},
		{"\xFF\xFEn\x00u\x00m\x00", `the text is not in UTF-8`},
		{strings.Repeat("number,", maxHeader), `the first line, which names the columns, has more than 65536 bytes`},
	} {
		got, err := rows(Member, test.file)
		if err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%.40q: %v, %v; want %q", test.file, got, err, test.says)
		}
	}
}

// TestNext_refused: what is wrong with a row. The row after it is read all the same.
func TestNext_refused(t *testing.T) {
	for _, test := range []struct{ row, says string }{
		{"FID-1-1,4,,,", `it has 5 cells, and there are 8 columns; a text that has a ',' in it needs quotes around it`},
		{"FID-1-1,4,,,,,,,", `it has 9 cells`},
		{",4,,,,,,", `column fid: the cell is empty`},
		{" \t,4,,,,,,", `column fid: the cell is empty`},
		{"FID 1,4,,,,,,", `column fid: "FID 1" is no id`},
		{"FID-1-1,,,,,,,", `column level: the cell is empty`},
		{"FID-1-1,9,,,,,,", `column level: the level is "9"`},
		{"FID-1-1,4,1 2;3,,,,,", `column aliases: "1 2" is no id`},
		{"FID-1-1,4,1|2,,,,,", `column aliases: "1|2" is no id`},
		{"FID-1-1,4,,31/12/2026,,,,", `column licensed_to: "31/12/2026" is no date of the form YYYY-MM-DD`},
		{"FID-1-1,4,,2026-02-30,,,,", `column licensed_to: "2026-02-30" is no date`},
		{"FID-1-1,4,,,maybe,,,", `column licensed: "maybe" is found; wanted is yes or no`},
		{"FID-1-1,4,,,,2026-01-02,2026-01-01,", `the row ends on 2026-01-01, before it begins on 2026-01-02`},
		{"FID-1-1,4,,,,,2024-09-30,", `the row ends on 2024-09-30, before it begins on 2024-10-01`},
		{"FID-1-1,4,,,,,,a\x00b", `column name: "a\x00b" has a control character or a line break in it`},
		{"FID-1-1,4,,,,,,\"a\nb\"", `column name: "a\nb" has a control character or a line break in it`},
		{"FID-1-1,4,,,,,,caf\xE9", `column name: the text is not in UTF-8`},
		{"FID-1-1,4,,,,,,a \"b\"", `the quotes do not match: bare "`},
	} {
		got, err := rows(Facility, "fid,level,aliases,licensed_to,licensed,from,to,name\n"+test.row+"\nFID-9-9,4,,,,,,\n")
		if err != nil || len(got) != 2 {
			t.Errorf("%q: %v, %v; want two rows", test.row, got, err)
			continue
		}
		if got[0].Line != 2 || got[0].Err == nil || !strings.Contains(got[0].Err.Error(), test.says) {
			t.Errorf("%q: line %d, %v; want line 2, %q", test.row, got[0].Line, got[0].Err, test.says)
		}
		if got[1].Err != nil || got[1].Value.FID != "FID-9-9" {
			t.Errorf("%q: after it %+v", test.row, got[1])
		}
	}
	for _, test := range []struct{ row, says string }{
		{"CR1,xyz", `column scheme: "xyz" is found; wanted is one of SHA, PMF`},
		{"CR1,", `column scheme: the cell is empty`},
	} {
		got, err := rows(Coverage, "member,scheme\n"+test.row)
		if err != nil || len(got) != 1 || got[0].Err == nil || !strings.Contains(got[0].Err.Error(), test.says) {
			t.Errorf("%q: %v, %v; want %q", test.row, got, err, test.says)
		}
	}
}

// TestNext_openQuote: a quote that is never closed says how much was lost with it.
func TestNext_openQuote(t *testing.T) {
	got, err := rows(Member, "number,birth_date\nCR1,2000-01-01\n\"CR2,2000-01-01\nCR3,2000-01-01\nCR4,2000-01-01\n")
	if err != nil || len(got) != 2 || got[1].Line != 3 || got[1].Err == nil {
		t.Fatalf("%v, %v; want a good row and line 3", got, err)
	}
	if want := "the quotes do not match, so all from here to line 5 was passed over"; !strings.Contains(got[1].Err.Error(), want) {
		t.Errorf("%v, want %q", got[1].Err, want)
	}
}

func TestNext_resources(t *testing.T) {
	const good = `{"resourceType":"Patient","id":"CR1","birthDate":"2000-01-01"}`
	got, err := rows(Member, "\n"+good+"\n\n{\n"+`{"resourceType":"Practitioner"}`+"\n"+`{"resourceType":"Patient","id":"CR2"}`+"\n"+good)
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		line int
		says string
	}{{2, ""}, {4, "FHR-001"}, {5, "a Practitioner where a Patient is wanted"}, {6, "no birthDate with a day"}, {7, ""}}
	if len(got) != len(want) {
		t.Fatalf("%d rows, want %d", len(got), len(want))
	}
	for i, row := range got {
		says := ""
		if row.Err != nil {
			says = row.Err.Error()
		}
		if row.Line != want[i].line || !strings.Contains(says, want[i].says) || (says == "") != (want[i].says == "") {
			t.Errorf("line %d: %q, want line %d: %q", row.Line, says, want[i].line, want[i].says)
		}
	}
	// A Coverage can give its own days.
	const upside = `{"resourceType":"Coverage","id":"c","status":"active","payor":[{"display":"SHA"}],"beneficiary":{"reference":"Patient/CR1"},"period":{"start":"2026-02-02","end":"2026-02-01"}}`
	covers, err := rows(Coverage, upside)
	if err != nil || len(covers) != 1 || covers[0].Err == nil {
		t.Errorf("cover that ends before it begins: %v, %v", covers, err)
	}
	got, err = rows(Member, good+"\n"+`{"resourceType":"`+strings.Repeat("x", maxLine)+`"}`)
	if err == nil || !strings.Contains(err.Error(), "line 2: it has more than 1048576 bytes") || len(got) != 1 {
		t.Errorf("a line without end: %d rows, %v", len(got), err)
	}
}
