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
	// Replaced are the steps of the claims that the new ones take the place of. Where one of them is no
	// longer at its version nothing is written.
	Replaced []Move
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
	// DueAt, Assigned, Appeals and Barred are those of Claim after the step.
	DueAt    time.Time
	Assigned string
	Appeals  int
	Barred   string
	// Items hold what was decided per item; empty: the items stay as they are.
	Items []Item
	// Response is the ClaimResponse version that came of it; nil where the facility sees no change.
	Response *Response
	Event    Event
	// Usage is what the step takes of benefits; Release gives back all that the claim had taken.
	Usage   []Usage
	Release bool
	// Approval is what makes a claim of use preauthorization one that claims can use; nil: nothing.
	Approval *Approval
	// Documents were added by the step.
	Documents []Document
	// Shadow is what a candidate would have decided otherwise; nil: nothing.
	Shadow *ShadowDifference
	// Trace is the W3C traceparent that the callback goes on with.
	Trace string
}

// Approval is the number and the days of an approved preauthorization.
type Approval struct {
	Number string
	Period Days
	// Expired: the period is over, and the facility was told.
	Expired bool
}

// Usage is what one item of an approved claim took of benefits, or of an approved preauthorization
// holds of them.
type Usage struct {
	ClaimID   string
	Sequence  int
	Member    string
	Household string
	Code      string
	// Paid are the days that the benefit pays; of a preauthorization those for which it holds.
	Paid     Days
	Quantity fhir.Decimal
	Amount   fhir.Money
	// Preauthorization and PreauthorizationItem are under which the item was used; empty: none.
	Preauthorization     string
	PreauthorizationItem int
	// Held: it is not used yet. HeldUntil is the last day on which that counts.
	Held      bool
	HeldUntil fhir.Date
}

// Holder is whose benefits a claim takes of: nobody else takes of them at the same time.
type Holder struct {
	// Member and Household are empty where they are not known.
	Member    string
	Household string
}

// Question is what a decision has to know of what others have (Held).
type Question struct {
	Holder
	// ClaimID is the claim itself, and Replaces the one that it takes the place of: they are left out.
	ClaimID  string
	Replaces string
	Facility string
	// Days are the claim's days of service.
	Days Days
	// Limited are the codes whose limits count, and Window the days over which.
	Limited []string
	Window  Days
	// Preauthorizations are the ids and numbers by which the claim names them.
	Preauthorizations []string
	// Practitioner was at work at these instants; an hour about each counts.
	Practitioner string
	At           []time.Time
	// Documents: the types of the documents that were added are wanted.
	Documents bool
}

// Document is a paper that a facility added to a claim.
type Document struct {
	ID      string
	ClaimID string
	At      time.Time
	Actor   string
	// Type is a code of the attachment types, in capitals.
	Type        string
	Title       string
	ContentType string
	// URL is where the document is, where Body is empty.
	URL  string
	Body []byte
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
