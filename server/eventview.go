package server

import (
	"maps"
	"slices"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// eventView is one thing that happened to a claim.
type eventView struct {
	Number int           `json:"number"`
	At     time.Time     `json:"at"`
	Actor  string        `json:"actor"`
	Action engine.Action `json:"action"`
	From   engine.State  `json:"from,omitempty"`
	To     engine.State  `json:"to"`
	Reason engine.Reason `json:"reason,omitempty"`
	Note   string        `json:"note,omitempty"`
	// Decision is what was decided; absent where nothing was.
	Decision   *decisionView `json:"decision,omitempty"`
	Proposal   *proposalView `json:"proposal,omitempty"`
	Payment    *paymentView  `json:"payment,omitempty"`
	Assigned   string        `json:"assigned,omitempty"`
	Documents  []string      `json:"documents,omitempty"`
	ReplacedBy string        `json:"replaced_by,omitempty"`
}

func viewEvent(event engine.Event) (eventView, error) {
	view := eventView{
		Number: event.Number, At: event.At.In(fhir.Nairobi), Actor: event.Actor, Action: event.On, From: event.From, To: event.To,
	}
	detail, err := engine.ReadDetail(event.Detail)
	if err != nil {
		return view, err
	}
	view.Reason, view.Note, view.Assigned = detail.Reason, detail.Note, detail.Assigned
	view.ReplacedBy = detail.Replaced
	for _, document := range detail.Documents {
		view.Documents = append(view.Documents, document.ID)
	}
	view.Proposal, view.Payment = viewProposal(detail.Proposal), viewPayment(detail.Payment)
	if detail.Decision != nil && detail.Decision.RuleSet != "" {
		view.Decision = new(viewDecision(*detail.Decision))
	}
	return view, nil
}

// proposalView is what the first of two officers would approve.
type proposalView struct {
	Officer  string             `json:"officer"`
	Benefit  shillings          `json:"benefit"`
	Items    []proposalItemView `json:"items"`
	Override bool               `json:"override,omitempty"`
	Reason   engine.Reason      `json:"reason,omitempty"`
}

type proposalItemView struct {
	Sequence int           `json:"sequence"`
	Benefit  shillings     `json:"benefit"`
	Reason   engine.Reason `json:"reason,omitempty"`
}

func viewProposal(proposal *engine.Proposal) *proposalView {
	if proposal == nil {
		return nil
	}
	view := &proposalView{
		Officer: proposal.Officer, Benefit: shillings(proposal.Decision.Benefit()), Override: proposal.Override, Reason: proposal.Reason,
	}
	for _, sequence := range slices.Sorted(maps.Keys(proposal.Benefits)) {
		view.Items = append(view.Items, proposalItemView{
			Sequence: sequence, Benefit: shillings(fhir.Cents(proposal.Benefits[sequence])), Reason: proposal.Reasons[sequence],
		})
	}
	return view
}

// paymentView is what the paying system said.
type paymentView struct {
	Reference  string     `json:"reference"`
	Date       fhir.Date  `json:"date,omitzero"`
	Amount     *shillings `json:"amount,omitempty"`
	Adjustment *shillings `json:"adjustment,omitempty"`
	Reason     string     `json:"reason,omitempty"`
}

func viewPayment(payment *engine.Payment) *paymentView {
	if payment == nil {
		return nil
	}
	return &paymentView{payment.Reference, payment.Date, inShillings(payment.Amount), inShillings(payment.Adjustment), payment.Reason}
}
