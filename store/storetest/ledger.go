package storetest

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

func record(t *testing.T, s *store.Store, id string) {
	t.Helper()
	must(t, s.Record(t.Context(), engine.AuditRow{
		ID: id, At: start, Actor: "demo", Action: "refuse", Target: "a", Detail: []byte(`{"n":1}`),
	}))
}

func testSeal(t *testing.T, s *store.Store) {
	none, err := s.Seal(t.Context(), start)
	must(t, err)
	diff(t, "a seal of nothing", engine.Seal{}, none)

	accept(t, s, "a", "b")
	record(t, s, "audit-1")
	first, err := s.Seal(t.Context(), start.Add(999*time.Nanosecond))
	must(t, err)
	if first.Number != 1 || first.Rows != 3 || !first.At.Equal(start) {
		t.Errorf("first seal = %+v, want number 1 of 3 rows at %s", first, start)
	}
	events, err := s.ListEvents(t.Context(), "a")
	must(t, err)
	if events[0].Seal != 1 {
		t.Errorf("the event has seal %d, want 1", events[0].Seal)
	}
	again, err := s.Seal(t.Context(), start)
	must(t, err)
	diff(t, "a seal of nothing new", engine.Seal{}, again)

	move(t, s, "a", engine.InReview, start)
	second, err := s.Seal(t.Context(), start)
	must(t, err)
	if second.Number != 2 || second.Rows != 1 || string(second.Prev) != string(first.Hash) {
		t.Errorf("second seal = %+v, want number 2 of 1 row after %x", second, first.Hash)
	}
}

// testSealConcurrently: sealers at one time leave one chain of seals over all rows.
func testSealConcurrently(t *testing.T, s *store.Store) {
	accept(t, s, "a", "b", "c")
	record(t, s, "audit-1")
	errs := make([]error, 8)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() { _, errs[i] = s.Seal(t.Context(), start) })
	}
	wg.Wait()
	must(t, errors.Join(errs...))
	_, err := s.Seal(t.Context(), start)
	must(t, err)
	report, err := s.Verify(t.Context())
	must(t, err)
	if report.Unsealed != 0 || len(report.Faults) > 0 {
		t.Errorf("report = %+v, want all rows sealed and no fault", report)
	}
}

func testVerify(t *testing.T, s *store.Store) {
	report, err := s.Verify(t.Context())
	must(t, err)
	diff(t, "report on nothing", engine.AuditReport{}, report)

	accept(t, s, "a", "b")
	record(t, s, "audit-1")
	_, err = s.Seal(t.Context(), start)
	must(t, err)
	move(t, s, "a", engine.InReview, start)
	_, err = s.Seal(t.Context(), start)
	must(t, err)
	move(t, s, "b", engine.InReview, start)
	record(t, s, "audit-2")
	report, err = s.Verify(t.Context())
	must(t, err)
	diff(t, "report", engine.AuditReport{Claims: 2, Events: 4, AuditRows: 2, Seals: 2, Unsealed: 2}, report)
}
