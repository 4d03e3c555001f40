package terminology

import (
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
)

// aDay is the first day of rows that do not give one.
var aDay = fhir.Date{Year: 2026, Month: 7, Day: 1}

// readRows reads rows below a header of columns as they are kept.
func readRows(t *testing.T, header, rows string) *TariffReading {
	t.Helper()
	table, err := readPlainTable(strings.NewReader(header + "\n" + rows + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return ReadTariffs(table, aDay)
}

func TestReadTariffs_refuses(t *testing.T) {
	tests := []struct{ header, row, says string }{
		{"code,name", "SHА-07-001,N", `row 2, column code, SHА-07-001: "SHА-07-001" has 'А' (U+0410)`}, // Cyrillic
		{"code,name", "SHA-０7-001,N", "(U+FF10)"},
		{"code,name", "SHA-07-00١,N", "(U+0661)"},
		{"code,name", "SHÁ-07-001,N", "(U+00C1)"},
		{"code,name", "SHA-7-001,N", "no code of an intervention"},
		{"code,name", "NHIF-07-001,N", "no code of an intervention"},
		{"code,name", "Total,N", "no code of an intervention"},
		{"code,name", "SHA-07-001,", "the row has no name"},
		{"code,name", "SHA-07-001,Ward\x1b[31m", `column name, SHA-07-001: "Ward\x1b[31m" has a control character`},
		{"code,name,levels,tariff", "SHA-07-001,N,4,-5", `column tariff, SHA-07-001: "-5" is a negative amount`},
		{"code,name,levels,tariff", "SHA-07-001,N,4,free", `"free" is no amount`},
		{"code,name,levels,tariff", "SHA-07-001,N,4,4=-5", `"-5" is a negative amount`},
		{"code,name,levels,tariff", "SHA-07-001,N,4,4=", `"" is no amount`},
		{"code,name,tariff", "SHA-07-001,N,4A=100", `for the level "4A"`},
		{"code,name,tariff", "SHA-07-001,N,4=100;4=200", "level 4 has the amount 100 and the amount 200"},
		{"code,name,tariff,tariff_4", "SHA-07-001,N,4=100,200", "level 4 has the amount 200 and the amount 100"},
		{"code,name,tariff_4", "SHA-07-001,N,abc", `column tariff_4, SHA-07-001: "abc" is no amount`},
		{"code,name,copayment", "SHA-07-001,N,-5", `column copayment, SHA-07-001: "-5" is a negative amount`},
		{"code,name,copayment", "SHA-07-001,N,-5%", `"-5%" is no share; wanted is one from 0% to 100%, such as 10% or 12.5%`},
		{"code,name,copayment", "SHA-07-001,N,100.01%", `"100.01%" is no share`},
		{"code,name,copayment", "SHA-07-001,N,a tenth", `"a tenth" is no amount; wanted is an amount in shillings, such as 3360 or 3360.50, or a share such as 10% or 12.5%`},
		{"code,name,copayment", "SHA-07-001,N,3.360", "wanted is 3360 or"},
		{"code,name,copayment", "SHA-07-001,N,0.1", `"0.1" is a share to some and an amount of cents to others`},
		{"code,name,copayment", "SHA-07-001,N,10% of 500", `"10% of 500" is no share`},
		{"code,name,from,to", "SHA-07-001,N,2026-02-01,2026-01-31", "it ends on 2026-01-31, before it begins on 2026-02-01"},
		{"code,name,to", "SHA-07-001,N,2026-06-30", "before 2026-07-01, on which rows without a first day begin"},
		{"code,name,from", "SHA-07-001,N,2026-02-30", `"2026-02-30" is no date`},
		{"code,name,from", "SHA-07-001,N,13/13/2026", `"13/13/2026" is no date`},
		{"code,name,from", "SHA-07-001,N,soon", `"soon" is no date`},
		{"code,name,mechanism", "SHA-07-001,N,BARTER", `"BARTER" is not known; wanted is one of CAPITATION, CASE_BASED,`},
		{"code,name,sex", "SHA-07-001,N,unknown", `"unknown" is not known; wanted is one of female, male`},
		{"code,name,sex,limit", "SHA-07-001,N,male,female only", "says otherwise than the sex male"},
		{"code,name,levels", "SHA-07-001,N,7", `"7" is no facility level`},
		{"code,name,levels", "SHA-07-001,N,4D", `"4D" is no facility level`},
		{"code,name,levels", "SHA-07-001,N,6-4", `"6-4" is no facility level`},
		{"code,name,fund", "SHA-07-001,N,NHIF", `"NHIF" is not known`},
		{"code,name,unit", "SHA-07-001,N,week", `"week" is not known`},
		{"code,name,mechanism,unit", "SHA-07-001,N,PER_DIEM,item", "PER_DIEM, which does not go by the item"},
		{"code,name,mechanism,unit", "SHA-07-001,N,FEE_FOR_SERVICE,capita", "FEE_FOR_SERVICE, which does not go by the capita"},
		{"code,name,unit,levels,tariff", "SHA-12-001,N,capita,4,900", "the row goes by the capita, and does not say that it is paid by CAPITATION"},
		{"code,name,mechanism,levels,tariff", "SHA-12-001,N,CAPITATION,4,900", "the row is capitated"},
		{"code,name,mechanism,capitated", "SHA-12-001,N,CAPITATION,no", "so it is capitated"},
		{"code,name,mechanism,capitated", "SHA-12-001,N,CASE_BASED,yes", "so it is not capitated"},
		{"code,name,capitated", "SHA-12-001,N,perhaps", `"perhaps" is not known`},
		{"code,name,min_age", "SHA-07-001,N,old", `"old" is no age`},
		{"code,name,max_age", "SHA-07-001,N,151", `"151" is no age`},
		{"code,name,min_age,max_age", "SHA-07-001,N,18,10", "at most 10 and at least 18"},
		{"code,name,age", "SHA-07-001,N,adults", `"adults" is no age`},
		{"code,name,age,max_age", "SHA-07-001,N,10-100,90", "100 years, and 90 years in another column"},
		{"code,name,preauth", "SHA-07-001,N,verbal", `"verbal" is not known`},
		{"code,name,diagnoses", "SHA-07-001,N,malaria", `"malaria" is no stem code of ICD-11`},
		{"code,name,from", "SHA-07-001,N,2026-01-01\nSHA-07-001,N,2027-01-01", "it holds from 2027-01-01 on, and row 2 from 2026-01-01 on. The two share days"},
		{"code,name,from,to", "SHA-07-001,N,2026-01-01,2026-12-31\nSHA-07-001,N,2026-12-31,", "it holds from 2026-12-31 on, and row 2 from 2026-01-01 to 2026-12-31"},
		{"code,name,from", "SHA-07-001,N,\nSHA-07-001,N,2027-01-01", "it holds from 2027-01-01 on, and row 2 from 2026-07-01 on"},
	}
	for _, test := range tests {
		refused := readRows(t, test.header, test.row).Refused()
		if len(refused) != 1 || !strings.Contains(refused[0].String(), test.says) {
			t.Errorf("%q: refused is %v, want %q", test.row, refused, test.says)
		}
	}
}

// A person gets all that is wrong at once.
func TestReadTariffs_refusesAllAtOnce(t *testing.T) {
	reading := readRows(t, "code,name,sex,levels,tariff", "SHA-07-001,N,x,4,-1\nSHA-07-002,N,,4,100\nSHA-07-003,N,,9,\nSHX,N,,,")
	var where []string
	for _, remark := range reading.Refused() {
		where = append(where, remark.Column)
	}
	if got := strings.Join(where, " "); got != "sex tariff levels code" {
		t.Errorf("refused are the columns %q", got)
	}
	if len(reading.Rows) != 1 || reading.Rows[0].Code != "SHA-07-002" || reading.Rows[0].Number != 3 {
		t.Errorf("read are %v", reading.Rows)
	}
}

func TestNewTable_refuses(t *testing.T) {
	tests := []struct {
		columns []Column
		says    string
	}{
		{nil, "no column for the code"},
		{[]Column{{"code", "Code"}}, "no column for the name"},
		{[]Column{{"code", "Code"}, {"name", "Name"}, {"code", "SHA code"}}, `"Code" and "SHA code" are both read as code`},
	}
	for _, test := range tests {
		if _, err := NewTable(test.columns, nil); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%v: %v, want %q", test.columns, err, test.says)
		}
	}
}

// FuzzReadTariffs: whatever stands in the cells, a row is refused or makes a catalogue that reads the
// same again.
func FuzzReadTariffs(f *testing.F) {
	f.Add("SHA-O7-005", "Ward", "PER DIEM", "L3=2240;L4=3,360.50", "012.50 %", "3;4A", "180 days per household per year; female 10-100", "YES", "PHC; SHIF", "1/7/2026")
	f.Add("sha 12 001", "Clinic", "CAPITATION", "900 per person per year", "KES 1,000/=", "L2-L4", "max age 18", "renal;manual", "SHIF 100%", "2026-07-01")
	f.Fuzz(func(t *testing.T, code, name, mechanism, tariff, copayment, levels, limit, preauth, fund, from string) {
		var columns []Column
		for _, column := range []string{"code", "name", "mechanism", "tariff", "copayment", "levels", "limit", "preauth", "fund", "from"} {
			columns = append(columns, Column{column, column})
		}
		table, err := NewTable(columns, []Row{{1, []string{code, name, mechanism, tariff, copayment, levels, limit, preauth, fund, from}}})
		if err != nil {
			t.Fatal(err)
		}
		reading := ReadTariffs(table, aDay)
		for _, row := range reading.Rows {
			if _, err := NewCatalogue(System{}, []Intervention{row.Intervention}); err != nil {
				t.Errorf("%v: %v", row, err)
			}
			again := ReadTariffs(written(t, row.Intervention), aDay)
			if len(again.Rows) != 1 || !again.Rows[0].sameFacts(&row.Intervention) || again.Rows[0].From != row.From {
				t.Errorf("%v\nreads again as %v\n%v", row, again.Rows, again.Report)
			}
		}
	})
}

// written is a row as a table that says the same.
func written(t *testing.T, row Intervention) *Table {
	t.Helper()
	columns := []Column{{"code", "code"}, {"from", "from"}, {"to", "to"}}
	cells := []string{row.Code, row.From.String(), row.To.String()}
	for _, fact := range row.Facts() {
		columns, cells = append(columns, Column{fact.Name, fact.Name}), append(cells, fact.Text)
	}
	table, err := NewTable(columns, []Row{{1, cells}})
	if err != nil {
		t.Fatal(err)
	}
	return table
}
