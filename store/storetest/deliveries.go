package storetest

import (
	"fmt"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

// testDueLanes: a lane is due while something on it could be taken.
func testDueLanes(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	saveEndpoint(t, s, engine.Endpoint{Facility: other, URL: "https://other.example", Enabled: true, SetAt: start})
	accept(t, s, "a", "b")
	must(t, s.Accept(t.Context(), newAcceptance(other, "m", start, "c")))
	move(t, s, "a", engine.InReview, start)
	move(t, s, "b", engine.InReview, start)
	move(t, s, "c", engine.InReview, start.Add(time.Second))
	due := func(after time.Duration, want ...string) {
		t.Helper()
		facilities, err := s.DueLanes(t.Context(), start.Add(after))
		must(t, err)
		diff(t, "due after "+after.String(), want, facilities)
	}
	due(-time.Microsecond)
	due(0, fid)
	due(time.Second, fid, other)
	diff(t, "taken", []string{"a.2", "b.2"}, takeIDs(t, s, start.Add(time.Second), 10))
	due(time.Second, other)
	due(61*time.Second, fid, other) // the leases have ended
	finish(t, s, outcome("a.2", start, engine.DeliveryDone, time.Time{}), outcome("b.2", start, engine.DeliveryPending, start.Add(time.Hour)))
	due(61*time.Second, other)
	due(time.Hour, fid, other)
}

// testTakeLanes: each lane gets what it may, whatever the backlog of others is.
func testTakeLanes(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	saveEndpoint(t, s, engine.Endpoint{Facility: other, URL: "https://other.example", SetAt: start, Enabled: true})
	for i := range 5 {
		id := fmt.Sprintf("a-%d", i)
		accept(t, s, id)
		move(t, s, id, engine.InReview, start.Add(time.Duration(i)*time.Second))
	}
	must(t, s.Accept(t.Context(), newAcceptance(other, "m", start, "c")))
	move(t, s, "c", engine.InReview, start.Add(time.Minute))
	now := start.Add(time.Hour)
	taken, err := s.TakeDeliveries(t.Context(), []engine.Lane{{Facility: other, Limit: 2}, {Facility: "FID-none", Limit: 2}, {Facility: fid, Limit: 2}}, now, now.Add(time.Minute))
	must(t, err)
	diff(t, "other's", []string{"c.2"}, deliveryIDs(taken[0].Deliveries))
	if taken[1].Endpoint != nil || taken[1].Deliveries != nil {
		t.Errorf("taken of no endpoint: %+v", taken[1])
	}
	diff(t, "fid's", []string{"a-0.2", "a-1.2"}, deliveryIDs(taken[2].Deliveries))
	diff(t, "the next of fid", []string{"a-2.2", "a-3.2", "a-4.2"}, takeIDs(t, s, now, 10))
}

// testEndDeliveries: what cannot be sent is given up, and says why; what is under way is left.
func testEndDeliveries(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	accept(t, s, "a", "b", "c")
	move(t, s, "a", engine.InReview, start)
	move(t, s, "b", engine.InReview, start)
	move(t, s, "c", engine.InReview, start.Add(time.Hour))
	diff(t, "taken", []string{"a.2"}, takeIDs(t, s, start, 1))
	must(t, s.DeleteEndpoint(t.Context(), fid))
	diff(t, "taken without an endpoint", []string(nil), takeIDs(t, s, start.Add(time.Second), 10))
	end := func(want int, ending engine.Ending) {
		t.Helper()
		ended, err := s.EndDeliveries(t.Context(), ending, start.Add(time.Second))
		must(t, err)
		if ended != want {
			t.Errorf("%+v ended %d, want %d", ending, ended, want)
		}
	}
	end(0, engine.Ending{Facility: other, Why: "x", Limit: 10})
	end(0, engine.Ending{BegunBefore: start, Why: "x", Limit: 10})
	end(1, engine.Ending{BegunBefore: start.Add(time.Hour), Why: "the time is over", Limit: 10})
	end(1, engine.Ending{Facility: fid, Why: "no endpoint", Limit: 10})
	for id, want := range map[string][]engine.Attempt{
		"b.2": {{DeliveryID: "b.2", Number: 1, At: start.Add(time.Second), Answer: "the time is over"}},
		"c.2": {{DeliveryID: "c.2", Number: 1, At: start.Add(time.Second), Answer: "no endpoint"}},
	} {
		attempts, err := s.ListAttempts(t.Context(), id)
		must(t, err)
		diff(t, "attempts at "+id, want, attempts)
	}
	count, err := s.CountDeliveries(t.Context(), fid)
	must(t, err)
	diff(t, "count", engine.DeliveryCount{Pending: 1, Dead: 2}, count)
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
	finish(t, s, outcome("b.2", start, engine.DeliveryDead, time.Time{}))
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
