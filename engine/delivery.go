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
