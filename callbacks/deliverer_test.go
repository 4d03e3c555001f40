package callbacks

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
)

func TestDeliver_posts(t *testing.T) {
	var got *http.Request
	var gotBody []byte
	b := newBench(t, receive(t, func(_ http.ResponseWriter, r *http.Request) {
		got = r
		gotBody, _ = io.ReadAll(r.Body)
	})+"/callbacks?token=t0ken")
	b.store.waiting = []string{"FID-1"}
	b.deliver(t)

	if got == nil || got.Method != http.MethodPost || got.URL.String() != "/callbacks?token=t0ken" || string(gotBody) != body {
		t.Fatalf("request %+v with %q", got, gotBody)
	}
	if user, password, ok := got.BasicAuth(); !ok || user != "hmis" || password != "s3cret" {
		t.Errorf("Basic auth %q %q %v", user, password, ok)
	}
	for header, want := range map[string]string{
		"Content-Type": "application/fhir+json", "User-Agent": "bima", "Webhook-Id": "claim-1.2",
		"X-Bima-State": "approved", "X-Bima-Version": "2", "X-Bima-Mediator-Id": "m-1",
	} {
		if got.Header.Get(header) != want {
			t.Errorf("%s: %q, want %q", header, got.Header.Get(header), want)
		}
	}
	want := engine.AttemptOutcome{
		Attempt:  engine.Attempt{DeliveryID: "claim-1.2", Number: 1, At: day, Status: 200},
		Facility: "FID-1", State: engine.DeliveryDone, EndpointSetAt: day,
	}
	if diff := cmp.Diff([]engine.AttemptOutcome{want}, b.store.finished); diff != "" {
		t.Errorf("noted (-want +got):\n%s", diff)
	}
	if picks := b.lanes.pick(); len(picks) != 1 || picks[0].facility != "FID-1" {
		t.Errorf("picked %v, want the lane on which the next version waits", picks)
	}
	if !b.store.leasedUntil.Equal(day.Add(30 * time.Second)) {
		t.Errorf("leased until %s, want 30 s", b.store.leasedUntil)
	}
	for _, not := range []string{"s3cret", "t0ken", "hmis", "ClaimResponse"} {
		if strings.Contains(b.log.String(), not) {
			t.Errorf("the log shows %q:\n%s", not, b.log)
		}
	}
	if lines := strings.Count(b.log.String(), "\n"); lines != 1 {
		t.Errorf("%d lines in the log, want 1:\n%s", lines, b.log)
	}
}

func TestDeliver_answers(t *testing.T) {
	const pending, done, dead = engine.DeliveryPending, engine.DeliveryDone, engine.DeliveryDead
	for name, test := range map[string]struct {
		answer http.HandlerFunc
		state  engine.DeliveryState
		after  time.Duration
		status int
	}{
		"200":                  {answering(200), done, 0, 200},
		"202":                  {answering(202), done, 0, 202},
		"204":                  {answering(204), done, 0, 204},
		"redirect":             {answering(302, "Location", "/elsewhere"), pending, 5 * time.Second, 302},
		"redirect to keep":     {answering(308, "Location", "/elsewhere"), pending, 5 * time.Second, 308},
		"401":                  {answering(401), pending, 5 * time.Second, 401},
		"404":                  {answering(404), pending, 5 * time.Second, 404},
		"410":                  {answering(410), dead, 0, 410},
		"429":                  {answering(429), pending, 5 * time.Second, 429},
		"429 with seconds":     {answering(429, "Retry-After", "90"), pending, 90 * time.Second, 429},
		"503 with a date":      {answering(503, "Retry-After", "Sat, 21 Nov 2026 06:10:00 GMT"), pending, 10 * time.Minute, 503},
		"503 for too long":     {answering(503, "Retry-After", "86400"), pending, 6 * time.Hour, 503},
		"500 with Retry-After": {answering(500, "Retry-After", "90"), pending, 5 * time.Second, 500},
		"hung up":              {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, pending, 5 * time.Second, 0},
	} {
		t.Run(name, func(t *testing.T) {
			var calls atomic.Int32
			b := newBench(t, receive(t, func(w http.ResponseWriter, r *http.Request) { calls.Add(1); test.answer(w, r) }))
			b.deliver(t)
			got := b.store.finished[0]
			wantNext := day.Add(test.after)
			if test.state == done {
				wantNext = time.Time{}
			} else if test.state == dead {
				wantNext = got.NextAt
			}
			if got.State != test.state || !got.NextAt.Equal(wantNext) || got.Status != test.status {
				t.Errorf("noted %+v; want state %s, status %d, next in %s", got, test.state, test.status, test.after)
			}
			if calls.Load() != 1 {
				t.Errorf("%d requests, want 1: a redirect is not followed", calls.Load())
			}
			if enabled := b.store.endpoint.Enabled; enabled != (test.status != 410) {
				t.Errorf("endpoint enabled: %v", enabled)
			}
		})
	}
}

