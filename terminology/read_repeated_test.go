package terminology

import "testing"

// Of rows with one code the first counts: a later one gives it only what it does not say, and what
// goes with what it says.
func TestReadTariffs_repeated(t *testing.T) {
	const header = "code,name,fund,mechanism,unit,levels,tariff,limit,capitated,min_age,max_age"
	tests := []struct{ name, rows, fact, want string }{
		{"filled", "SHA-07-001,N,,,,,,,,,\nSHA-07-001,M,SHIF_Only,PER_DIEM,,4,,,,,", "mechanism", "PER_DIEM"},
		{"the first counts", "SHA-07-001,N,PHC_Only,,,,,,,,\nSHA-07-001,M,SHIF_Only,,,,,,,,", "fund", "PHC_Only"},
		{"from two rows", "SHA-07-001,N,,,,,,,,,\nSHA-07-001,M,SHIF_Only,,,,,,,,\nSHA-07-001,M,ALL,,,4,,,,,", "levels", "4"},
		{"one amount, the levels of the first", "SHA-07-001,N,,,,4;5,,,,,\nSHA-07-001,M,,,,,100,,,,", "tariff", "4=100;5=100"},
		{"one amount, its own levels", "SHA-07-001,N,,,,4;5,,,,,\nSHA-07-001,M,,,,5,100,,,,", "tariff", "5=100"},
		{"one amount, the levels of a later row", "SHA-07-001,N,,,,,100,,,,\nSHA-07-001,M,,,,6,200,,,,", "tariff", "6=100"},
		{"a row for each level", "SHA-07-001,N,,PER_DIEM,,3,2240,,,,\nSHA-07-001,N,,PER_DIEM,,4A;4B,3360,,,,\nSHA-07-001,N,,PER_DIEM,,5,3920,,,,", "tariff", "3=2240;4=3360;5=3920"},
		{"a row for each level, the levels", "SHA-07-001,N,,PER_DIEM,,3,2240,,,,\nSHA-07-001,N,,PER_DIEM,,4A;4B,3360,,,,", "levels", "3;4A;4B"},
		{"parts of one level", "SHA-07-001,N,,PER_DIEM,,4A,2240,,,,\nSHA-07-001,N,,PER_DIEM,,4B,3360,,,,", "tariff", "4=2240"},
		{"one amount, no levels", "SHA-07-001,N,,,,,,,,,\nSHA-07-001,M,,,,,100,,,,", "tariff", "1=100;2=100;3=100;4=100;5=100;6=100"},
		{"a unit that goes with the mechanism", "SHA-06-025,N,,FEE_FOR_SERVICE,,,,,,,\nSHA-06-025,M,,,session,,,,,,", "unit", "session"},
		{"a unit that does not", "SHA-07-001,N,,PER_DIEM,,,,,,,\nSHA-07-001,M,,,session,,,,,,", "unit", "day"},
		{"capitated with another mechanism", "SHA-12-001,N,,CASE_BASED,,,,,,,\nSHA-12-001,M,,CAPITATION,,,,,,,", "capitated", ""},
		{"a yearly amount of a capitated code", "SHA-12-001,N,,CAPITATION,,4,,,,,\nSHA-12-001,M,,,,,900,per person per year,,,", "tariff", ""},
	}
	for _, test := range tests {
		reading := readRows(t, header, test.rows)
		if len(reading.Refused()) > 0 || len(reading.Rows) != 1 {
			t.Errorf("%s: %v, refused %v", test.name, reading.Rows, reading.Refused())
			continue
		}
		if last := reading.Report[len(reading.Report)-1]; last.Outcome != RowRepeated {
			t.Errorf("%s: the last row is %s", test.name, last.Outcome)
		}
		for _, fact := range reading.Rows[0].Facts() {
			if fact.Name == test.fact && fact.Text != test.want {
				t.Errorf("%s: %s is %q, want %q", test.name, fact.Name, fact.Text, test.want)
			}
		}
	}
	refused := []string{
		"SHA-12-001,N,,CAPITATION,,4,,,,,\nSHA-12-001,M,,,,,900,,,,",
		"SHA-07-001,N,,,,,,,,18,\nSHA-07-001,M,,,,,,,,,10",
	}
	for _, rows := range refused {
		if got := readRows(t, header, rows).Refused(); len(got) != 1 {
			t.Errorf("%q: refused is %v", rows, got)
		}
	}
}
