package main

import (
	"context"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

const (
	// figuresEvery is how often the store is counted at most, however often it is asked for.
	figuresEvery = 5 * time.Second
	// figuresWithin bounds one counting.
	figuresWithin = 2 * time.Second
)

var (
	claimsByState = describe("claims", "Claims by state.", "state")
	oldestDue     = describe("oldest_due_seconds", "Age of the oldest row that is due: a queued claim since its acceptance, a callback since its time came, unless its endpoint rests; 0 where none is due.", "kind")
	oldestPending = describe("callback_oldest_pending_seconds", "Age of the oldest callback that has not arrived and is still tried; 0 where there is none.")
	callbacksDead = describe("callbacks_dead", "Callbacks that were given up and not sent again.")
	endpoints     = describe("callback_endpoints", "Endpoints of facilities by their circuit; off: disabled, by the facility or since it answered 410.", "circuit")
	figuresFailed = describe("store_figures_failed_total", "Times that the store could not be counted within 2 s; the figures of that time are left out.")
	dbMax         = describe("db_connections_max", "Connections to the database that there may be.")
	dbOpen        = describe("db_connections_open", "Connections to the database that there are.")
	dbInUse       = describe("db_connections_in_use", "Connections to the database that are at work.")
	dbWaits       = describe("db_waits_total", "Times that a connection to the database had to be waited for.")
	dbWaited      = describe("db_wait_seconds_total", "Time spent on waiting for a connection to the database.")
)

func describe(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("bima_"+name, help, labels, nil)
}

// figures tell Prometheus what the store holds and how its connections fare.
type figures struct {
	store *store.Store
	clock engine.Clock

	mu      sync.Mutex
	counted time.Time
	found   bool // the last counting did not fail
	last    store.Figures
	failed  int
}

func newFigures(opened *store.Store, clock engine.Clock) *figures {
	return &figures{store: opened, clock: clock}
}

// Describe implements prometheus.Collector.
func (f *figures) Describe(to chan<- *prometheus.Desc) {
	for _, desc := range []*prometheus.Desc{claimsByState, oldestDue, oldestPending, callbacksDead, endpoints, figuresFailed, dbMax, dbOpen, dbInUse, dbWaits, dbWaited} {
		to <- desc
	}
}

// Collect implements prometheus.Collector.
func (f *figures) Collect(to chan<- prometheus.Metric) {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.clock.Now()
	f.count(now)
	gauge := func(desc *prometheus.Desc, value float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value, labels...)
	}
	counter := func(desc *prometheus.Desc, value float64) {
		to <- prometheus.MustNewConstMetric(desc, prometheus.CounterValue, value)
	}
	if f.found {
		for _, state := range engine.States {
			gauge(claimsByState, float64(f.last.Claims[state]), string(state))
		}
		gauge(oldestDue, age(now, f.last.OldestClaim), string(engine.TaskAdjudicate))
		gauge(oldestDue, age(now, f.last.OldestDelivery), string(engine.TaskDeliver))
		callbacks := f.last.Callbacks
		gauge(oldestPending, age(now, callbacks.OldestPending))
		gauge(callbacksDead, float64(callbacks.Dead))
		for _, circuit := range engine.Circuits {
			gauge(endpoints, float64(callbacks.Circuits[circuit]), string(circuit))
		}
		gauge(endpoints, float64(callbacks.Disabled), "off")
	}
	counter(figuresFailed, float64(f.failed))
	pool := f.store.PoolStats()
	gauge(dbMax, float64(pool.Max))
	gauge(dbOpen, float64(pool.Open))
	gauge(dbInUse, float64(pool.InUse))
	counter(dbWaits, float64(pool.Waits))
	counter(dbWaited, pool.Waited.Seconds())
}

// count counts the store, unless that was just done.
func (f *figures) count(now time.Time) {
	if !f.counted.IsZero() && now.Sub(f.counted) < figuresEvery {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), figuresWithin)
	defer cancel()
	last, err := f.store.Figures(ctx, now)
	f.counted, f.found, f.last = now, err == nil, last
	if err != nil {
		f.failed++
	}
}

// age is how old an instant is, 0 for none.
func age(now, since time.Time) float64 {
	if since.IsZero() {
		return 0
	}
	return max(0, now.Sub(since).Seconds())
}
