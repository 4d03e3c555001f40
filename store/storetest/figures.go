package storetest

import (
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

func testFigures(t *testing.T, s *store.Store) {
	empty, err := s.Figures(t.Context(), start)
	must(t, err)
	diff(t, "figures of nothing", store.Figures{Claims: map[engine.State]int{}}, empty)

	setEndpoint(t, s)
	accept(t, s, "a", "b")
	must(t, s.Accept(t.Context(), newAcceptance(fid, "later", start.Add(time.Second), "c")))
	move(t, s, "a", engine.InReview, start.Add(time.Minute))
	got, err := s.Figures(t.Context(), start.Add(time.Minute-time.Microsecond))
	must(t, err)
	want := store.Figures{Claims: map[engine.State]int{engine.Queued: 2, engine.InReview: 1}, OldestClaim: start}
	diff(t, "figures before the delivery is due", want, got)
	got, err = s.Figures(t.Context(), start.Add(time.Minute))
	must(t, err)
	want.OldestDelivery = start.Add(time.Minute)
	diff(t, "figures", want, got)

	if stats := s.PoolStats(); stats.Max < 8 || stats.Open < 1 || stats.InUse != 0 {
		t.Errorf("the pool is %+v, want at least 8 at most, one open, none in use", stats)
	}
}
