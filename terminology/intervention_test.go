package terminology

import (
	"testing"

	"github.com/bima-exchange/bima/fhir"
)

func TestIntervention_AllowsLevel(t *testing.T) {
	tests := []struct {
		levels []string
		level  string
		want   bool
	}{
		{nil, "2", true},
		{[]string{"4", "5"}, "4", true},
		{[]string{"4", "5"}, "LEVEL 4", true},
		{[]string{"4", "5"}, "4B", true},
		{[]string{"4", "5"}, "3", false},
		{[]string{"4A"}, "4", true},
		{[]string{"4A"}, "4B", false},
		{[]string{"4", "4A"}, "4B", false},
		{[]string{"4", "4A"}, "4A", true},
		{[]string{"4"}, "", false},
	}
	for _, test := range tests {
		if got := (Intervention{Levels: test.levels}).AllowsLevel(test.level); got != test.want {
			t.Errorf("levels %q allow %q: %v", test.levels, test.level, got)
		}
	}
}

func TestIntervention_Tariff(t *testing.T) {
	set := starter(t)
	tests := []struct {
		code, level string
		want        int64 // whole shillings; 0: unknown
	}{
		{"SHA-07-001", "3", 2240},
		{"SHA-07-001", "LEVEL 4", 3360},
		{"SHA-07-001", "4C", 3360},
		{"SHA-07-001", "5", 3920},
		{"SHA-07-001", "6", 4480},
		{"SHA-07-001", "2", 0},
		{"SHA-16-001", "4", 10650},
		{"SHA-16-001", "5", 10650},
		{"SHA-08-005", "2", 10000},
		{"SHA-08-006", "4", 30000},
		{"SHA-08-006", "2", 0},
		{"PMF-07-001", "4", 3360},
		{"PMF-10-005", "6", 67200},
		{"SHA-12-001", "4", 0},
		{"SHA-19-119", "5", 0},
	}
	for _, test := range tests {
		row, ok := set.Intervention(test.code, fhir.Date{})
		if !ok {
			t.Errorf("%s is not there", test.code)
			continue
		}
		got, known := row.Tariff(test.level)
		if known != (test.want != 0) || known && got != fhir.Shillings(test.want) {
			t.Errorf("%s at level %s: %v %v, want %d", test.code, test.level, got, known, test.want)
		}
	}
}

func TestSet_Intervention_byDay(t *testing.T) {
	set := read(t, "SHA-99-001,Later,,FEE_FOR_SERVICE,item,,4,200,,,,,2025-04-16,\n"+
		"SHA-99-001,Earlier,,FEE_FOR_SERVICE,item,,4,100,,,,,2024-10-01,2025-04-15\n")
	tests := map[string]string{
		"2024-09-30": "", "2024-10-01": "Earlier", "2025-04-15": "Earlier", "2025-04-16": "Later", "2099-01-01": "Later", "": "Later",
	}
	for day, want := range tests {
		var on fhir.Date
		if day != "" {
			on, _ = fhir.ParseDate(day)
		}
		if row, _ := set.Intervention("SHA-99-001", on); row.Name != want {
			t.Errorf("on %s the row is %q, want %q", day, row.Name, want)
		}
	}
	if !set.KnownIntervention("SHA-99-001") {
		t.Error("a code with rows is not known")
	}
}

func TestSet_SuggestIntervention(t *testing.T) {
	set := starter(t)
	tests := map[string]string{
		"SHA-O7-005":   "SHA-07-005",
		"SHA 16-009":   "SHA-16-009",
		"sha-16-001":   "SHA-16-001",
		"SHA16001":     "SHA-16-001",
		" SHA-16-001 ": "SHA-16-001",
		"SHA–07–00l":   "SHA-07-001",
		"PMF07-001":    "PMF-07-001",
		"SHA-16-001":   "",           // known: nothing to suggest
		"SHA-16-998":   "",           // right form, not known
		"SHA-O7-998":   "SHA-07-998", // may be in the part that is not loaded
		"ABC-O7-001":   "",
		"SHA-07":       "",
		"NHIF-07-001":  "",
		"":             "",
	}
	for code, want := range tests {
		if got, ok := set.SuggestIntervention(code); ok != (want != "") || ok && got != want {
			t.Errorf("suggestion for %q is %q %v, want %q", code, got, ok, want)
		}
	}
}

// In a full list only what is in it is suggested.
func TestSet_SuggestIntervention_complete(t *testing.T) {
	set := read(t, "SHA-07-001,N,,FEE_FOR_SERVICE,item,,,,,,,,,\n")
	for code, want := range map[string]bool{"SHA-O7-001": true, "SHA-O7-998": false} {
		if near, ok := set.SuggestIntervention(code); ok != want {
			t.Errorf("suggestion for %q is %q %v, want %v", code, near, ok, want)
		}
	}
}

func TestInterventionForm(t *testing.T) {
	tests := map[string]bool{
		"SHA-07-001": true, "PMF-12-001": true,
		"SHA-07": false, "SHA-12-SC-01": false, "SHA-06-021-SI-001": false, "SHA-O7-005": false, "sha-07-001": false, "": false,
	}
	for code, want := range tests {
		if got := InterventionForm(code); got != want {
			t.Errorf("InterventionForm(%q) = %v", code, got)
		}
	}
}
