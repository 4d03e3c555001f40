package terminology

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
)

// planOf reads a file and makes the plan that puts it in force.
func planOf(t *testing.T, file string) TariffPlan {
	t.Helper()
	table, err := readPlainTable(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	from := fhir.Date{Year: 2026, Month: 8, Day: 1}
	reading := ReadTariffs(table, from)
	if refused := reading.Refused(); len(refused) > 0 {
		t.Fatal(refused)
	}
	return TariffPlan{Rows: reading.Rows, Silent: reading.Silent, From: from, Today: from.AddDays(-10)}
}

// A list of prices changes prices: what it has no column for stays, at the levels that there are.
func TestCompare_silent(t *testing.T) {
	first := planOf(t, "code,name,mechanism,levels,tariff,copayment,preauth,limit,combination\n"+
		"SHA-16-001,Dialysis,CASE_BASED,4;5,10650,10%,renal,2 INTERVENTION WEEKLY person,kidney\n")
	first.Rows[0].From = firstOfScheme
	kept := apply(t, Kept{}, Compare(Kept{}, first).Change)

	plan := planOf(t, "code,name,tariff\nSHA-16-001,Dialysis,9000\n")
	d := Compare(kept, plan)
	if len(d.Refused) > 0 || len(d.Changed) != 1 {
		t.Fatalf("refused %v, changed %v", d.Refused, d.Changed)
	}
	want := []FieldChange{{"tariff at level 4", "10650.00", "9000.00"}, {"tariff at level 5", "10650.00", "9000.00"}}
	if diff := cmp.Diff(want, d.Changed[0].Fields); diff != "" {
		t.Errorf("what changes (-want +got):\n%s", diff)
	}
	if d.Change.System.Content != Complete {
		t.Errorf("the content became %q", d.Change.System.Content)
	}
	if again := Compare(apply(t, kept, d.Change), plan); !again.Empty() {
		t.Errorf("the same file again changes %+v", again.Change)
	}

	// A column with an empty cell does say something: that there is none.
	emptied := Compare(kept, planOf(t, "code,name,preauth,tariff\nSHA-16-001,Dialysis,,10650\n"))
	if diff := cmp.Diff([]FieldChange{{"preauth", "renal", ""}}, emptied.Changed[0].Fields); diff != "" {
		t.Errorf("what an empty cell changes (-want +got):\n%s", diff)
	}

	// A copayment changes as any fact does, and no amount with it.
	shared := Compare(kept, planOf(t, "code,name,copayment\nSHA-16-001,Dialysis,500\n"))
	if diff := cmp.Diff([]FieldChange{{"copayment", "10%", "500"}}, shared.Changed[0].Fields); diff != "" {
		t.Errorf("what a copayment changes (-want +got):\n%s", diff)
	}
}

// What was paid by head cannot get a price without a word on how it is paid.
func TestCompare_silentRefused(t *testing.T) {
	first := planOf(t, "code,name,mechanism\nSHA-12-001,Visit,CAPITATION\nSHA-07-001,Ward,PER_DIEM\n")
	for i := range first.Rows {
		first.Rows[i].From = firstOfScheme
	}
	kept := apply(t, Kept{}, Compare(Kept{}, first).Change)
	for file, says := range map[string]string{
		"code,name,tariff\nSHA-12-001,Visit,900\n": "row 2, SHA-12-001: it has the amount 1=900",
		"code,name,unit\nSHA-07-001,Ward,case\n":   "row 2, SHA-07-001: it goes by the case, and the record has PER_DIEM",
	} {
		d := Compare(kept, planOf(t, file))
		if len(d.Refused) != 1 || !strings.HasPrefix(d.Refused[0].String(), says) {
			t.Errorf("refused is %v, want %q", d.Refused, says)
		}
	}
}

var firstOfScheme = fhir.Date{Year: 2024, Month: 10, Day: 1}
