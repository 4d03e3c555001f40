package storetest

import (
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

func testEndpoint(t *testing.T, s *store.Store) {
	endpoint := engine.Endpoint{
		Facility: fid, URL: "https://hmis.example/callback", Username: "bima", Password: []byte{1, 2}, Enabled: true, SetAt: start,
	}
	_, err := s.FindEndpoint(t.Context(), fid)
	wantKind(t, err, engine.NotFound)
	saveEndpoint(t, s, endpoint)
	endpoint.Enabled = false
	saveEndpoint(t, s, endpoint)
	got, err := s.FindEndpoint(t.Context(), fid)
	must(t, err)
	diff(t, "endpoint", endpoint, got)

	accept(t, s, "a")
	if id := move(t, s, "a", engine.InReview, start); id != "" {
		t.Errorf("a disabled endpoint got delivery %s", id)
	}
	must(t, s.DeleteEndpoint(t.Context(), fid))
	wantKind(t, s.DeleteEndpoint(t.Context(), fid), engine.NotFound)
}

// saveEndpoint sets an endpoint and returns by what its callbacks are signed then.
func saveEndpoint(t *testing.T, s *store.Store, endpoint engine.Endpoint) engine.Signing {
	t.Helper()
	kept, err := s.SaveEndpoint(t.Context(), endpoint)
	must(t, err)
	return kept
}

// testSigning: an endpoint gets a secret once, and another only by rotation, of which one is made at a time.
func testSigning(t *testing.T, s *store.Store) {
	endpoint := engine.Endpoint{Facility: fid, URL: "https://hmis.example/callback", Enabled: true, SetAt: start}
	diff(t, "signing of an old endpoint", engine.Signing{}, saveEndpoint(t, s, endpoint))
	first := engine.Signing{Secret: []byte("first")}
	endpoint.Signing = first
	diff(t, "first signing", first, saveEndpoint(t, s, endpoint))
	endpoint.Signing = engine.Signing{Secret: []byte("other")}
	diff(t, "signing of an endpoint that is set again", first, saveEndpoint(t, s, endpoint))

	rotated := engine.Signing{Secret: []byte("second"), Before: first.Secret, BothUntil: start.Add(time.Hour)}
	must(t, s.RotateSigning(t.Context(), fid, first.Secret, rotated))
	wantKind(t, s.RotateSigning(t.Context(), fid, first.Secret, engine.Signing{Secret: []byte("third")}), engine.Stale)
	wantKind(t, s.RotateSigning(t.Context(), other, nil, rotated), engine.NotFound)
	got, err := s.FindEndpoint(t.Context(), fid)
	must(t, err)
	diff(t, "rotated signing", rotated, got.Signing)
	diff(t, "signing after the endpoint is set again", rotated, saveEndpoint(t, s, endpoint))

	must(t, s.DeleteEndpoint(t.Context(), fid))
	endpoint.Signing = engine.Signing{}
	saveEndpoint(t, s, endpoint)
	must(t, s.RotateSigning(t.Context(), fid, nil, rotated))
}

// lease leases a delivery for a minute and says whether it was to be had.
func lease(t *testing.T, s *store.Store, id string, now time.Time) (engine.Delivery, bool) {
	t.Helper()
	d, leased, err := s.LeaseDelivery(t.Context(), id, now, now.Add(time.Minute))
	must(t, err)
	return d, leased
}

// finish ends an attempt and returns the delivery that waited for it.
func finish(t *testing.T, s *store.Store, id string, at time.Time, state engine.DeliveryState, nextAt time.Time) string {
	t.Helper()
	next, err := s.FinishAttempt(t.Context(), engine.Attempt{DeliveryID: id, At: at, Took: 1500 * time.Microsecond, Status: 503, Answer: "later"}, state, nextAt)
	must(t, err)
	return next
}

func testDelivery(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	accept(t, s, "a")
	later := start.Add(time.Minute)
	claim, err := s.FindClaim(t.Context(), "a")
	must(t, err)
	review := step(claim, engine.InReview, later)
	review.Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	id, err := s.Move(t.Context(), review)
	must(t, err)
	if id != "a.2" {
		t.Fatalf("Move caused delivery %q, want a.2", id)
	}
	want := engine.Delivery{
		ID: "a.2", ClaimID: "a", Version: 2, Facility: fid, State: engine.DeliveryPending, CreatedAt: later, NextAt: later,
		ClaimState: engine.InReview, Mediator: "bundle-of-a",
		Body: review.Response.Body, Trace: review.Trace,
	}
	if _, leased := lease(t, s, id, later.Add(-time.Microsecond)); leased {
		t.Error("a delivery was leased before its time")
	}
	got, leased := lease(t, s, id, later)
	if !leased {
		t.Fatal("the delivery was not to be had")
	}
	diff(t, "delivery", want, got)

	retry := later.Add(5 * time.Second)
	if next := finish(t, s, id, later, engine.DeliveryPending, retry); next != "" {
		t.Errorf("a retry woke %s", next)
	}
	if _, leased := lease(t, s, id, later); leased {
		t.Error("the delivery was leased before the retry's time")
	}
	got, leased = lease(t, s, id, retry)
	if !leased || got.Attempts != 1 || !got.NextAt.Equal(retry) {
		t.Errorf("lease for the retry = %+v, %t", got, leased)
	}
	finish(t, s, id, retry, engine.DeliveryDone, time.Time{})
	if _, leased := lease(t, s, id, retry.Add(time.Hour)); leased {
		t.Error("a delivered one was leased again")
	}
	attempts, err := s.ListAttempts(t.Context(), id)
	must(t, err)
	diff(t, "attempts", []engine.Attempt{
		{DeliveryID: id, Number: 1, At: later, Took: 1500 * time.Microsecond, Status: 503, Answer: "later"},
		{DeliveryID: id, Number: 2, At: retry, Took: 1500 * time.Microsecond, Status: 503, Answer: "later"},
	}, attempts)
	_, err = s.FinishAttempt(t.Context(), engine.Attempt{DeliveryID: "unknown", At: start}, engine.DeliveryDone, time.Time{})
	wantKind(t, err, engine.NotFound)
}

// testDeliveryOrder: a version waits until the one before it is delivered or dead.
func testDeliveryOrder(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	accept(t, s, "a")
	for i, state := range []engine.State{engine.InReview, engine.SentBack, engine.InReview} {
		move(t, s, "a", state, start.Add(time.Duration(i)*time.Second))
	}
	now := start.Add(time.Minute)
	for i, id := range []string{"a.2", "a.3", "a.4"} {
		for _, behind := range []string{"a.3", "a.4"}[i:] {
			if behind == id {
				continue
			}
			if _, leased := lease(t, s, behind, now); leased {
				t.Errorf("%s was leased before %s was done", behind, id)
			}
		}
		if _, leased := lease(t, s, id, now); !leased {
			t.Fatalf("%s was not to be had when its turn came", id)
		}
		state := []engine.DeliveryState{engine.DeliveryDone, engine.DeliveryDead, engine.DeliveryDone}[i]
		want := []string{"a.3", "a.4", ""}[i]
		if next := finish(t, s, id, now, state, time.Time{}); next != want {
			t.Errorf("after %s comes %q, want %q", id, next, want)
		}
	}
}

// testDeliveryLease: one of many has the lease, until it ends.
func testDeliveryLease(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	accept(t, s, "a")
	id := move(t, s, "a", engine.InReview, start)
	results := make(chan bool, 16)
	for range cap(results) {
		go func() {
			_, leased, err := s.LeaseDelivery(t.Context(), id, start, start.Add(time.Minute))
			results <- leased && err == nil
		}()
	}
	winners := 0
	for range cap(results) {
		if <-results {
			winners++
		}
	}
	if winners != 1 {
		t.Errorf("%d had the lease at a time, want 1", winners)
	}
	if _, leased := lease(t, s, id, start.Add(time.Minute-time.Microsecond)); leased {
		t.Error("the lease was given away before its end")
	}
	if _, leased := lease(t, s, id, start.Add(time.Minute)); !leased {
		t.Error("the lease was not to be had after its end")
	}
}

// testDeliveryLate: an attempt that ends after another has delivered does not send it again.
func testDeliveryLate(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	accept(t, s, "a")
	id := move(t, s, "a", engine.InReview, start)
	lease(t, s, id, start)
	lease(t, s, id, start.Add(time.Minute))
	finish(t, s, id, start.Add(time.Minute), engine.DeliveryDone, time.Time{})
	finish(t, s, id, start.Add(2*time.Minute), engine.DeliveryPending, start.Add(3*time.Minute))
	list, err := s.ListDeliveries(t.Context(), engine.DeliveryFilter{})
	must(t, err)
	if len(list) != 1 || list[0].State != engine.DeliveryDone || list[0].Attempts != 2 {
		t.Errorf("deliveries = %+v, want one, delivered, of 2 attempts", list)
	}
}