// A receiver that never takes it is tried over three days, and each attempt takes no time.
func TestDeliver_overThreeDays(t *testing.T) {
	const s, m, h = time.Second, time.Minute, time.Hour
	for name, test := range map[string]struct {
		jitter func(time.Duration) time.Duration
		want   []time.Duration // between the attempts
	}{
		"no jitter": {exactly, []time.Duration{5 * s, 30 * s, 2 * m, 10 * m, 30 * m, h, 2 * h, 4 * h, 8 * h, 8 * h, 8 * h, 8 * h, 8 * h, 8 * h, 8 * h, 8 * h}},
		"earliest": {earliest, []time.Duration{4500 * time.Millisecond, 27 * s, 108 * s, 9 * m, 27 * m, 54 * m, 108 * m, 216 * m,
			432 * m, 432 * m, 432 * m, 432 * m, 432 * m, 432 * m, 432 * m, 432 * m, 432 * m}},
		"latest": {latest, []time.Duration{5500 * time.Millisecond, 33 * s, 132 * s, 11 * m, 33 * m, 66 * m, 132 * m, 264 * m,
			528 * m, 528 * m, 528 * m, 528 * m, 528 * m, 528 * m, 528 * m}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, "http://127.0.0.1/")
			b.Jitter = test.jitter
			b.client.Transport = roundTrip(func(*http.Request) (*http.Response, error) { return nil, errors.New("away") })
			for b.store.delivery.State == engine.DeliveryPending {
				b.clock.now = b.store.delivery.NextAt
				b.deliver(t)
			}
			var got []time.Duration
			last := day
			for _, o := range b.store.finished[1:] {
				got = append(got, o.At.Sub(last))
				last = o.At
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("waits (-want +got):\n%s", diff)
			}
			if b.store.delivery.State != engine.DeliveryDead || last.Sub(day) > 72*h || last.Sub(day) < 62*h {
				t.Errorf("%s after %s, want dead, and the last attempt in the last hours of 72", b.store.delivery.State, last.Sub(day))
			}
		})
	}
}

// One that is sent again by hand has three days from then on.
func TestDeliver_begunAnew(t *testing.T) {
	b := newBench(t, receive(t, answering(500)))
	b.store.delivery.Attempts, b.store.delivery.BegunAt = 17, day.Add(100*time.Hour)
	b.store.delivery.NextAt = b.store.delivery.BegunAt
	b.clock.now = b.store.delivery.BegunAt
	b.deliver(t)
	got := b.store.finished[0]
	if got.Number != 18 || got.State != engine.DeliveryPending || !got.NextAt.Equal(b.clock.now.Add(5*time.Second)) {
		t.Errorf("noted %+v, want attempt 18 and the next after 5 s", got)
	}
}

func TestDeliver_sendsNothing(t *testing.T) {
	const pending, dead = engine.DeliveryPending, engine.DeliveryDead
	for name, test := range map[string]struct {
		change func(*bench)
		state  engine.DeliveryState
		answer string
	}{
		"no endpoint":       {func(b *bench) { b.store.endpoint = nil }, dead, "has no endpoint"},
		"disabled endpoint": {func(b *bench) { b.store.endpoint.Enabled = false }, dead, "is disabled"},
		"loopback, no longer allowed": {func(b *bench) {
			b.Guard.allow.Networks = nil
		}, pending, "not sent: the callback url leads to 127.0.0.1, a loopback address"},
		"http, no longer allowed": {func(b *bench) { b.Guard.allow.HTTP = false }, pending, "https is wanted"},
		"password of another facility": {func(b *bench) {
			b.store.endpoint.Facility = "FID-2"
		}, pending, "not sent: the endpoint's password or signing secret cannot be opened; set the endpoint again"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, receive(t, func(http.ResponseWriter, *http.Request) { t.Error("a request came") }))
			test.change(b)
			b.deliver(t)
			got := b.store.finished[0]
			if got.State != test.state || got.Status != 0 || !strings.Contains(got.Answer, test.answer) {
				t.Errorf("noted %+v; want %s with %q", got, test.state, test.answer)
			}
		})
	}
}

func TestDeliver_nothingLeased(t *testing.T) {
	b := newBench(t, receive(t, func(http.ResponseWriter, *http.Request) { t.Error("a request came") }))
	b.store.delivery.NextAt = day.Add(time.Second)
	b.deliver(t)
	if len(b.store.finished) != 0 {
		t.Errorf("noted %+v", b.store.finished)
	}
}

func TestDeliver_410OfAnEndpointSetAnew(t *testing.T) {
	var b *bench
	b = newBench(t, receive(t, func(w http.ResponseWriter, _ *http.Request) {
		b.store.endpoint.SetAt = day.Add(time.Minute)
		w.WriteHeader(http.StatusGone)
	}))
	b.deliver(t)
	if !b.store.endpoint.Enabled {
		t.Error("the new endpoint was disabled for what the old one answered")
	}
}
