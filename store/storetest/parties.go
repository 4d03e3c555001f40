package storetest

import (
	"testing"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

func testParties(t *testing.T, s *store.Store) {
	facility := engine.Facility{FID: fid, Aliases: []string{"12110"}, Level: "4", ContractedTo: day(9), Validity: engine.Validity{From: day(1), To: day(10)}}
	upgraded := engine.Facility{FID: fid, Level: "5", Validity: engine.Validity{From: day(11)}}
	member := engine.Member{Number: "CR1", Household: "HH1", Validity: engine.Validity{From: day(1)}}
	moved := engine.Member{Number: "CR1", Household: "HH2", Validity: engine.Validity{From: day(20)}}
	uncovered := engine.Member{Number: "CR2", Validity: engine.Validity{From: day(1), To: day(5)}}
	doctor := engine.Practitioner{PUID: "PUID-1", LicensedTo: day(7), Validity: engine.Validity{From: day(1), To: day(10)}}
	coverages := []engine.Coverage{
		{Member: "CR1", Scheme: "PMF", WaitUntil: day(25), Validity: engine.Validity{From: day(20)}},
		{Member: "CR1", Scheme: "SHA", PaidTo: day(5), Validity: engine.Validity{From: day(1), To: day(5)}},
		{Member: "CR1", Scheme: "SHA", Validity: engine.Validity{From: day(10)}},
	}
	orphan := engine.Coverage{Member: "CR9", Scheme: "SHA", Validity: engine.Validity{From: day(1)}}
	for _, err := range []error{
		second(s.SaveFacilities(t.Context(), []engine.Facility{facility, upgraded})),
		second(s.SaveMembers(t.Context(), []engine.Member{member, moved, uncovered})),
		second(s.SavePractitioners(t.Context(), []engine.Practitioner{doctor})),
		second(s.SaveCoverages(t.Context(), append(coverages, orphan))),
	} {
		must(t, err)
	}
	member.To = day(19)
	for _, test := range []struct {
		name                           string
		facility, member, practitioner string
		on                             fhir.Date
		want                           engine.Parties
	}{
		{"all", fid, "CR1", "PUID-1", day(3), engine.Parties{Facility: &facility, Member: &member, Practitioner: &doctor, Coverages: coverages}},
		{"by alias", "12110", "", "", day(3), engine.Parties{Facility: &facility}},
		{"alias of other days", "12110", "", "", day(11), engine.Parties{}},
		{"later", fid, "CR1", "PUID-1", day(20), engine.Parties{Facility: &upgraded, Member: &moved, Coverages: coverages}},
		{"the latest", fid, "CR1", "PUID-1", fhir.Date{}, engine.Parties{Facility: &upgraded, Member: &moved, Practitioner: &doctor, Coverages: coverages}},
		{"before all", fid, "CR1", "PUID-1", day(1).AddDays(-1), engine.Parties{}},
		{"without cover", "", "CR2", "", day(5), engine.Parties{Member: &uncovered}},
		{"cover of nobody known", "", "CR9", "", day(5), engine.Parties{}},
		{"unknown", "FID-9", "CR3", "PUID-9", day(3), engine.Parties{}},
		{"nobody asked for", "", "", "", day(3), engine.Parties{}},
	} {
		got, err := s.Parties(t.Context(), test.facility, test.member, test.practitioner, test.on)
		must(t, err)
		diff(t, test.name, test.want, got)
	}
}

func second[T any](_ T, err error) error { return err }
