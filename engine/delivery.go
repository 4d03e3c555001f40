package engine

import (
	"fmt"
	"time"
)

// Endpoint is where a facility wants its callbacks.
type Endpoint struct {
	Facility string
	URL      string
	Username string
	// Password is sealed.
	Password []byte
	Enabled  bool
	// Disabled says why the exchange switched it off; empty where it did not.
	Disabled string
	SetAt    time.Time
	Signing  Signing
	Health   Health
}

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

// Signing is the secrets by which an endpoint's callbacks are signed (api.md "Callbacks"), sealed under
// SigningContext. The zero Signing signs nothing: so it is with endpoints from before callbacks were signed.
type Signing struct {
	Secret []byte
	// Before is the secret before the last rotation; it signs, too, until BothUntil.
	Before    []byte
	BothUntil time.Time
}

// Secrets are those that sign at an instant, sealed, the newest first.
func (s Signing) Secrets(now time.Time) [][]byte {
	var secrets [][]byte
	if len(s.Secret) > 0 {
		secrets = append(secrets, s.Secret)
	}
	if len(s.Before) > 0 && now.Before(s.BothUntil) {
		secrets = append(secrets, s.Before)
	}
	return secrets
}

// DeliveryState says where a callback stands.
type DeliveryState string

const (
	// DeliveryPending: to be posted when NextAt has come, every earlier version of the claim is
	// delivered or dead, and the endpoint does not rest. The worker has the next move.
	DeliveryPending DeliveryState = "pending"
	// DeliveryDone: a 2xx was answered.
	DeliveryDone DeliveryState = "delivered"
	// DeliveryDead: given up; it can be sent again by hand.
	DeliveryDead DeliveryState = "dead"
)

// Delivery is one ClaimResponse version on its way to a facility. The row is the task.
type Delivery struct {
	ID       string
	ClaimID  string
	Version  int
	Facility string
	State    DeliveryState
	// Attempts is how many were made.
	Attempts  int
	CreatedAt time.Time
	NextAt    time.Time
	// BegunAt is since when it is being sent: its creation, or when it was last sent again by hand. Failed
	// is how many attempts have failed since then.
	BegunAt time.Time
	Failed  int

	// ClaimState is the claim's state in this version, Mediator its acknowledgement, Body the
	// stored bytes of the ClaimResponse.
	ClaimState State
	Mediator   string
	Body       []byte
	// Trace is that of the Move that caused the delivery.
	Trace string
}

// DeliveryID is the id of the callback of a ClaimResponse version, which is also its webhook-id (api.md
// "Callbacks").
func DeliveryID(response Response) string {
	return fmt.Sprintf("%s.%d", response.ClaimID, response.Version)
}

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

// Lane is the way to one facility's endpoint, on which at most so many more callbacks may go just now.
type Lane struct {
	Facility string
	Limit    int
}

// Taken is what a worker has taken to deliver on a lane.
type Taken struct {
	// Endpoint is nil where the facility has none.
	Endpoint   *Endpoint
	Deliveries []Delivery
	// Probe: the circuit is open, and its rest is over; there is at most one delivery, of which everything
	// depends.
	Probe bool
}

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

// Recovery chooses deliveries of a facility to be sent again.
type Recovery struct {
	Facility string
	// States are those in which they ended, Since is from when on they were created.
	States []DeliveryState
	Since  time.Time
	// At is when the recovery began: each is recovered once in it. DueAt is when they are due: late enough
	// that the last one is there before the first goes, so that the versions of a claim go in order.
	At, DueAt time.Time
	// Limit is how many deliveries, or claims that may lack some, are looked at in one transaction.
	Limit int
}

// DeliveryCount is how many callbacks of a facility stand so.
type DeliveryCount struct{ Pending, Dead int }

// DeliveryFilter chooses deliveries. Zero members mean any.
type DeliveryFilter struct {
	Facility string
	State    DeliveryState
	Since    time.Time
	// After is the ID of the last delivery of the page before.
	After string
	Limit int
}
