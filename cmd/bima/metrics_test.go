package main

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/engine/queue"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
	"github.com/bima-exchange/bima/store/storetest"
)

// scrape is what Prometheus would read.
func scrape(t *testing.T, m *metrics) string {
	t.Helper()
	recorder := httptest.NewRecorder()
	m.handler().ServeHTTP(recorder, httptest.NewRequest("GET", "/metrics", nil))
	if recorder.Code != 200 {
		t.Fatalf("/metrics answers %d: %s", recorder.Code, recorder.Body)
	}
	return recorder.Body.String()
}

func TestMetrics_tellWhatWasCounted(t *testing.T) {
	m := newMetrics(storetest.SQLite(t))
	m.watch(queue.NewLocal(1, nil), nil)
	m.Answered("GET", "/v1/shr-med/claim-status", 304, 3*time.Millisecond)
	m.Found("ITM-003", fhir.Error)
	m.Taken(engine.BundleRepeated)
	m.CopyDiffered()
	m.Moved(engine.Queued, engine.Approved)
	m.Attempted(engine.DeliveryDead, engine.AnswerFailed, 20*time.Millisecond)
	m.Swept(engine.TaskAdjudicate, 7)
	text := scrape(t, m)
	for _, line := range []string{
		`bima_http_requests_total{method="GET",route="/v1/shr-med/claim-status",status="304"} 1`,
		`bima_http_request_duration_seconds_bucket{method="GET",route="/v1/shr-med/claim-status",le="0.005"} 1`,
		`bima_findings_total{level="error",rule="ITM-003"} 1`,
		`bima_bundles_total{outcome="accepted"} 0`,
		`bima_bundles_total{outcome="repeated"} 1`,
		`bima_copy_differs_total 1`,
		`bima_claim_moves_total{from="queued",to="approved"} 1`,
		`bima_delivery_attempts_total{answer="5xx",state="dead"} 1`,
		`bima_delivery_attempts_total{answer="none",state="pending"} 0`,
		`bima_delivery_attempt_duration_seconds_bucket{le="0.025"} 1`,
		`bima_sweeper_found_total{kind="adjudicate"} 7`,
		`bima_queue_dropped_total{queue="process"} 0`,
		`bima_claims{state="queued"} 0`,
		`bima_oldest_due_seconds{kind="adjudicate"} 0`,
		`bima_oldest_due_seconds{kind="deliver"} 0`,
		`bima_callback_oldest_pending_seconds 0`,
		`bima_callbacks_dead 0`,
		`bima_callback_endpoints{circuit="closed"} 0`,
		`bima_callback_endpoints{circuit="open"} 0`,
		`bima_callback_endpoints{circuit="off"} 0`,
		`bima_store_figures_failed_total 0`,
		`bima_db_connections_max 9`,
		`bima_db_connections_in_use 0`,
	} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("wanted is %s", line)
		}
	}
	for _, name := range []string{"bima_db_connections_open", "bima_db_waits_total", "bima_db_wait_seconds_total", "bima_build_info{", "go_goroutines"} {
		if !strings.Contains(text, "\n"+name) {
			t.Errorf("wanted is a metric %s", name)
		}
	}
}

type setClock struct{ now time.Time }

func (c *setClock) Now() time.Time { return c.now }

// TestFigures_areBounded: the store is counted at most every five seconds, and a store that is away
// costs its figures alone.
func TestFigures_areBounded(t *testing.T) {
	opened, err := store.Open(t.Context(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { opened.Close() })
	clock := &setClock{time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)}
	figures := newFigures(opened, clock)
	for _, step := range []struct {
		after  time.Duration
		found  bool
		failed int
	}{
		{0, false, 1}, // no schema yet
		{4999 * time.Millisecond, false, 1},
		{time.Millisecond, false, 2},
	} {
		clock.now = clock.now.Add(step.after)
		figures.count(clock.now)
		if figures.found != step.found || figures.failed != step.failed {
			t.Errorf("at %s: found %t, failed %d times; want %t, %d", clock.now, figures.found, figures.failed, step.found, step.failed)
		}
	}
	if _, _, err := opened.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	clock.now = clock.now.Add(figuresEvery)
	figures.count(clock.now)
	if !figures.found || figures.failed != 2 {
		t.Errorf("found %t, failed %d times; want the figures of the migrated store", figures.found, figures.failed)
	}
}

func TestAge(t *testing.T) {
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	for since, want := range map[time.Time]float64{{}: 0, now.Add(-90 * time.Second): 90, now.Add(time.Second): 0} {
		if got := age(now, since); got != want {
			t.Errorf("age of %s = %v, want %v", since, got, want)
		}
	}
}
