package storetest

import (
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

func testDueDeliveries(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	accept(t, s, "a")
	accept(t, s, "b")
	move(t, s, "a", engine.InReview, start)
	move(t, s, "a", engine.SentBack, start)
	move(t, s, "b", engine.InReview, start.Add(time.Second))
	due := func(after time.Duration, limit int, want ...string) {
		t.Helper()
		ids, err := s.DueDeliveries(t.Context(), start.Add(after), limit)
		must(t, err)
		diff(t, "due after "+after.String(), want, ids)
	}
	due(4*time.Second, 10)
	due(10*time.Second, 1, "a.2")
	due(10*time.Second, 10, "b.2") // a.2 was just looked at, a.3 waits for it
	if _, leased := lease(t, s, "a.2", start.Add(20*time.Second)); !leased {
		t.Fatal("a.2 was not to be had")
	}
	due(20*time.Second, 10, "b.2") // a.2 is leased
	finish(t, s, "a.2", start.Add(21*time.Second), engine.DeliveryPending, start.Add(time.Minute))
	finish(t, s, "b.2", start.Add(21*time.Second), engine.DeliveryDone, time.Time{})
	due(59*time.Second, 10)
	due(60*time.Second, 10, "a.2") // its next time has come
	finish(t, s, "a.2", start.Add(61*time.Second), engine.DeliveryDead, time.Time{})
	due(61*time.Second, 10, "a.3")
}

func testListDeliveries(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	saveEndpoint(t, s, engine.Endpoint{Facility: other, URL: "https://other.example", Enabled: true, SetAt: start})
	for i, id := range []string{"a", "b", "c"} {
		accept(t, s, id)
		move(t, s, id, engine.InReview, start.Add(time.Duration(i)*time.Minute))
	}
	must(t, s.Accept(t.Context(), newAcceptance(other, "m", start, "d")))
	move(t, s, "d", engine.InReview, start)
	finish(t, s, "b.2", start, engine.DeliveryDead, time.Time{})
	for _, test := range []struct {
		name   string
		filter engine.DeliveryFilter
		want   []string
	}{
		{"all", engine.DeliveryFilter{}, []string{"a.2", "b.2", "c.2", "d.2"}},
		{"facility", engine.DeliveryFilter{Facility: fid}, []string{"a.2", "b.2", "c.2"}},
		{"state", engine.DeliveryFilter{State: engine.DeliveryDead}, []string{"b.2"}},
		{"since", engine.DeliveryFilter{Since: start.Add(time.Minute)}, []string{"b.2", "c.2"}},
		{"page", engine.DeliveryFilter{After: "a.2", Limit: 2}, []string{"b.2", "c.2"}},
		{"none", engine.DeliveryFilter{Facility: other, State: engine.DeliveryDone}, nil},
	} {
		list, err := s.ListDeliveries(t.Context(), test.filter)
		must(t, err)
		var ids []string
		for _, d := range list {
			ids = append(ids, d.ID)
			if d.Body != nil || d.ClaimState != engine.InReview {
				t.Errorf("%s: delivery %+v, want the claim's state and no body", test.name, d)
			}
		}
		diff(t, test.name, test.want, ids)
	}
}
