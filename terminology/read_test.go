package terminology

import (
	"strings"
	"testing"
)

const (
	diagnosisHeader    = "code,title,uri,leaf\n"
	interventionHeader = "code,name,fund,mechanism,unit,access_point,levels,tariff,preauth,sex,min_age,max_age,from,to\n"
	someURI            = "http://id.who.int/icd/release/11/mms/1"
)

// read makes a set of these interventions and one diagnosis.
func read(t *testing.T, interventions string) *Set {
	t.Helper()
	set, err := Read(
		Source{Name: "interventions", Content: Complete, Rows: strings.NewReader(interventionHeader + interventions)},
		Source{Name: "diagnoses", Content: Complete, Rows: strings.NewReader(diagnosisHeader + "BA00,T," + someURI + ",false\n")},
	)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestRead_refusesDiagnoses(t *testing.T) {
	tests := []struct{ rows, says string }{
		{"", "header: EOF"},
		{"code,title\n", "the columns are"},
		{diagnosisHeader + "# note\nN18,T," + someURI + ",true\n", `line 3: "N18" has not the form`},
		{diagnosisHeader + "BA00,," + someURI + ",true\n", "line 2: BA00 has no title"},
		{diagnosisHeader + "BA00,T,http://elsewhere/1,true\n", "linearization uri"},
		{diagnosisHeader + "BA00,T," + someURI + ",yes\n", `leaf "yes"`},
		{diagnosisHeader + "BA00,T," + someURI + ",true\nBA00,T," + someURI + ",true\n", "line 3: BA00 is there twice"},
		{diagnosisHeader + "BA00,T\n", "wrong number of fields"},
		{"code,title,uri,leaf,retired\n", "the columns are"},
		{diagnosisHeader + "BA00,T," + someURI + ",true\nBA01,T," + someURI + ",true\n", "the URI " + someURI + " is there twice"},
	}
	for _, test := range tests {
		_, err := Read(Source{}, Source{Name: "diagnoses", Rows: strings.NewReader(test.rows)})
		if err == nil || !strings.Contains(err.Error(), "read diagnoses: ") || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%q: error is %v, want %q", test.rows, err, test.says)
		}
	}
}

func TestRead_refusesInterventions(t *testing.T) {
	tests := []struct{ row, says string }{
		{"SHA-07,N,,FEE_FOR_SERVICE,item,,,,,,,,,", "line 2, SHA-07: the code is that of a chapter"},
		{"SHA-07-001,,,FEE_FOR_SERVICE,item,,,,,,,,,", "has no name"},
		{"SHA-07-001,N,NHIF,FEE_FOR_SERVICE,item,,,,,,,,,", `column fund, SHA-07-001: "NHIF" is not known`},
		{"SHA-07-001,N,,FREE,item,,,,,,,,,", `column mechanism, SHA-07-001: "FREE" is not known`},
		{"SHA-07-001,N,,FEE_FOR_SERVICE,week,,,,,,,,,", `column unit, SHA-07-001: "week" is not known`},
		{"SHA-07-001,N,,FEE_FOR_SERVICE,item,XX,,,,,,,,", `column access_point, SHA-07-001: "XX" is not known`},
		{"SHA-07-001,N,,FEE_FOR_SERVICE,item,,,,verbal,,,,,", `column preauth, SHA-07-001: "verbal" is not known`},
		{"SHA-07-001,N,,FEE_FOR_SERVICE,item,,,,,F,,,,", `column sex, SHA-07-001: "F" is read as female`},
		{"SHA-07-001,N,,PER_DIEM,item,,,,,,,,,", "PER_DIEM, which does not go by the item"},
		{"SHA-07-001,N,,CAPITATION,item,,,,,,,,,", "CAPITATION, which does not go by the item"},
		{"SHA-07-001,N,,FEE_FOR_SERVICE,capita,,,,,,,,,", "FEE_FOR_SERVICE, which does not go by the capita"},
		{"SHA-07-001,N,,FEE_FOR_SERVICE,item,,7,,,,,,,", `"7" is no facility level`},
		{"SHA-07-001,N,,FEE_FOR_SERVICE,item,,4,12.555,,,,,,", `"12.555" is no amount`},
		{"SHA-07-001,N,,FEE_FOR_SERVICE,item,,4,0,,,,,,", "an amount of zero is no tariff"},
		{"SHA-07-001,N,,FEE_FOR_SERVICE,item,,,100,,,,,,", "the amount counts at each level"},
		{"SHA-07-001,N,,FEE_FOR_SERVICE,item,,4,4A=100,,,,,,", `for the level "4A"`},
		{"SHA-12-001,N,,CAPITATION,capita,,4,900,,,,,,", "the row is capitated"},
		{"SHA-07-001,N,,FEE_FOR_SERVICE,item,,,,,,old,,,", `"old" is no age`},
		{"SHA-07-001,N,,FEE_FOR_SERVICE,item,,,,,,,-1,,", `"-1" is no age`},
		{"SHA-07-001,N,,FEE_FOR_SERVICE,item,,,,,,,,1.10.2024,", `"1.10.2024" is read as 2024-10-01`},
		{"SHA-07-001,N,,FEE_FOR_SERVICE,item,,,,,,,,,2025-01-01\nSHA-07-001,N,,FEE_FOR_SERVICE,item,,,,,,,,2025-01-01,", "line 3, SHA-07-001: it holds from 2025-01-01 on, and row 2 to 2025-01-01. The two share days"},
	}
	for _, test := range tests {
		_, err := Read(
			Source{Name: "interventions", Rows: strings.NewReader(interventionHeader + test.row + "\n")},
			Source{Name: "diagnoses", Rows: strings.NewReader(diagnosisHeader)},
		)
		if err == nil || !strings.Contains(err.Error(), "read interventions: line ") || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%q: error is %v, want %q", test.row, err, test.says)
		}
	}
}
