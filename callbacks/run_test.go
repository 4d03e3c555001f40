package callbacks

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// runBench runs the bench's Deliverer, and returns what stops it and waits for its end.
func runBench(t *testing.T, b *bench) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		b.Run(ctx)
	}()
	b.Wake(engine.Task{Kind: engine.TaskDeliver, ID: "FID-1"})
	return func() { cancel(); <-ended }
}

// A stop lets what is under way end, and it is noted: else it would be sent again for nothing.
func TestRun_stoppedInTheMiddle(t *testing.T) {
	asked, answer := make(chan struct{}), make(chan struct{})
	b := newBench(t, receive(t, func(http.ResponseWriter, *http.Request) { close(asked); <-answer }))
	stop := runBench(t, b)
	<-asked
	stopped := make(chan struct{})
	go func() { stop(); close(stopped) }()
	select {
	case <-stopped:
		t.Error("it ended before the attempt")
	case answer <- struct{}{}:
	}
	<-stopped
	if b.store.delivery.State != engine.DeliveryDone {
		t.Errorf("the delivery is %s, want it delivered", b.store.delivery.State)
	}
}

// What cannot be noted at once is noted a little later.
func TestRun_storeAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, "http://127.0.0.1/")
		sent := 0
		b.client.Transport = roundTrip(func(*http.Request) (*http.Response, error) {
			sent++
			return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody}, nil
		})
		b.store.failFinish = 3
		stop := runBench(t, b)
		time.Sleep(5 * time.Second)
		stop()
		if b.store.delivery.State != engine.DeliveryDone || sent != 1 {
			t.Errorf("%s after %d attempts, want delivered after one", b.store.delivery.State, sent)
		}
	})
}

// A fault in one attempt ends neither the process nor the others.
func TestRun_panics(t *testing.T) {
	b := newBench(t, "http://127.0.0.1/")
	b.client.Transport = roundTrip(func(*http.Request) (*http.Response, error) { panic("Jane Wanjiku") })
	b.deliver(t)
	got := b.store.finished[0]
	if got.State != engine.DeliveryPending || got.Answer != "not sent: a fault of the exchange" || strings.Contains(b.log.String(), "Wanjiku") {
		t.Errorf("noted %+v; the log is %s", got, b.log)
	}
}

// What waited longer than three days for an endpoint that rests, or behind another version, is given up.
func TestRun_expires(t *testing.T) {
	b := newBench(t, "http://127.0.0.1/")
	b.store.endpoint.Health.RestsUntil = day.Add(100 * time.Hour)
	b.clock.now = day.Add(72*time.Hour + 15*time.Minute)
	b.deliver(t)
	b.expire(t.Context())
	if b.store.delivery.State != engine.DeliveryPending {
		t.Fatal("it was given up before its time was over")
	}
	b.clock.now = b.clock.now.Add(time.Second)
	b.expire(t.Context())
	if b.store.delivery.State != engine.DeliveryDead || !strings.Contains(b.store.finished[0].Answer, "72 hours are over") {
		t.Errorf("%s, noted %+v; want it dead, and why", b.store.delivery.State, b.store.finished)
	}
}
