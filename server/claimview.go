package server

import (
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// claimView is a claim as the payer's people see it. Instants are in Nairobi's zone.
type claimView struct {
	ID           string       `json:"id"`
	Number       string       `json:"number"`
	Mediator     string       `json:"mediator_id"`
	Facility     string       `json:"facility"`
	Member       string       `json:"member,omitempty"`
	Practitioner string       `json:"practitioner,omitempty"`
	Use          engine.Use   `json:"use"`
	State        engine.State `json:"state"`
	// Before is the state from which it was sent to surveillance or sent back.
	Before    engine.State    `json:"before,omitempty"`
	Version   int             `json:"version"`
	Accepted  time.Time       `json:"accepted"`
	Received  time.Time       `json:"received"`
	Due       *time.Time      `json:"due,omitempty"`
	Assigned  string          `json:"assigned,omitempty"`
	Appeals   int             `json:"appeals"`
	Barred    string          `json:"barred,omitempty"`
	Replaces  string          `json:"replaces,omitempty"`
	Diagnosis []string        `json:"diagnosis,omitempty"`
	Items     []claimItemView `json:"items"`
	Submitted shillings       `json:"submitted"`
	// Benefit is what was granted; absent where nothing was decided yet.
	Benefit *shillings `json:"benefit,omitempty"`
}

type claimItemView struct {
	Sequence  int        `json:"sequence"`
	Code      string     `json:"code"`
	Serviced  periodView `json:"serviced"`
	Quantity  quantity   `json:"quantity"`
	Net       shillings  `json:"net"`
	Scheme    string     `json:"scheme,omitempty"`
	Diagnosis []string   `json:"diagnosis,omitempty"`
}

func viewClaim(claim engine.Claim) claimView {
	view := claimView{
		ID: claim.ID, Number: claim.Number, Mediator: claim.Mediator, Facility: claim.Facility, Member: claim.Member,
		Practitioner: claim.Practitioner, Use: claim.Use, State: claim.State, Before: claim.Before, Version: claim.Version,
		Accepted: claim.AcceptedAt.In(fhir.Nairobi), Received: claim.ReceivedAt.In(fhir.Nairobi), Due: instantOf(claim.DueAt),
		Assigned: claim.Assigned, Appeals: claim.Appeals, Barred: claim.Barred, Replaces: claim.Replaces,
		Diagnosis: claim.Diagnosis, Items: []claimItemView{}, Submitted: shillings(claim.Submitted()), Benefit: granted(claim),
	}
	for _, item := range claim.Items {
		view.Items = append(view.Items, claimItemView{
			Sequence: item.Sequence, Code: item.Code, Serviced: periodView{item.Start, item.End}, Quantity: quantity(item.Quantity),
			Net: shillings(item.Net), Scheme: item.Scheme, Diagnosis: item.Diagnosis,
		})
	}
	return view
}

// granted is the sum of what the items are paid; nil where that was decided of none.
func granted(claim engine.Claim) *shillings {
	var sum *shillings
	for _, item := range claim.Items {
		if item.Benefit == nil {
			continue
		}
		if sum == nil {
			sum = new(shillings(fhir.Cents(0)))
		}
		sum.Cents += item.Benefit.Cents
	}
	return sum
}

// approvalView is the number and the days of an approved preauthorization.
type approvalView struct {
	Number  string      `json:"number"`
	Period  *periodView `json:"period"`
	Expired bool        `json:"expired"`
}

func viewApproval(approval *engine.Approval) *approvalView {
	if approval == nil {
		return nil
	}
	return &approvalView{approval.Number, viewPeriod(approval.Period), approval.Expired}
}

// documentView is a document that was added, without its content.
type documentView struct {
	ID          string    `json:"id"`
	At          time.Time `json:"at"`
	Actor       string    `json:"actor"`
	Type        string    `json:"type"`
	Title       string    `json:"title"`
	ContentType string    `json:"content_type"`
	URL         string    `json:"url,omitempty"`
}

func viewDocument(d engine.Document) documentView {
	return documentView{d.ID, d.At.In(fhir.Nairobi), d.Actor, d.Type, d.Title, d.ContentType, d.URL}
}
