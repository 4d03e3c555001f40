package callbacks

import (
	"context"
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
	b.store.next = "claim-1.3"
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
	want := finished{engine.Attempt{DeliveryID: "claim-1.2", Number: 1, At: day, Status: 200}, engine.DeliveryDone, day}
	if diff := cmp.Diff([]finished{want}, b.store.finished, cmp.AllowUnexported(finished{})); diff != "" {
		t.Errorf("noted (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(woken{{Kind: engine.TaskDeliver, ID: "claim-1.3"}}, *b.woken); diff != "" {
		t.Errorf("woken (-want +got):\n%s", diff)
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
			if got.state != test.state || !got.nextAt.Equal(day.Add(test.after)) || got.attempt.Status != test.status {
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

// A receiver that is down for three days, and the whole life of a delivery.
func TestDeliver_givesUpAfterThreeDays(t *testing.T) {
	b := newBench(t, receive(t, answering(500)))
	for b.store.delivery.State == engine.DeliveryPending {
		b.clock.now = b.store.delivery.NextAt
		b.deliver(t)
	}
	last := b.store.finished[len(b.store.finished)-1]
	if b.store.delivery.State != engine.DeliveryDead || last.attempt.Number != 17 {
		t.Errorf("%s after %d attempts, want dead after 17", b.store.delivery.State, last.attempt.Number)
	}
	if age := last.attempt.At.Sub(day); age > 72*time.Hour || age < 64*time.Hour {
		t.Errorf("the last attempt was made after %s, want one in the last 8 h of 72 h", age)
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
			if got.state != test.state || got.attempt.Status != 0 || !strings.Contains(got.attempt.Answer, test.answer) {
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

// A stop in the middle of an attempt notes nothing, so that the lease runs out and it is made again.
func TestDeliver_stopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	b := newBench(t, receive(t, func(_ http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		stop()
		<-r.Context().Done()
	}))
	if err := b.Deliver(ctx, "claim-1.2"); err == nil {
		t.Error("no error, want the one of the context")
	}
	if len(b.store.finished) != 0 || b.store.delivery.State != engine.DeliveryPending {
		t.Errorf("noted %+v, want nothing", b.store.finished)
	}
}

// An answer that came is noted even where the stop came with it, or it would be sent again for nothing.
func TestDeliver_stoppedAfterTheAnswer(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	b := newBench(t, "http://127.0.0.1/")
	b.client.Transport = roundTrip(func(*http.Request) (*http.Response, error) {
		stop()
		return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody}, nil
	})
	if err := b.Deliver(ctx, "claim-1.2"); err != nil {
		t.Error(err)
	}
	if b.store.delivery.State != engine.DeliveryDone {
		t.Errorf("the delivery is %s, want it delivered", b.store.delivery.State)
	}
}
