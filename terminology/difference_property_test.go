package terminology

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/bima-exchange/bima/fhir"
)

// TestCompare_property: whatever files come one after the other, what was in force on the days before
// a file's stays, what the file says is in force after it, and the same file again changes nothing.
func TestCompare_property(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	codes := []string{"SHA-07-001", "SHA-07-002", "SHA-07-003"}
	day := func(n int) fhir.Date { return fhir.Date{Year: 2026, Month: 1, Day: 1}.AddDays(n) }
	changes := 0
	for range 80 {
		var kept Kept
		for now := 0; now < 60; now += 1 + random.IntN(15) {
			plan := TariffPlan{From: day(now + random.IntN(20) - 2), Today: day(now), Content: Complete, EndMissing: random.IntN(4) == 0}
			for _, code := range codes {
				begin := plan.From
				for n := 1; n < 3 && random.IntN(3) > 0; n++ {
					row := Intervention{Code: code, Tariffs: map[string]fhir.Money{"4": fhir.Shillings(int64(1 + random.IntN(2)))}, From: begin}
					if n == 1 && random.IntN(2) == 0 {
						row.To = begin.AddDays(random.IntN(9))
						begin = row.To.AddDays(1 + random.IntN(2))
					} else {
						n = 3
					}
					plan.Rows = append(plan.Rows, TariffRow{n, row})
				}
			}
			d := Compare(kept, plan)
			if len(d.Refused) > 0 {
				continue
			}
			changes++
			after := apply(t, kept, d.Change)
			checkDays(t, kept, after, plan, codes, day)
			if again := Compare(after, plan); !again.Empty() || len(again.Refused) > 0 {
				t.Fatalf("the same file again changes %+v, %v", again.Change, again.Refused)
			}
			kept = after
		}
	}
	if changes < 100 {
		t.Errorf("only %d changes were made: the test shows nothing", changes)
	}
}

// checkDays compares two catalogues and a file on each day.
func checkDays(t *testing.T, before, after Kept, plan TariffPlan, codes []string, day func(int) fhir.Date) {
	t.Helper()
	for n := -10; n < 120; n++ {
		for _, code := range codes {
			got, is := after.Catalogue.Find(code, day(n))
			i := slices.IndexFunc(plan.Rows, func(row TariffRow) bool { return row.Code == code && row.inForce(day(n)) })
			named := slices.ContainsFunc(plan.Rows, func(row TariffRow) bool { return row.Code == code })
			switch {
			case day(n).Before(plan.From) || !named && !plan.EndMissing:
				var old Intervention
				was := false
				if before.Catalogue != nil {
					old, was = before.Catalogue.Find(code, day(n))
				}
				if is != was || is && !got.sameFacts(&old) {
					t.Fatalf("%s on %s: was %v %v, is %v %v", code, day(n), was, old.Tariffs, is, got.Tariffs)
				}
			case is != (i >= 0) || is && !got.sameFacts(&plan.Rows[i].Intervention):
				t.Fatalf("%s on %s is %v %v, the file's row is %d", code, day(n), is, got.Tariffs, i)
			}
		}
	}
}
