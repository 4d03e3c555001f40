package storetest

import (
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

// circuits are figures of callbacks with endpoints by their circuits.
func circuits(closed, open, probing int) store.CallbackFigures {
	return store.CallbackFigures{Circuits: map[engine.Circuit]int{engine.CircuitClosed: closed, engine.CircuitOpen: open, engine.CircuitProbing: probing}}
}

func testFigures(t *testing.T, s *store.Store) {
	empty, err := s.Figures(t.Context(), start)
	must(t, err)
	diff(t, "figures of nothing", store.Figures{Claims: map[engine.State]int{}, Callbacks: circuits(0, 0, 0)}, empty)

	setEndpoint(t, s)
	accept(t, s, "a", "b")
	must(t, s.Accept(t.Context(), newAcceptance(fid, "later", start.Add(time.Second), "c")))
	move(t, s, "a", engine.InReview, start.Add(time.Minute))
	got, err := s.Figures(t.Context(), start.Add(time.Minute-time.Microsecond))
	must(t, err)
	want := store.Figures{Claims: map[engine.State]int{engine.Queued: 2, engine.InReview: 1}, OldestClaim: start, Callbacks: circuits(1, 0, 0)}
	want.Callbacks.OldestPending = start.Add(time.Minute)
	diff(t, "figures before the delivery is due", want, got)
	got, err = s.Figures(t.Context(), start.Add(time.Minute))
	must(t, err)
	want.OldestDelivery = start.Add(time.Minute)
	diff(t, "figures", want, got)

	rest := start.Add(time.Hour)
	failed := outcome("a.2", start.Add(time.Minute), engine.DeliveryDead, time.Time{})
	failed.RestsUntil = rest
	finish(t, s, failed)
	must(t, s.Accept(t.Context(), newAcceptance(other, "m-other", start.Add(time.Second), "d")))
	saveEndpoint(t, s, engine.Endpoint{Facility: other, URL: "https://other.example", SetAt: start})
	move(t, s, "c", engine.InReview, start.Add(2*time.Minute))
	want = store.Figures{Claims: map[engine.State]int{engine.Queued: 2, engine.InReview: 2}, OldestClaim: start, Callbacks: circuits(0, 1, 0)}
	want.Callbacks.Dead, want.Callbacks.Disabled, want.Callbacks.OldestPending = 1, 1, start.Add(2*time.Minute)
	got, err = s.Figures(t.Context(), rest.Add(-time.Microsecond))
	must(t, err)
	diff(t, "figures while the endpoint rests", want, got)
	want.Callbacks.Circuits, want.OldestDelivery = circuits(0, 0, 1).Circuits, start.Add(2*time.Minute)
	got, err = s.Figures(t.Context(), rest)
	must(t, err)
	diff(t, "figures after its rest", want, got)

	if stats := s.PoolStats(); stats.Max < 8 || stats.Open < 1 || stats.InUse != 0 {
		t.Errorf("the pool is %+v, want at least 8 at most, one open, none in use", stats)
	}
}
