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
	SetAt    time.Time
	Signing  Signing
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
	// DeliveryPending: to be posted when NextAt has come and every earlier version of the claim
	// is delivered or dead. The worker has the next move.
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

// DeliveryFilter chooses deliveries. Zero members mean any.
type DeliveryFilter struct {
	Facility string
	State    DeliveryState
	Since    time.Time
	// After is the ID of the last delivery of the page before.
	After string
	Limit int
}
