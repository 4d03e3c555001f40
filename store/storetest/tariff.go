package storetest

import (
	"errors"
	"fmt"
	"strconv"
	"sync"
	"testing"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
	"github.com/bima-exchange/bima/terminology"
)

// catalogueHead is the head of a catalogue.
func catalogueHead(version string) terminology.System {
	return terminology.System{
		URL: "https://payer.example/fhir" + terminology.InterventionsPath, Version: version, Name: "SHA interventions",
		Title: "Interventions", Content: terminology.Fragment, From: day(1), CaseSensitive: true, Copyright: "SHA",
	}
}

// dialysis is a row with everything that a row can have.
func dialysis() terminology.Intervention {
	youngest, oldest := 0, 120
	percent, _ := fhir.ParseDecimal("12.5")
	return terminology.Intervention{
		Code: "SHA-16-001", Name: "Haemodialysis; per session", Scheme: terminology.SHA, Fund: "SHIF_Only",
		Mechanism: terminology.FixedFeeForService, Unit: terminology.Session, AccessPoint: "OP", Levels: []string{"4", "5"},
		Tariffs: map[string]fhir.Money{"4": fhir.Shillings(10650), "5": fhir.Cents(1)},
		Copay:   terminology.Copay{Percent: percent},
		Limits: []terminology.Limit{
			{Quantity: 3, Unit: terminology.LimitIntervention, Frequency: terminology.Weekly, Scope: terminology.PerPerson},
			{Quantity: 1 << 40, Unit: terminology.LimitKES, Frequency: terminology.Annually, Scope: terminology.PerHousehold},
		},
		Preauth: []string{"renal", "manual"}, Sex: "female", MinAge: &youngest, MaxAge: &oldest,
		Diagnoses: []string{"GB61"}, Documents: []string{"lab"}, Combination: "dialysis", From: day(1), To: day(31),
	}
}

// visit is a row that has only what a row must have.
func visit() terminology.Intervention {
	return terminology.Intervention{Code: "SHA-12-001", Name: "Visit", Scheme: terminology.SHA, Mechanism: terminology.Capitation, Unit: terminology.Capita, Capitated: true}
}

// wantRows fails the test where the catalogue has other rows of a code.
func wantRows(t *testing.T, s *store.Store, code string, want ...terminology.Intervention) {
	t.Helper()
	kept, err := s.Read(t.Context())
	must(t, err)
	diff(t, "rows of "+code, want, kept.Catalogue.Rows(code))
}

// testTariffs: rows are added and ended, never removed, and what is read is what was written.
func testTariffs(t *testing.T, s *store.Store) {
	must(t, s.ChangeTariffs(t.Context(), terminology.TariffChange{
		System: catalogueHead("1"), Added: []terminology.Intervention{dialysis(), visit()},
	}))
	wantRevision(t, s, 1)
	wantRows(t, s, "SHA-16-001", dialysis())
	wantRows(t, s, "SHA-12-001", visit())

	dearer := dialysis()
	dearer.From, dearer.To, dearer.Tariffs = day(11), fhir.Date{}, map[string]fhir.Money{"4": fhir.Shillings(11000)}
	dearer.Copay = terminology.Copay{Amount: fhir.Cents(500_50)}
	must(t, s.ChangeTariffs(t.Context(), terminology.TariffChange{
		Revision: 1, System: catalogueHead("2"), Added: []terminology.Intervention{dearer},
		Ended: []terminology.Ending{{Code: "SHA-16-001", From: day(1), To: day(10)}, {Code: "SHA-12-001", To: day(5)}},
	}))
	wantRevision(t, s, 2)
	ended, closed := dialysis(), visit()
	ended.To, closed.To = day(10), day(5)
	wantRows(t, s, "SHA-16-001", ended, dearer)
	wantRows(t, s, "SHA-12-001", closed)
	kept, err := s.Read(t.Context())
	must(t, err)
	head := catalogueHead("2")
	head.Concepts = 2
	diff(t, "head", head, kept.Catalogue.System)
	diff(t, "code systems", 0, len(kept.CodeSystems))
}

