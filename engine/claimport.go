package engine

import (
	"time"

	"github.com/bima-exchange/bima/fhir"
)

// The types in this file are what the port Claims takes and returns.

// Known is a claim id that is taken.
type Known struct {
	Facility   string
	Digest     []byte
	AcceptedAt time.Time
	// Mediator, Ack and Outcome are those of the acknowledgement under which it was accepted.
	Mediator string
	Ack      []byte
	Outcome  []byte
}

// Acceptance is a bundle with all that its acceptance writes.
type Acceptance struct {
	Mediator string
	// Facility is that of the first claim; mediator_id is unique in it.
	Facility string
	Client   string
	At       time.Time
	// Body is the bundle as it came, Ack the answer, Outcome the warnings as an OperationOutcome.
	Body    []byte
	Ack     []byte
	Outcome []byte
	// Claims are in ascending order of id.
	Claims []NewClaim
	// Trace is the W3C traceparent of the request; empty: nobody traces it.
	Trace string
}

// NewClaim is one claim of an Acceptance.
type NewClaim struct {
	Claim Claim
	// JSON is the decoded Claim.
	JSON     []byte
	Aliases  []Alias
	Response Response
	Event    Event
}

// Due is a queued claim that was leased, with what its next step is made from.
type Due struct {
	Claim Claim
	// Response is the current ClaimResponse.
	Response Response
	// Trace is that of the Acceptance.
	Trace string
}

// Move is one step of a claim.
type Move struct {
	ClaimID string
	// Version is the one that the step was decided on.
	Version int
	State   State
	Before  State
	// Items hold what was decided per item; empty: the items stay as they are.
	Items []Item
	// Response is the ClaimResponse version that came of it; nil where the facility sees no change.
	Response *Response
	Event    Event
	// Usage is what the step takes of benefits; Release gives back all that the claim had taken.
	Usage   []Usage
	Release bool
	// Trace is the W3C traceparent that the callback goes on with.
	Trace string
}

// Usage is what one item of an approved claim took.
type Usage struct {
	ClaimID  string
	Sequence int
	Member   string
	Code     string
	Start    fhir.Date
	End      fhir.Date
	Quantity fhir.Decimal
	Amount   fhir.Money
}

// StatusQuery asks for the claims behind an alias.
type StatusQuery struct {
	Scope  Scope
	Kind   AliasKind
	Value  string
	Offset int
	Limit  int
}

// StatusPage is an answer to a StatusQuery.
type StatusPage struct {
	// Total is the number of claims over all pages.
	Total int
	Rows  []StatusRow
}

// StatusRow is a claim as its status is answered.
type StatusRow struct {
	ClaimID  string
	State    State
	Version  int // of the ClaimResponse
	Response []byte
	Claim    []byte
}
