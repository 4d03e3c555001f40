package main

import (
	"slices"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/engine/rules"
	"github.com/bima-exchange/bima/fhir"
)

// stay is the case of a claim for the services at factor times their tariffs, of a member whose
// household has had used days of each before in this year and the last.
func stay(today fhir.Date, factor int64, used int) (engine.Case, error) {
	const member, facility, practitioner, household = "CR7700000000000-0", "FID-01-116951-6", "PUID-7000000-0", "HH-1"
	terms, err := stayTerms(today)
	if err != nil {
		return engine.Case{}, err
	}
	first, last := today.AddDays(-services[0].first), today.AddDays(-1)
	since := engine.Validity{From: today.AddDays(-1000)}
	born := fhir.Date{Year: today.Year - 40, Month: 5, Day: 17}
	c := engine.Case{
		Claim: engine.Claim{
			ID: "5b1e6c52-0f0c-4f7e-8d6f-1d2f0c9b7a11", Facility: facility, Use: engine.UseClaim, Member: member, Practitioner: practitioner,
			Diagnosis: []string{"BA00"}, State: engine.Queued, AcceptedAt: today.Start(), ReceivedAt: today.Start(),
			Stated: engine.Stated{Sex: "female", BirthDate: born, Level: "4", Schemes: []string{"SHA"}, Preauthorizations: []string{"AUTH/2026/000001"}},
		},
		On: today, Terms: terms, Settings: rules.DefaultSets().On(first),
		Facility:     &engine.Facility{FID: facility, Level: "4", Validity: since},
		Member:       &engine.Member{Number: member, Sex: "female", BirthDate: born, Household: household, Validity: since},
		Practitioner: &engine.Practitioner{PUID: practitioner, Registration: "A4021", Validity: since},
		Coverages:    []engine.Coverage{{Member: member, Scheme: "SHA", Validity: since}},
	}
	allowed := engine.Preauthorization{
		ClaimID: "7e2d9a10-3b64-4a0d-b1d5-8a7c4e5f6b21", Number: "AUTH/2026/000001", Member: member, State: engine.Approved,
		Period: engine.Days{First: first, Last: last},
	}
	for i, s := range services {
		days := s.days(today)
		c.Claim.Items = append(c.Claim.Items, engine.Item{
			Sequence: i + 1, Code: s.code, Start: days.First, End: days.Last, Quantity: fhir.Whole(1), Net: s.asked(factor),
		})
		if s.preauth != "" {
			allowed.Items = append(allowed.Items, engine.PreauthorizedItem{Sequence: i + 1, Code: s.code, Quantity: fhir.Whole(2), Amount: s.asked(2)})
		}
		c.Taken = append(c.Taken, takenBefore(s, member, household, today, used)...)
	}
	c.Preauthorizations = []engine.Preauthorization{allowed}
	c.Others = othersAbout(facility, first, last)
	return c, nil
}

// takenBefore is what the household has had of a service.
func takenBefore(s service, member, household string, today fhir.Date, times int) []engine.Usage {
	taken := make([]engine.Usage, times)
	for i := range taken {
		day := today.AddDays(-30 - 20*i)
		taken[i] = engine.Usage{
			ClaimID: "0c7a3f4e-5d0b-4c0e-9a35-6f1f5b7f2a01", Sequence: i + 1, Member: member, Household: household, Code: s.code,
			Paid: engine.Days{First: day, Last: day}, Quantity: fhir.Whole(1), Amount: fhir.Shillings(s.tariff),
		}
	}
	return taken
}

// othersAbout are the member's items in other claims of the days: a visit before the stay and one on its
// last day.
func othersAbout(facility string, first, last fhir.Date) []engine.OtherItem {
	var others []engine.OtherItem
	for i, day := range slices.Repeat([]fhir.Date{first, last}, 3) {
		others = append(others, engine.OtherItem{
			ClaimID: "a1b5cd43-6e97-4d30-a408-bdaf71829e51", Facility: facility, State: engine.Approved, Sequence: i + 1, Code: "SHA-12-001",
			Start: day, End: day, ReceivedAt: day.Start(), Quantity: fhir.Whole(1), Paid: engine.Days{First: day, Last: day},
		})
	}
	return others
}