// testTariffsRefused: a change that makes no catalogue, or is made for another revision, changes nothing.
func testTariffsRefused(t *testing.T, s *store.Store) {
	must(t, s.ChangeTariffs(t.Context(), terminology.TariffChange{System: catalogueHead("1"), Added: []terminology.Intervention{dialysis()}}))
	from := func(first, last fhir.Date) []terminology.Intervention {
		row := dialysis()
		row.From, row.To = first, last
		return []terminology.Intervention{row}
	}
	end := func(code string, from, to fhir.Date) []terminology.Ending {
		return []terminology.Ending{{Code: code, From: from, To: to}}
	}
	for what, change := range map[string]terminology.TariffChange{
		"the same row again":           {Revision: 1, Added: from(day(1), day(31))},
		"a row over another":           {Revision: 1, Added: from(day(31), fhir.Date{})},
		"a row that ends early":        {Revision: 1, Added: from(fhir.Date{Year: 2027, Month: 1, Day: 2}, fhir.Date{Year: 2027, Month: 1, Day: 1})},
		"an end before the beginning":  {Revision: 1, Ended: end("SHA-16-001", day(1), day(1).AddDays(-1))},
		"an end that is later":         {Revision: 1, Ended: end("SHA-16-001", day(1), day(31).AddDays(1))},
		"no end":                       {Revision: 1, Ended: end("SHA-16-001", day(1), fhir.Date{})},
		"an end of a row not there":    {Revision: 1, Ended: end("SHA-16-001", day(2), day(3))},
		"an end of a code not there":   {Revision: 1, Ended: end("SHA-16-002", day(1), day(3))},
		"one of two rows that is over": {Revision: 1, Added: append([]terminology.Intervention{visit()}, from(day(15), day(16))...)},
	} {
		change.System = catalogueHead("2")
		if err := s.ChangeTariffs(t.Context(), change); err == nil || errors.Is(err, terminology.ErrMoved) {
			t.Errorf("%s: %v, want an error of its own", what, err)
		}
	}
	for _, revision := range []int64{0, 2} {
		err := s.ChangeTariffs(t.Context(), terminology.TariffChange{Revision: revision, System: catalogueHead("2")})
		if !errors.Is(err, terminology.ErrMoved) {
			t.Errorf("at revision %d: %v, want ErrMoved", revision, err)
		}
	}
	wantRevision(t, s, 1)
	wantRows(t, s, "SHA-16-001", dialysis())
	wantRows(t, s, "SHA-12-001")
}

// testTariffsConcurrently: of many changes that were made for one revision, one is taken.
func testTariffsConcurrently(t *testing.T, s *store.Store) {
	results := make([]error, 8)
	var wg sync.WaitGroup
	for i := range results {
		wg.Go(func() {
			results[i] = s.ChangeTariffs(t.Context(), terminology.TariffChange{
				System: catalogueHead("1"), Added: []terminology.Intervention{dialysis()},
			})
		})
	}
	wg.Wait()
	taken := 0
	for _, err := range results {
		switch {
		case err == nil:
			taken++
		case !errors.Is(err, terminology.ErrMoved):
			t.Error(err)
		}
	}
	if taken != 1 {
		t.Errorf("%d changes were taken, want 1", taken)
	}
	wantRevision(t, s, 1)
	wantRows(t, s, "SHA-16-001", dialysis())
}

// testTariffsWhileRead: who reads while tariffs change sees one state of them.
func testTariffsWhileRead(t *testing.T, s *store.Store) {
	const changes = 20
	must(t, s.ChangeTariffs(t.Context(), terminology.TariffChange{System: catalogueHead("1"), Added: []terminology.Intervention{visit()}}))
	changed := make(chan error, 1)
	go func() {
		for revision := int64(1); revision < changes; revision++ {
			row := visit()
			row.Code = fmt.Sprintf("SHA-12-%03d", revision+1)
			if err := s.ChangeTariffs(t.Context(), terminology.TariffChange{
				Revision: revision, System: catalogueHead(strconv.FormatInt(revision+1, 10)), Added: []terminology.Intervention{row},
			}); err != nil {
				changed <- err
				return
			}
		}
		changed <- nil
	}()
	for revision := int64(0); revision < changes && !t.Failed(); {
		kept, err := s.Read(t.Context())
		must(t, err)
		if kept.Catalogue.Version != strconv.FormatInt(kept.Revision, 10) || int64(kept.Catalogue.Concepts) != kept.Revision || kept.Revision < revision {
			t.Errorf("at revision %d, after %d, the catalogue is %s of %d codes", kept.Revision, revision, kept.Catalogue.Version, kept.Catalogue.Concepts)
		}
		revision = kept.Revision
		select {
		case err := <-changed:
			must(t, err)
			changed <- nil
		default:
		}
	}
}
