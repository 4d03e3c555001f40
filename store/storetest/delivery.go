package storetest

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

// take leases what is due of fid for a minute, at most so many.
func take(t *testing.T, s *store.Store, now time.Time, limit int) engine.Taken {
	t.Helper()
	taken, err := s.TakeDeliveries(t.Context(), []engine.Lane{{Facility: fid, Limit: limit}}, now, now.Add(time.Minute))
	must(t, err)
	return taken[0]
}

// takeIDs is take, of which only the ids are told.
func takeIDs(t *testing.T, s *store.Store, now time.Time, limit int) []string {
	t.Helper()
	return deliveryIDs(take(t, s, now, limit).Deliveries)
}

func deliveryIDs(deliveries []engine.Delivery) (ids []string) {
	for _, d := range deliveries {
		ids = append(ids, d.ID)
	}
	return ids
}

// outcome is what came of an attempt at a delivery of fid. Where it is not delivered it failed.
func outcome(id string, at time.Time, state engine.DeliveryState, nextAt time.Time) engine.AttemptOutcome {
	o := engine.AttemptOutcome{
		Attempt:  engine.Attempt{DeliveryID: id, At: at, Took: 1500 * time.Microsecond, Status: 503, Answer: "later"},
		Facility: fid, State: state, NextAt: nextAt, EndpointSetAt: start, Failure: "HTTP 503",
	}
	if state == engine.DeliveryDone {
		o.Status, o.Answer, o.Failure = 204, "", ""
	}
	return o
}

// finish ends attempts and returns the facilities that have more to deliver.
func finish(t *testing.T, s *store.Store, outcomes ...engine.AttemptOutcome) []string {
	t.Helper()
	facilities, err := s.FinishAttempts(t.Context(), outcomes, outcomes[0].At)
	must(t, err)
	return facilities
}

func testDelivery(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	accept(t, s, "a")
	later := start.Add(time.Minute)
	claim, err := s.FindClaim(t.Context(), "a")
	must(t, err)
	review := step(claim, engine.InReview, later)
	review.Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	facility, err := s.Move(t.Context(), review)
	must(t, err)
	diff(t, "whom the step calls back", fid, facility)

	want := engine.Delivery{
		ID: "a.2", ClaimID: "a", Version: 2, Facility: fid, State: engine.DeliveryPending, CreatedAt: later, NextAt: later, BegunAt: later,
		ClaimState: engine.InReview, Mediator: "bundle-of-a", Body: review.Response.Body, Trace: review.Trace,
	}
	diff(t, "taken before its time", []string(nil), takeIDs(t, s, later.Add(-time.Microsecond), 10))
	taken := take(t, s, later, 10)
	endpoint, err := s.FindEndpoint(t.Context(), fid)
	must(t, err)
	diff(t, "taken", engine.Taken{Endpoint: &endpoint, Deliveries: []engine.Delivery{want}}, taken)

	retry := later.Add(5 * time.Second)
	diff(t, "what a failure lets go", []string(nil), finish(t, s, outcome("a.2", later, engine.DeliveryPending, retry)))
	diff(t, "taken before the retry's time", []string(nil), takeIDs(t, s, later, 10))
	got := take(t, s, retry, 10).Deliveries
	if len(got) != 1 || got[0].Attempts != 1 || got[0].Failed != 1 || !got[0].NextAt.Equal(retry) {
		t.Errorf("taken for the retry: %+v", got)
	}
	finish(t, s, outcome("a.2", retry, engine.DeliveryDone, time.Time{}))
	diff(t, "taken after it was delivered", []string(nil), takeIDs(t, s, retry.Add(time.Hour), 10))
	attempts, err := s.ListAttempts(t.Context(), "a.2")
	must(t, err)
	diff(t, "attempts", []engine.Attempt{
		{DeliveryID: "a.2", Number: 1, At: later, Took: 1500 * time.Microsecond, Status: 503, Answer: "later"},
		{DeliveryID: "a.2", Number: 2, At: retry, Took: 1500 * time.Microsecond, Status: 204},
	}, attempts)

	found, err := s.FindDelivery(t.Context(), fid, "a.2")
	must(t, err)
	want.State, want.Attempts, want.Failed, want.NextAt = engine.DeliveryDone, 2, 1, retry
	if diff := cmp.Diff(want, found, cmpopts.IgnoreFields(engine.Delivery{}, "Body", "Trace")); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
	_, err = s.FindDelivery(t.Context(), other, "a.2")
	wantKind(t, err, engine.NotFound)
	_, err = s.FinishAttempts(t.Context(), []engine.AttemptOutcome{outcome("unknown", start, engine.DeliveryDone, time.Time{})}, start)
	wantKind(t, err, engine.NotFound)
}

