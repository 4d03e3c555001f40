package main

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/engine/queue"
	"github.com/bima-exchange/bima/store"
)

// metrics are what a process tells Prometheus. No label names a person, a claim or a facility, and
// every label has a closed set of values.
type metrics struct {
	registry *prometheus.Registry

	requests   *prometheus.CounterVec
	durations  *prometheus.HistogramVec
	bundles    *prometheus.CounterVec
	findings   *prometheus.CounterVec
	differs    prometheus.Counter
	moves      *prometheus.CounterVec
	deliveries *prometheus.CounterVec
	attempts   prometheus.Histogram
	swept      *prometheus.CounterVec
	shadowed   *prometheus.CounterVec
	terms      termsMetrics
}

// newMetrics returns metrics that, when they are read, also ask the store.
func newMetrics(opened *store.Store) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: counters("http_requests_total", "HTTP requests answered.", "method", "route", "status"),
		durations: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "bima_http_request_duration_seconds",
			Help: "Time to answer an HTTP request.",
			// A poll may wait for 30 s.
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30},
		}, []string{"method", "route"}),
		bundles:    counters("bundles_total", "Submitted bundles by how they were answered.", "outcome"),
		findings:   counters("findings_total", "Findings of the intake rules about submitted bundles.", "rule", "level"),
		differs:    prometheus.NewCounter(prometheus.CounterOpts{Name: "bima_copy_differs_total", Help: "Claims that came again with other content than before."}),
		moves:      counters("claim_moves_total", "Claims that went from one state to another.", "from", "to"),
		deliveries: counters("delivery_attempts_total", "Attempts at callbacks by how the callback stands after it (pending: the attempt failed and is made again) and how the receiver answered.", "state", "answer"),
		attempts: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "bima_delivery_attempt_duration_seconds", Help: "Time that an attempt at a callback took.",
			Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 15}, // no attempt takes longer than 15 s
		}),
		swept:    counters("sweeper_found_total", "Due claims that the sweeper found because nobody had looked at them for 5 s.", "kind"),
		shadowed: counters("shadow_decisions_total", "Claims that a candidate decided beside what is in force, by whether it would have decided otherwise.", "differs"),
		terms:    newTermsMetrics(),
	}
	m.registry.MustRegister(m.requests, m.durations, m.bundles, m.findings, m.differs, m.moves, m.deliveries, m.attempts, m.swept, m.shadowed,
		m.terms.revision, m.terms.codes, m.terms.seconds, newFigures(opened, wallClock{}), collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		buildInfo())
	m.begin()
	return m
}

// counters are counters with labels.
func counters(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Name: "bima_" + name, Help: help}, labels)
}

// buildInfo is 1, with the version as a label.
func buildInfo() prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "bima_build_info", Help: "1, labelled with the version of the program.",
		ConstLabels: prometheus.Labels{"version": version},
	}, func() float64 { return 1 })
}

// begin makes the counters that alerts watch exist before they first count, at zero: a rate over a
// counter that appears with its first fault would not see that one.
func (m *metrics) begin() {
	for _, outcome := range engine.BundleOutcomes {
		m.bundles.WithLabelValues(string(outcome))
	}
	for _, state := range []engine.DeliveryState{engine.DeliveryPending, engine.DeliveryDone, engine.DeliveryDead} {
		for _, answer := range engine.Answers {
			m.deliveries.WithLabelValues(string(state), string(answer))
		}
	}
	m.swept.WithLabelValues(string(engine.TaskAdjudicate))
}

// watch adds what the queues of the process dropped; nil: there is no such queue.
func (m *metrics) watch(local *queue.Local, shared *queue.Redis) {
	if local != nil {
		m.watchQueue("process", local.Dropped)
	}
	if shared != nil {
		m.watchQueue("redis", shared.Dropped)
	}
}

func (m *metrics) watchQueue(name string, dropped func() uint64) {
	m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{
		Name: "bima_queue_dropped_total", Help: "Wake-ups that were dropped; the sweeper finds their rows.",
		ConstLabels: prometheus.Labels{"queue": name},
	}, func() float64 { return float64(dropped()) }))
}

// handler answers /metrics.
func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}
