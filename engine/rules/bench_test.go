package rules

import (
	"fmt"
	"testing"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// tenItems is a claim of an inpatient stay as hospitals send it: a ward, intensive care and the ward
// again, with dialysis and imaging, limits, a preauthorization, and what others had before.
func tenItems(t testing.TB) engine.Case {
	t.Helper()
	made := usual()
	made.Coverages, made.Claim.Preauthorizations = usualCover, []string{"AUTH/2026/000007"}
	made.Claim.Sex, made.Claim.BirthDate, made.Claim.Level = "female", made.Member.BirthDate, "LEVEL 4"
	made.Claim.Documents = []string{"DISCHARGE-SUMMARY", "FINAL-BILL"}
	made.Claim.Items = []fixtureItem{
		{Code: stayCode, Start: date(t, "2026-06-01"), End: date(t, "2026-06-05"), Net: "16800"},
		{Code: "SHA-03-001", Start: date(t, "2026-06-05"), End: date(t, "2026-06-09"), Net: "112000"},
		{Code: stayCode, Start: date(t, "2026-06-09"), End: date(t, "2026-06-14"), Net: "16800"},
		{Code: dialysis, Start: date(t, "2026-06-02"), Net: "10650"},
		{Code: dialysis, Start: date(t, "2026-06-04"), Net: "10650"},
		{Code: dialysis, Start: date(t, "2026-06-09"), Net: "12000"},
		{Code: dialysis, Start: date(t, "2026-06-11"), Net: "10650"},
		{Code: "SHA-09-001", Start: date(t, "2026-06-03"), Net: "9600"},
		{Code: "SHA-09-001", Start: date(t, "2026-06-10"), Net: "9600"},
		{Code: "SHA-06-001", Start: date(t, "2026-06-03"), Net: "4000"},
	}
	made.Tariffs = append(busyTariffs(0), fixtureTariff{
		Code: "SHA-06-001", Tariff: busyTariffs(0)[5].Tariff, Preauth: []string{}, Documents: []string{"FINAL-BILL"}, Diagnoses: []string{"2C60", "GB61", "5A11"},
	})
	made.Preauthorizations = []fixturePreauthorization{{
		ID: "pre-1", Number: "AUTH/2026/000007", From: date(t, "2026-05-01"), To: date(t, "2026-07-29"),
		Items: []fixturePreauthorized{{Code: dialysis, Quantity: "24", Amount: "255600", Used: "10", UsedAmount: "106500"}},
	}}
	for n := range 8 {
		start := date(t, "2026-06-01").AddDays(n)
		made.Others = append(made.Others, fixtureOther{ID: fmt.Sprintf("other-%d", n), Facility: otherFacility, Code: "SHA-11-001", Start: start})
	}
	made.Others = append(made.Others, fixtureOther{
		ID: "other-8", Facility: otherFacility, Code: stayCode, Start: date(t, "2026-05-28"), End: date(t, "2026-06-01"),
		Paid: engine.Days{First: date(t, "2026-05-28"), Last: date(t, "2026-05-31")},
	})
	for n := range 12 {
		start := fhir.Date{Year: 2026, Month: 1, Day: 5}.AddDays(10 * n)
		for _, code := range []string{stayCode, "SHA-03-001", dialysis, "SHA-09-001"} {
			made.Taken = append(made.Taken, fixtureUsage{
				ID: fmt.Sprintf("use-%d", n), Household: ownHousehold, Code: code, Paid: engine.Days{First: start, Last: start.AddDays(2)}, Quantity: "1", Amount: "3000",
			})
		}
	}
	made.Taken = append(made.Taken, fixtureUsage{
		ID: "pre-9", Household: ownHousehold, Code: dialysis, Paid: engine.Days{First: date(t, "2026-06-01"), Last: date(t, "2026-08-29")},
		Quantity: "2", Amount: "21300", HeldUntil: date(t, "2026-09-05"),
	})
	return made.build(t)
}

// TestTenItems: the claim that is measured is one in which the rules have something to do.
func TestTenItems(t *testing.T) {
	found := map[string]bool{}
	c := tenItems(t)
	decision := engine.Decide(c, All())
	for _, finding := range decision.Findings {
		found[finding.Rule] = true
	}
	for _, id := range []string{"TRF-001", "TRF-002", "LIM-001"} {
		if !found[id] {
			t.Errorf("%s has nothing to say:\n%s", id, told(c, decision))
		}
	}
}

func BenchmarkDecide_tenItems(b *testing.B) {
	c, all := tenItems(b), All()
	b.ReportAllocs()
	for b.Loop() {
		engine.Decide(c, all)
	}
}