// testDeliveryOrder: a version waits until the one before it is delivered or dead, and other claims do not.
func testDeliveryOrder(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	accept(t, s, "a", "b")
	for i, state := range []engine.State{engine.InReview, engine.SentBack, engine.InReview} {
		move(t, s, "a", state, start.Add(time.Duration(i)*time.Second))
	}
	move(t, s, "b", engine.InReview, start.Add(time.Hour))
	now := start.Add(time.Minute)
	for i, id := range []string{"a.2", "a.3", "a.4"} {
		diff(t, "taken", []string{id}, takeIDs(t, s, now, 10))
		state := []engine.DeliveryState{engine.DeliveryDone, engine.DeliveryDead, engine.DeliveryDone}[i]
		want := [][]string{{fid}, {fid}, nil}[i]
		diff(t, "what "+id+" lets go", want, finish(t, s, outcome(id, now, state, time.Time{})))
	}
	diff(t, "taken of another claim", []string{"b.2"}, takeIDs(t, s, start.Add(time.Hour), 10))
}

// testDeliveryLease: one of many has the lease, until it ends.
func testDeliveryLease(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	const deliveries, workers = 20, 16
	for i := range deliveries {
		id := fmt.Sprintf("a-%02d", i)
		accept(t, s, id)
		move(t, s, id, engine.InReview, start)
	}
	results := make(chan []string, workers)
	for range workers {
		go func() {
			taken, err := s.TakeDeliveries(t.Context(), []engine.Lane{{Facility: fid, Limit: 3}}, start, start.Add(time.Minute))
			if err != nil {
				t.Error(err)
				taken = []engine.Taken{{}}
			}
			results <- deliveryIDs(taken[0].Deliveries)
		}()
	}
	times := make(map[string]int)
	for range workers {
		for _, id := range <-results {
			times[id]++
		}
	}
	for id, n := range times {
		if n != 1 {
			t.Errorf("%d had the lease of %s at a time, want 1", n, id)
		}
	}
	rest := takeIDs(t, s, start.Add(time.Minute-time.Microsecond), deliveries)
	if len(times)+len(rest) != deliveries {
		t.Errorf("%d were taken at once and %d later, want %d in all", len(times), len(rest), deliveries)
	}
	if again := takeIDs(t, s, start.Add(2*time.Minute), deliveries); len(again) != deliveries {
		t.Errorf("%d were to be had after the leases had ended, want all", len(again))
	}
}

// testDeliveryLate: an attempt that ends after another has delivered does not send it again.
func testDeliveryLate(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	accept(t, s, "a")
	id := move(t, s, "a", engine.InReview, start)
	take(t, s, start, 1)
	take(t, s, start.Add(time.Minute), 1)
	finish(t, s, outcome(id, start.Add(time.Minute), engine.DeliveryDone, time.Time{}))
	finish(t, s, outcome(id, start.Add(2*time.Minute), engine.DeliveryPending, start.Add(3*time.Minute)))
	list, err := s.ListDeliveries(t.Context(), engine.DeliveryFilter{})
	must(t, err)
	if len(list) != 1 || list[0].State != engine.DeliveryDone || list[0].Attempts != 2 {
		t.Errorf("deliveries = %+v, want one, delivered, of 2 attempts", list)
	}
}

// testFinishMany: what came of many attempts is noted at once, each by itself.
func testFinishMany(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	accept(t, s, "a", "b", "c")
	for _, id := range []string{"a", "b", "c"} {
		move(t, s, id, engine.InReview, start)
	}
	move(t, s, "b", engine.SentBack, start)
	take(t, s, start, 10)
	facilities := finish(t, s,
		outcome("c.2", start, engine.DeliveryPending, start.Add(time.Hour)),
		outcome("b.2", start, engine.DeliveryDone, time.Time{}),
		outcome("a.2", start, engine.DeliveryDead, time.Time{}))
	diff(t, "what they let go", []string{fid}, facilities)
	states := map[string]engine.DeliveryState{}
	list, err := s.ListDeliveries(t.Context(), engine.DeliveryFilter{})
	must(t, err)
	for _, d := range list {
		states[d.ID] = d.State
	}
	diff(t, "states", map[string]engine.DeliveryState{
		"a.2": engine.DeliveryDead, "b.2": engine.DeliveryDone, "b.3": engine.DeliveryPending, "c.2": engine.DeliveryPending,
	}, states)
	count, err := s.CountDeliveries(t.Context(), fid)
	must(t, err)
	diff(t, "count", engine.DeliveryCount{Pending: 2, Dead: 1}, count)
}
