package main

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/bima-exchange/bima/terminology"
)

// termsMetrics tell of the code systems in force.
type termsMetrics struct {
	revision, seconds prometheus.Gauge
	codes             *prometheus.GaugeVec
}

func newTermsMetrics() termsMetrics {
	return termsMetrics{
		revision: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "bima_terminology_revision", Help: "Revision of the store's code systems that is in force; nodes that differ for long have a fault.",
		}),
		seconds: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "bima_terminology_load_seconds", Help: "How long the code systems in force took to load.",
		}),
		codes: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "bima_terminology_codes", Help: "Codes in force of the code systems that change.",
		}, []string{"system", "version"}),
	}
}

// Loaded tells of a set that has come into force.
func (m *metrics) Loaded(set *terminology.Set, revision int64, took time.Duration) {
	m.terms.revision.Set(float64(revision))
	m.terms.seconds.Set(took.Seconds())
	m.terms.codes.Reset()
	for _, system := range set.Contents() {
		m.terms.codes.WithLabelValues(system.URL, system.Version).Set(float64(system.Concepts))
	}
}
