package engine

import (
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// Outcome is what a finding of an adjudication rule means (rules.md "Adjudication").
type Outcome string

const (
	// Deny: the engine does not approve; a person decides.
	Deny Outcome = "deny"
	// Cut: the item is paid at most Ceiling.
	Cut Outcome = "cut"
	// Refer: the engine cannot decide; a person does.
	Refer Outcome = "refer"
	// Watch: sent to surveillance. The facility is never told.
	Watch Outcome = "watch"
	// Note: said, and changes nothing.
	Note Outcome = "note"
)

// Finding is what an adjudication rule has to say about a claim or one of its items.
type Finding struct {
	// Rule is set by the runner.
	Rule    string
	Outcome Outcome
	Reason  Reason
	// Item is the item's sequence, 0 for the whole claim.
	Item int
	// Ceiling is the most that a Cut leaves the item; nil for other outcomes.
	Ceiling *fhir.Money
	// Payer is the sentence for the payer's officers, Facility the one for the facility's clerk.
	Payer    string
	Facility string
}

// Rule is an adjudication rule: a value. Check is a pure function; it is called for claims whose
// first day of service is on or after Since, and before Until; zero dates are no bounds.
type Rule struct {
	ID string
	// Title says what holds when the rule is content.
	Title string
	// Cites is the clause that the rule implements.
	Cites string
	Since fhir.Date
	Until fhir.Date
	Check func(Case) []Finding
}

// Case is a claim and all that is known about it.
type Case struct {
	Claim Claim
	// Facility is the registry's row on the first day of service; nil where it has none.
	Facility *Facility
	// Member likewise.
	Member *Member
	// Terms are the code systems in force.
	Terms    *terminology.Set
	Settings Settings
}
