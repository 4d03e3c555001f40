package storetest

import (
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

// health is that of fid's endpoint.
func health(t *testing.T, s *store.Store) engine.Health {
	t.Helper()
	endpoint, err := s.FindEndpoint(t.Context(), fid)
	must(t, err)
	return endpoint.Health
}

// testCircuit: an endpoint that rests is left alone, is then tried with one callback, and where it takes that
// one gets all at once that waited.
func testCircuit(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	for _, id := range []string{"a", "b", "c"} {
		accept(t, s, id)
		move(t, s, id, engine.InReview, start)
	}
	diff(t, "taken", []string{"a.2", "b.2"}, takeIDs(t, s, start, 2))
	first := outcome("a.2", start, engine.DeliveryPending, start.Add(8*time.Hour))
	finish(t, s, first)
	diff(t, "health after a failure", engine.Health{Failures: 1, FailingSince: start, Failure: "HTTP 503"}, health(t, s))
	rest := start.Add(time.Minute)
	second := outcome("b.2", start.Add(time.Second), engine.DeliveryPending, start.Add(8*time.Hour))
	second.RestsUntil, second.Failure = rest, "no answer within 15s"
	finish(t, s, second)
	diff(t, "health of one that rests", engine.Health{Failures: 2, FailingSince: start, Failure: "no answer within 15s", RestsUntil: rest}, health(t, s))

	due := func(now time.Time, want ...string) {
		t.Helper()
		facilities, err := s.DueLanes(t.Context(), now)
		must(t, err)
		diff(t, "due lanes", want, facilities)
	}
	due(rest.Add(-time.Microsecond))
	diff(t, "taken while it rests", []string(nil), takeIDs(t, s, rest.Add(-time.Microsecond), 10))
	due(rest, fid)

	probe := take(t, s, rest, 10)
	if diff(t, "the probe", []string{"c.2"}, deliveryIDs(probe.Deliveries)); !probe.Probe {
		t.Error("it is not called a probe")
	}
	if meanwhile := take(t, s, rest.Add(time.Second), 10); meanwhile.Probe || len(meanwhile.Deliveries) > 0 {
		t.Errorf("taken beside the probe: %+v", meanwhile)
	}
	failed := outcome("c.2", rest, engine.DeliveryPending, rest.Add(time.Second))
	failed.Probe, failed.RestsUntil = true, rest.Add(30*time.Second)
	finish(t, s, failed)
	if got := health(t, s).RestsUntil; !got.Equal(rest.Add(30 * time.Second)) {
		t.Errorf("after a failed probe it rests until %s", got)
	}

	again := rest.Add(30 * time.Second)
	diff(t, "the second probe", []string{"c.2"}, takeIDs(t, s, again, 10))
	taken := outcome("c.2", again, engine.DeliveryDone, time.Time{})
	taken.Probe = true
	diff(t, "what it lets go", []string{fid}, finish(t, s, taken))
	diff(t, "health", engine.Health{}, health(t, s))
	diff(t, "taken afterwards", []string{"a.2", "b.2"}, takeIDs(t, s, again, 10))
}

// testCircuitProbe: without anything to send nothing is probed, and a rest is not used up by that. Of what
// there is, what failed least is the probe.
func testCircuitProbe(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	accept(t, s, "a", "b")
	move(t, s, "a", engine.InReview, start)
	take(t, s, start, 1)
	rest := start.Add(time.Minute)
	failed := outcome("a.2", start, engine.DeliveryPending, start.Add(time.Hour))
	failed.RestsUntil = rest
	finish(t, s, failed)
	if taken := take(t, s, rest, 10); taken.Probe || len(taken.Deliveries) > 0 {
		t.Errorf("taken where nothing is due: %+v", taken)
	}
	if got := health(t, s).RestsUntil; !got.Equal(rest) {
		t.Errorf("it rests until %s, want %s", got, rest)
	}
	move(t, s, "b", engine.InReview, start.Add(2*time.Hour))
	diff(t, "the probe", []string{"b.2"}, takeIDs(t, s, start.Add(2*time.Hour), 10))

	must(t, s.RouseEndpoint(t.Context(), fid, start.Add(2*time.Hour)))
	diff(t, "the probe of one that was roused", []string{"a.2"}, takeIDs(t, s, start.Add(2*time.Hour), 10))
}

// testCircuitHeals: one that takes callbacks is well again, unless its circuit is open: an answer to what was
// under way before is no probe. What an endpoint answered that was set anew meanwhile does not count.
func testCircuitHeals(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	accept(t, s, "a", "b", "c")
	for _, id := range []string{"a", "b", "c"} {
		move(t, s, id, engine.InReview, start)
	}
	take(t, s, start, 10)
	finish(t, s, outcome("a.2", start, engine.DeliveryPending, start.Add(time.Hour)))
	finish(t, s, outcome("b.2", start, engine.DeliveryDone, time.Time{}))
	diff(t, "health", engine.Health{}, health(t, s))

	resting := outcome("a.2", start, engine.DeliveryPending, start.Add(time.Hour))
	resting.RestsUntil = start.Add(time.Hour)
	finish(t, s, resting)
	before := health(t, s)
	finish(t, s, outcome("c.2", start, engine.DeliveryDone, time.Time{}))
	diff(t, "health after a late answer", before, health(t, s))
	shorter := resting
	shorter.RestsUntil = start.Add(time.Minute)
	finish(t, s, shorter)
	if got := health(t, s).RestsUntil; !got.Equal(before.RestsUntil) {
		t.Errorf("a rest became shorter: until %s", got)
	}

	saveEndpoint(t, s, engine.Endpoint{Facility: fid, URL: "https://new.example", Enabled: true, SetAt: start.Add(time.Minute)})
	diff(t, "health of one that was set anew", engine.Health{}, health(t, s))
	finish(t, s, resting)
	diff(t, "health after an answer of the one before", engine.Health{}, health(t, s))
	saveEndpoint(t, s, engine.Endpoint{Facility: fid, URL: "https://new.example", Enabled: true, SetAt: start.Add(2 * time.Minute)})
	diff(t, "taken at once when it is set", []string{"a.2"}, takeIDs(t, s, start.Add(2*time.Minute), 10))
}

// testDisable: who answers that it is gone is disabled, unless it was set anew.
func testDisable(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	disable := func(setAt time.Time, want bool) {
		t.Helper()
		disabled, err := s.DisableEndpoint(t.Context(), fid, setAt, "it answered 410")
		must(t, err)
		if disabled != want {
			t.Errorf("disabled: %t, want %t", disabled, want)
		}
	}
	disable(start.Add(time.Second), false)
	disable(start, true)
	disable(start, false)
	endpoint, err := s.FindEndpoint(t.Context(), fid)
	must(t, err)
	if endpoint.Enabled || endpoint.Disabled != "it answered 410" {
		t.Errorf("endpoint = %+v, want it off, and why", endpoint)
	}
	accept(t, s, "a")
	if id := move(t, s, "a", engine.InReview, start); id != "" {
		t.Errorf("a disabled endpoint got delivery %s", id)
	}
}
