package engine

import (
	"time"

	"github.com/bima-exchange/bima/fhir"
)

// Use is Claim.use.
type Use string

// The uses that the exchange takes.
const (
	UseClaim            Use = "claim"
	UsePreauthorization Use = "preauthorization"
	// UsePredetermination asks what would be paid. It is answered at once and never stored.
	UsePredetermination Use = "predetermination"
)

// Claim is an accepted claim or preauthorization: what was submitted, which never changes, and
// where it stands, which changes by Move alone.
type Claim struct {
	// ID is Claim.id, unique over all facilities.
	ID string
	// Number is ours, for people: "CLM/2026/000123".
	Number string
	// Facility is the FID of the claim's facility (rules.md "Whose claim").
	Facility string
	// Mediator is the acknowledgement under which the claim was accepted.
	Mediator string
	Use      Use
	// Member is the SHA number that the claim names, registered or not; empty where it names none.
	Member string
	// Practitioner is the PUID of the first practitioner of the care team, as the claim names it.
	Practitioner string
	// Diagnosis are the claim's ICD-11 codes in order.
	Diagnosis []string
	// Items are in ascending order of sequence.
	Items []Item
	// Stated is what the bundle says of what the registry knows better, and of papers.
	Stated Stated
	// Digest is the SHA-256 of the canonical form of the Claim.
	Digest []byte
	// AcceptedAt is when the claim became ours. ReceivedAt is that of the first of the claims that it
	// replaces, else the same.
	AcceptedAt time.Time
	ReceivedAt time.Time
	// Replaces is the claim that it took the place of; empty: none.
	Replaces string

	State State
	// Before is the state from which the claim went to surveillance or was sent back, else empty.
	Before State
	// Version is that of the row: it moves with every event, and every move expects it.
	Version int
	// ResponseVersion is that of the current ClaimResponse: meta.versionId.
	ResponseVersion int
	// Head is the hash of the claim's last event.
	Head []byte

	// DueAt is when the state is overdue, or of what was sent back when it is barred; zero: never.
	DueAt time.Time
	// Assigned is the officer who has it in hand; empty: nobody.
	Assigned string
	// Appeals is how often it, or a claim that it replaces, was appealed. Barred is the officer who
	// refused it, and may not decide about the appeal; empty: nobody.
	Appeals int
	Barred  string
}

// Stated is what a bundle says of the patient, the facility and the papers of a claim.
type Stated struct {
	// Sex is the patient's administrative gender, Level the facility's; empty: it is not said.
	Sex       string    `json:"sex,omitempty"`
	BirthDate fhir.Date `json:"birth_date,omitzero"`
	Level     string    `json:"level,omitempty"`
	// Schemes are those of the coverages in Claim.insurance: "SHA", "PMF".
	Schemes []string `json:"schemes,omitempty"`
	// Preauthorizations are the ids and numbers by which the claim names preauthorizations.
	Preauthorizations []string `json:"preauthorizations,omitempty"`
	// Documents are the codes of attachment types that came with the claim, in capitals.
	Documents []string `json:"documents,omitempty"`
}

// Standing is what the arrows from where the claim is depend on.
func (c Claim) Standing(holds ...Condition) Standing {
	return Standing{State: c.State, Before: c.Before, Use: c.Use, Holds: holds}
}

// Item is one Claim.item and what was decided about it.
type Item struct {
	Sequence int
	// Code is the intervention: "SHA-16-001".
	Code string
	// Start and End are the days of service.
	Start fhir.Date
	End   fhir.Date
	// Quantity is 1 where the claim says nothing.
	Quantity fhir.Decimal
	// Net is what was asked for.
	Net fhir.Money
	// Diagnosis are the codes that the item names, empty where it names none.
	Diagnosis []string
	// Scheme is that of the coverage that the item names as its own; empty where it names none.
	Scheme string
	// At is when the service began, to the minute; zero where only a day is given.
	At time.Time

	// Eligible and Benefit are what was decided; nil until it was.
	Eligible *fhir.Money
	Benefit  *fhir.Money
}

// Submitted is the sum of what the items ask for.
func (c Claim) Submitted() fhir.Money {
	total := fhir.Cents(0)
	for _, item := range c.Items {
		total.Cents += item.Net.Cents
	}
	return total
}

// Alias is one id by which a facility may ask for a claim.
type Alias struct {
	Kind  AliasKind
	Value string
}

// AliasKind is the namespace of an alias.
type AliasKind string

// The namespaces (api.md "Status").
const (
	ByClaimID    AliasKind = "claim"
	ByFullURL    AliasKind = "fullurl"
	ByIdentifier AliasKind = "identifier"
	ByMediator   AliasKind = "mediator"
	ByBundleID   AliasKind = "bundle"
)

// Response is one version of a claim's ClaimResponse, as it was and will be answered.
type Response struct {
	ClaimID string
	Version int
	State   State
	At      time.Time
	// Body is the ClaimResponse in JSON. These bytes are stored, polled and called back.
	Body []byte
}
