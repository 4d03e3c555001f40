package terminology_test

import (
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
	"github.com/bima-exchange/bima/terminology/sheet"
)

// TestCandidate: a file that is tried changes days that have gone by, keeps what it says nothing of, and
// leaves the set in force as it was.
func TestCandidate(t *testing.T) {
	set, err := terminology.Starter()
	if err != nil {
		t.Fatal(err)
	}
	file := "code,name,tariff,from\nSHA-07-001,Inpatient care,4=5000,2026-06-01\nSHA-16-001,Haemodialysis,12000,\nSHA-99-001,New,10,2026-01-01\n"
	read, err := sheet.Read(strings.NewReader(file), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	first := fhir.Date{Year: 2024, Month: 10, Day: 1}
	reading := terminology.ReadTariffs(read.Table, first)
	if refused := reading.Refused(); len(refused) > 0 {
		t.Fatalf("refused: %+v", refused)
	}
	candidate, err := set.Candidate(reading)
	if err != nil {
		t.Fatal(err)
	}
	may, june := fhir.Date{Year: 2026, Month: 5, Day: 31}, fhir.Date{Year: 2026, Month: 6, Day: 1}
	for _, test := range []struct {
		set  *terminology.Set
		code string
		on   fhir.Date
		want int64 // shillings at level 4; 0: not known
	}{
		{candidate, "SHA-07-001", may, 3360},
		{candidate, "SHA-07-001", june, 5000},
		{candidate, "SHA-16-001", first, 12000},
		{candidate, "SHA-99-001", may, 10},
		{candidate, "SHA-08-005", may, 10000},
		{set, "SHA-07-001", june, 3360},
		{set, "SHA-16-001", may, 10650},
		{set, "SHA-99-001", may, 0},
	} {
		row, _ := test.set.Intervention(test.code, test.on)
		if amount, _ := row.Tariff("4"); amount.Cents != test.want*100 {
			t.Errorf("%s on %s costs %s, want %d", test.code, test.on, amount, test.want)
		}
	}
	if row, _ := candidate.Intervention("SHA-07-001", june); row.Unit != terminology.Day || row.Mechanism != terminology.PerDiem {
		t.Errorf("the stay goes by the %s and %s now, of which the file says nothing", row.Unit, row.Mechanism)
	}
}
