package engine

import "time"

// Attempt is one POST of a delivery.
type Attempt struct {
	DeliveryID string
	// Number is 1 for the first.
	Number int
	At     time.Time
	Took   time.Duration
	// Status is the HTTP status, 0 where no answer came.
	Status int
	// Answer is the first 2 KiB of the answer or, where none came, why.
	Answer string
}

// Taken reports whether the receiver has taken what was sent: a 2xx.
func (a Attempt) Taken() bool { return a.Status >= 200 && a.Status < 300 }

// AttemptOutcome is what came of an attempt, and what follows from it.
type AttemptOutcome struct {
	Attempt
	Facility string
	// State is the delivery's from now on; where it is pending, NextAt is when it is tried again.
	State  DeliveryState
	NextAt time.Time
	// EndpointSetAt is when the endpoint was set that was called: one that was set anew meanwhile has no
	// part in this. Failure is what failed, in a few words, empty where the callback was taken.
	EndpointSetAt time.Time
	Failure       string
	// RestsUntil opens the circuit until then; zero: it stays as it is. Probe: the circuit was open, and
	// closes where the callback was taken.
	RestsUntil time.Time
	Probe      bool
}

// Ending chooses pending deliveries to be given up without a further attempt: a facility's, or those that
// began before an instant. Those of which an attempt is under way are left.
type Ending struct {
	Facility    string
	BegunBefore time.Time
	// Why is kept as an attempt's answer, for the facility.
	Why   string
	Limit int
}
