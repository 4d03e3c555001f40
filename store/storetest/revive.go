package storetest

import (
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

// testRevive: what was given up, or delivered, is sent again as if it were new, under the same id.
func testRevive(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	accept(t, s, "a")
	move(t, s, "a", engine.InReview, start)
	for i, state := range []engine.DeliveryState{engine.DeliveryDead, engine.DeliveryDone} {
		at := start.Add(time.Duration(i) * 100 * time.Hour)
		got := take(t, s, at, 1).Deliveries
		if len(got) != 1 || got[0].ID != "a.2" || got[0].Failed != 0 || got[0].Attempts != i || !got[0].BegunAt.Equal(at) || !got[0].CreatedAt.Equal(start) {
			t.Fatalf("taken: %+v", got)
		}
		finish(t, s, outcome("a.2", at, state, time.Time{}))
		wantKind(t, s.ReviveDelivery(t.Context(), other, "a.2", at), engine.NotFound)
		must(t, s.ReviveDelivery(t.Context(), fid, "a.2", start.Add(time.Duration(i+1)*100*time.Hour)))
	}
	wantKind(t, s.ReviveDelivery(t.Context(), fid, "b.2", start), engine.NotFound)
}

// testReviveEnded: what has ended is revived page by page, and once, though it ends again meanwhile.
func testReviveEnded(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	for i, state := range []engine.DeliveryState{engine.DeliveryDone, engine.DeliveryDead, engine.DeliveryDone, engine.DeliveryPending} {
		id := string(rune('a' + i))
		accept(t, s, id)
		move(t, s, id, engine.InReview, start)
		take(t, s, start, 1)
		finish(t, s, outcome(id+".2", start, state, start.Add(100*time.Hour)))
	}
	now := start.Add(time.Hour)
	revive := func(after string, wantRevived int, wantLast string, states ...engine.DeliveryState) {
		t.Helper()
		revived, last, err := s.ReviveEnded(t.Context(), engine.Recovery{Facility: fid, States: states, Since: start, At: now, DueAt: now, Limit: 2}, after)
		must(t, err)
		if revived != wantRevived || last != wantLast {
			t.Errorf("revived %d to %q, want %d to %q", revived, last, wantRevived, wantLast)
		}
	}
	revive("", 1, "b.2", engine.DeliveryDead)
	revive("", 2, "c.2", engine.DeliveryDead, engine.DeliveryDone)
	finish(t, s, outcome("a.2", now, engine.DeliveryDone, time.Time{}))
	revive("", 0, "", engine.DeliveryDead, engine.DeliveryDone)
	now = now.Add(time.Microsecond)
	revive("a.2", 0, "", engine.DeliveryDead, engine.DeliveryDone)
	revive("", 1, "a.2", engine.DeliveryDead, engine.DeliveryDone)
}

// testRecover: dead callbacks are revived, and those written that no endpoint was there for, from an instant
// on.
func testRecover(t *testing.T, s *store.Store) {
	accept(t, s, "a", "b")
	must(t, s.Accept(t.Context(), newAcceptance(other, "m", start, "foreign")))
	move(t, s, "foreign", engine.InReview, start.Add(time.Hour))
	move(t, s, "a", engine.InReview, start.Add(time.Minute)) // before since
	move(t, s, "a", engine.SentBack, start.Add(time.Hour))
	move(t, s, "a", engine.InReview, start.Add(2*time.Hour))
	move(t, s, "b", engine.InReview, start.Add(time.Hour))
	setEndpoint(t, s)
	accept(t, s, "c", "d")
	move(t, s, "c", engine.InReview, start.Add(time.Hour))
	move(t, s, "d", engine.InReview, start.Add(time.Minute))
	take(t, s, start.Add(time.Hour), 10)
	finish(t, s, outcome("c.2", start, engine.DeliveryDead, time.Time{}), outcome("d.2", start, engine.DeliveryDead, time.Time{}))

	since, now := start.Add(time.Hour), start.Add(3*time.Hour)
	recovery := engine.Recovery{
		Facility: fid, States: []engine.DeliveryState{engine.DeliveryDead}, Since: since, At: now, DueAt: now.Add(time.Minute), Limit: 1,
	}
	revived, last, err := s.ReviveEnded(t.Context(), recovery, "")
	must(t, err)
	if revived != 1 || last != "c.2" {
		t.Errorf("revived %d to %q, want 1 to c.2", revived, last)
	}
	var place engine.ClaimPlace
	for _, want := range []struct {
		written int
		last    string
	}{{2, "a"}, {1, "b"}, {0, "c"}, {0, "d"}, {0, ""}} {
		var written int
		written, place, err = s.WriteMissing(t.Context(), recovery, place)
		must(t, err)
		if written != want.written || place.ID != want.last {
			t.Errorf("wrote %d to %+v, want %+v", written, place, want)
		}
	}

	diff(t, "taken before the recovery is whole", []string(nil), takeIDs(t, s, now, 10))
	must(t, s.RouseEndpoint(t.Context(), fid, now))
	diff(t, "taken", []string{"a.3", "b.2", "c.2"}, takeIDs(t, s, now, 10))
	diff(t, "what the first lets go", []string{fid}, finish(t, s, outcome("a.3", now, engine.DeliveryDone, time.Time{})))
	got := take(t, s, now, 10).Deliveries
	if len(got) != 1 || got[0].ID != "a.4" || !got[0].CreatedAt.Equal(start.Add(2*time.Hour)) || !got[0].BegunAt.Equal(now) {
		t.Errorf("taken next: %+v, want a.4 as old as its version", got)
	}
}
