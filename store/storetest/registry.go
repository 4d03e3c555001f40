package storetest

import (
	"testing"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

// wantSave fails the test where a save did not report what it did.
func wantSave(t *testing.T, want, got bool, err error) {
	t.Helper()
	if err != nil || got != want {
		t.Errorf("changed = %t, %v, want %t", got, err, want)
	}
}

func testFacility(t *testing.T, s *store.Store) {
	first := engine.Facility{
		FID: fid, Aliases: []string{"116951", "12110"}, Name: "Hospital", Level: "4",
		LicensedTo: day(9), ContractedTo: day(8), Validity: engine.Validity{From: day(1), To: day(10)},
	}
	second := engine.Facility{
		FID: fid, Name: "Hospital", Level: "5", Unlicensed: true, Uncontracted: true, Validity: engine.Validity{From: day(11)},
	}
	renamed := first
	renamed.Name = "Referral Hospital"
	otherAliases := renamed
	otherAliases.Aliases = []string{"116951"}
	relicensed := otherAliases
	relicensed.LicensedTo, relicensed.Unlicensed = fhir.Date{}, true
	recontracted := relicensed
	recontracted.ContractedTo, recontracted.Uncontracted = fhir.Date{}, true
	// An alias that is another facility's FID does not hide that facility.
	rival := engine.Facility{FID: other, Aliases: []string{fid}, Level: "2", Validity: engine.Validity{From: day(2)}}
	for _, save := range []struct {
		facility engine.Facility
		changed  bool
	}{
		{first, true}, {first, false}, {second, true}, {renamed, true}, {otherAliases, true}, {otherAliases, false},
		{relicensed, true}, {relicensed, false}, {recontracted, true}, {recontracted, false}, {otherAliases, true}, {rival, true},
	} {
		changed, err := s.SaveFacility(t.Context(), save.facility)
		wantSave(t, save.changed, changed, err)
	}
	for _, test := range []struct {
		id   string
		on   fhir.Date
		want engine.Facility
	}{
		{fid, day(1), otherAliases},
		{fid, day(10), otherAliases},
		{"116951", day(10), otherAliases},
		{fid, day(11), second},
		{fid, fhir.Date{}, second},
		{other, day(5), rival},
		{"116951", fhir.Date{}, otherAliases},
	} {
		got, err := s.FindFacility(t.Context(), test.id, test.on)
		must(t, err)
		diff(t, test.id+" on "+test.on.String(), test.want, got)
	}
	for _, test := range []struct {
		id string
		on fhir.Date
	}{{"12110", day(5)}, {"116951", day(11)}, {other, day(1).AddDays(-1)}, {"FID-unknown", fhir.Date{}}} {
		_, err := s.FindFacility(t.Context(), test.id, test.on)
		wantKind(t, err, engine.NotFound)
	}
}

func testMember(t *testing.T, s *store.Store) {
	closed := engine.Member{Number: "CR1", Sex: "female", BirthDate: day(2), Household: "H1", Validity: engine.Validity{From: day(1), To: day(10)}}
	open := engine.Member{Number: "CR1", Sex: "male", Validity: engine.Validity{From: day(5)}}
	for _, want := range []bool{true, false} {
		changed, err := s.SaveMember(t.Context(), closed)
		wantSave(t, want, changed, err)
	}
	changed, err := s.SaveMember(t.Context(), open)
	wantSave(t, true, changed, err)
	closed.To = day(4)
	for on, want := range map[fhir.Date]engine.Member{day(1): closed, day(5): open, day(30): open, {}: open} {
		got, err := s.FindMember(t.Context(), "CR1", on)
		must(t, err)
		diff(t, "member on "+on.String(), want, got)
	}
	_, err = s.FindMember(t.Context(), "CR1", day(1).AddDays(-1))
	wantKind(t, err, engine.NotFound)

}

func testPractitioner(t *testing.T, s *store.Store) {
	first := engine.Practitioner{PUID: "PUID-1", Registration: "A123", Validity: engine.Validity{From: day(1), To: day(1)}}
	renewed := first
	renewed.LicensedTo = day(1)
	doctor := renewed
	doctor.Unlicensed = true
	for _, save := range []struct {
		practitioner engine.Practitioner
		changed      bool
	}{{first, true}, {first, false}, {renewed, true}, {renewed, false}, {doctor, true}, {doctor, false}} {
		changed, err := s.SavePractitioner(t.Context(), save.practitioner)
		wantSave(t, save.changed, changed, err)
	}
	got, err := s.FindPractitioner(t.Context(), "PUID-1", day(1))
	must(t, err)
	diff(t, "practitioner", doctor, got)
	_, err = s.FindPractitioner(t.Context(), "PUID-1", day(2))
	wantKind(t, err, engine.NotFound)
}

func testCoverage(t *testing.T, s *store.Store) {
	late := engine.Coverage{Member: "CR1", Scheme: "SHA", Validity: engine.Validity{From: day(10)}}
	early := engine.Coverage{Member: "CR1", Scheme: "SHA", Validity: engine.Validity{From: day(1), To: day(5)}}
	fund := engine.Coverage{Member: "CR1", Scheme: "PMF", Validity: engine.Validity{From: day(20)}}
	paid := late
	paid.PaidTo = day(12)
	waiting := paid
	waiting.WaitUntil = day(11)
	ended := waiting
	ended.To = day(31)
	for _, save := range []struct {
		coverage engine.Coverage
		changed  bool
	}{{late, true}, {early, true}, {fund, true}, {late, false}, {paid, true}, {paid, false}, {waiting, true}, {waiting, false}, {ended, true}} {
		changed, err := s.SaveCoverage(t.Context(), save.coverage)
		wantSave(t, save.changed, changed, err)
	}
	list, err := s.ListCoverages(t.Context(), "CR1")
	must(t, err)
	diff(t, "cover", []engine.Coverage{fund, early, ended}, list)
}
