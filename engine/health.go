package engine

import "time"

// Health is how an endpoint has answered lately. The zero Health is a good one.
type Health struct {
	// Failures is how many attempts in a row failed, at FailingSince the first of them; Failure is what
	// the last one got: "HTTP 503".
	Failures     int
	FailingSince time.Time
	Failure      string
	// RestsUntil is set where the circuit is open: nothing is sent until then, and after it one callback
	// at a time, the probe, until one is taken.
	RestsUntil time.Time
}

// Circuit says what an endpoint is sent.
type Circuit string

const (
	// CircuitClosed: whatever is due.
	CircuitClosed Circuit = "closed"
	// CircuitOpen: nothing, since it failed again and again, or asked to be left alone for a while.
	CircuitOpen Circuit = "open"
	// CircuitProbing: one callback at a time, until one is taken.
	CircuitProbing Circuit = "probing"
)

// Circuits are all of them.
var Circuits = []Circuit{CircuitClosed, CircuitOpen, CircuitProbing}

// Circuit is that of an instant.
func (h Health) Circuit(now time.Time) Circuit {
	switch {
	case h.RestsUntil.IsZero():
		return CircuitClosed
	case now.Before(h.RestsUntil):
		return CircuitOpen
	}
	return CircuitProbing
}
