package engine

import "github.com/bima-exchange/bima/fhir"

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
	// Within: the item is within what the rule leaves it. Nothing is said; the figures are kept, so that the
	// sum can be redone.
	Within Outcome = "within"
)

// Finding is what an adjudication rule has to say about a claim or one of its items.
type Finding struct {
	// Rule is set by the runner.
	Rule    string  `json:"rule"`
	Outcome Outcome `json:"outcome"`
	Reason  Reason  `json:"reason"`
	// Item is the item's sequence, 0 for the whole claim.
	Item int `json:"item,omitempty"`
	// Ceiling is the most that a Cut leaves the item. A Deny may have one, too: it takes nothing off, and
	// binds the officer who approves in spite of it.
	Ceiling *fhir.Money `json:"ceiling,omitempty"`
	// Units is how many units of the item the Ceiling pays; nil where a Cut leaves them as they are.
	Units *fhir.Decimal `json:"units,omitempty"`
	// Paid are the days of the item that the Ceiling pays; zero where a Cut leaves them as they are.
	Paid Days `json:"paid,omitzero"`
	// Weight is how much a Watch adds to the score of suspicion.
	Weight int `json:"weight,omitempty"`
	// Figures are what was reckoned with, so that a clerk can redo the sum.
	Figures []Figure `json:"figures,omitempty"`
	// Payer is the sentence for the payer's officers, Facility the one for the facility's clerk.
	Payer    string `json:"payer,omitempty"`
	Facility string `json:"facility,omitempty"`
}

// Figure is a number that a rule used: "tariff", "KES 3360.00".
type Figure struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	// Payer: for the payer's officers alone, since it tells of others.
	Payer bool `json:"payer,omitempty"`
}

// Binding says what kind of ceiling a rule sets, for the officer who approves (api.md "Second
// officer").
type Binding string

const (
	// ByTariff and ByLimit: an officer may pass it with override, reason and a second officer.
	ByTariff Binding = "tariff"
	ByLimit  Binding = "limit"
	// ByPreauthorization and ByLaw: nobody passes it.
	ByPreauthorization Binding = "preauthorization"
	ByLaw              Binding = "law"
)

// Rule is an adjudication rule: a value. Check is a pure function; it is called for claims whose
// first day of service is on or after Since, and before Until; zero dates are no bounds.
type Rule struct {
	ID string
	// Title says what holds when the rule is content.
	Title string
	// Cites is the clause that the rule implements.
	Cites string
	// Outcomes are those that its findings can have.
	Outcomes []Outcome
	// Binds is what kind of ceilings it sets; empty where it sets none.
	Binds Binding
	Since fhir.Date
	Until fhir.Date
	Check func(Case) []Finding
}
