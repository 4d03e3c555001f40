package main

import (
	"strconv"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/server"
)

var (
	_ engine.Meter = (*metrics)(nil)
	_ server.Meter = (*metrics)(nil)
)

// Answered implements server.Meter.
func (m *metrics) Answered(method, route string, status int, took time.Duration) {
	m.requests.WithLabelValues(method, route, strconv.Itoa(status)).Inc()
	m.durations.WithLabelValues(method, route).Observe(took.Seconds())
}

// Found implements engine.Meter.
func (m *metrics) Found(rule string, level fhir.Level) {
	m.findings.WithLabelValues(rule, level.String()).Inc()
}

// Taken implements engine.Meter.
func (m *metrics) Taken(outcome engine.BundleOutcome) {
	m.bundles.WithLabelValues(string(outcome)).Inc()
}

// CopyDiffered implements engine.Meter.
func (m *metrics) CopyDiffered() { m.differs.Inc() }

// Moved implements engine.Meter.
func (m *metrics) Moved(from, to engine.State) {
	m.moves.WithLabelValues(string(from), string(to)).Inc()
}

// Attempted implements engine.Meter.
func (m *metrics) Attempted(state engine.DeliveryState, answer engine.Answer, took time.Duration) {
	m.deliveries.WithLabelValues(string(state), string(answer)).Inc()
	if answer != engine.AnswerNotSent {
		m.attempts.Observe(took.Seconds())
	}
}

// Shadowed implements engine.Meter.
func (m *metrics) Shadowed(differs bool) {
	m.shadowed.WithLabelValues(strconv.FormatBool(differs)).Inc()
}

// Swept implements engine.Meter.
func (m *metrics) Swept(kind engine.TaskKind, rows int) {
	m.swept.WithLabelValues(string(kind)).Add(float64(rows))
}
