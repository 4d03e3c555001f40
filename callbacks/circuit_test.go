package callbacks

import (
	"net/http"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// The fifth failure in a row opens the circuit, for half of the time since the first; after a probe that fails it
// rests again, and one that is taken ends it.
func TestDeliver_opensTheCircuit(t *testing.T) {
	status := http.StatusInternalServerError
	b := newBench(t, "http://127.0.0.1/")
	b.client.Transport = roundTrip(func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: status, Body: http.NoBody}, nil
	})
	attempt := func() engine.AttemptOutcome {
		t.Helper()
		b.clock.now = b.clock.now.Add(time.Minute)
		if until := b.store.endpoint.Health.RestsUntil; until.After(b.clock.now) {
			b.clock.now = until
		}
		b.store.delivery.NextAt = b.clock.now
		b.deliver(t)
		return b.store.finished[len(b.store.finished)-1]
	}
	for i, want := range []time.Duration{0, 0, 0, 0, 2 * time.Minute, 3 * time.Minute, 270 * time.Second, 300 * time.Second} {
		got := attempt()
		var rests time.Duration
		if !got.RestsUntil.IsZero() {
			rests = got.RestsUntil.Sub(b.clock.now)
		}
		if rests != want || got.Probe != (i >= 5) || got.Failure != "HTTP 500 Internal Server Error" {
			t.Errorf("attempt %d: rests %s, probe %t, failure %q; want a rest of %s", i+1, rests, got.Probe, got.Failure, want)
		}
	}
	status = http.StatusOK
	if got := attempt(); !got.Probe || got.State != engine.DeliveryDone || !got.RestsUntil.IsZero() {
		t.Errorf("noted %+v, want a probe that closes the circuit", got)
	}
}

// A receiver that asks for a while gets it, for all that goes to it.
func TestDeliver_restsWhenAsked(t *testing.T) {
	b := newBench(t, receive(t, answering(503, "Retry-After", "90")))
	b.deliver(t)
	if got := b.store.finished[0]; !got.RestsUntil.Equal(day.Add(90*time.Second)) || !got.NextAt.Equal(got.RestsUntil) {
		t.Errorf("noted %+v, want the endpoint to rest for 90 s", got)
	}
	b.clock.now = day.Add(89 * time.Second)
	b.store.delivery.NextAt = b.clock.now
	b.deliver(t)
	if len(b.store.finished) != 1 {
		t.Error("it was called while it rests")
	}
}
