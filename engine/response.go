package engine

import (
	"strconv"

	"github.com/bima-exchange/bima/fhir"
)

// Systems of the codes that the exchange writes, below its FHIR base where they are its own.
const (
	hl7Adjudication = "http://terminology.hl7.org/CodeSystem/adjudication"

	ownAdjudication = "/CodeSystem/bima-adjudication"
	ownReason       = "/CodeSystem/bima-adjudication-reason"
	ownClaimState   = "/CodeSystem/claim-state"

	claimStateExtension = "/StructureDefinition/claim-state-extension"
)

// firstResponse is version 1 of a claim's ClaimResponse: queued. Every later version is made from
// the one before it, so that what the claim said of itself is read once.
func (e *Engine) firstResponse(bundle *fhir.Bundle, submitted *fhir.Claim, claim Claim) fhir.ClaimResponse {
	at := fhir.Instant(claim.AcceptedAt)
	response := fhir.ClaimResponse{
		ID:   claim.ID,
		Meta: fhir.Meta{VersionID: "1", LastUpdated: at},
		Identifier: []fhir.IdentifierJSON{
			{System: e.Base + "/identifier/claim-number", Value: claim.Number},
			{System: e.Base + "/identifier/mediator-id", Value: claim.Mediator},
		},
		Status:  "active",
		Type:    submitted.Type.JSON(),
		Use:     string(claim.Use),
		Patient: patientReference(bundle, submitted),
		Created: at,
		Insurer: fhir.ReferenceJSON{
			Reference: e.Base + "/Organization/SHA", Type: "Organization",
			Identifier: &fhir.IdentifierJSON{System: e.Base + "/identifier/payer", Value: "SHA"},
		},
		Requestor: &fhir.ReferenceJSON{
			Reference: submitted.Provider.Literal, Type: "Organization",
			Identifier: &fhir.IdentifierJSON{System: e.Base + "/identifier/fr-code", Value: claim.Facility},
		},
		Request: fhir.ReferenceJSON{
			Reference: e.claimURL(claim.ID), Type: "Claim", Identifier: e.requestIdentifier(submitted),
		},
	}
	if submitted.SubType.State == fhir.Present {
		response.SubType = new(submitted.SubType.JSON())
	}
	e.stand(&response, Queued, decisionOf(claim))
	return response
}

// claimURL is the url by which the exchange speaks of a claim.
func (e *Engine) claimURL(id string) string { return e.Base + "/Claim/" + id }

// patientReference is Claim.patient with the identifier by which the payer knows the patient.
func patientReference(bundle *fhir.Bundle, claim *fhir.Claim) fhir.ReferenceJSON {
	patient := fhir.ReferenceJSON{Reference: claim.Patient.Literal, Type: "Patient"}
	identifier := claim.Patient.Identifier
	if target, ok := bundle.Resolve(claim.Entry, claim.Patient); ok && target.Entry != nil && identifier.Value == "" {
		for _, own := range target.Entry.Resource.Identifier {
			if lastSegment(own.System) == "shanumber" {
				identifier = own
			}
		}
	}
	if identifier.Value != "" {
		patient.Identifier = &fhir.IdentifierJSON{System: identifier.System, Value: identifier.Value}
	}
	return patient
}

// requestIdentifier is the Claim's own identifier, or one that we make of its id.
func (e *Engine) requestIdentifier(claim *fhir.Claim) *fhir.IdentifierJSON {
	for _, identifier := range claim.Identifier {
		if identifier.Value != "" {
			return &fhir.IdentifierJSON{System: identifier.System, Value: identifier.Value}
		}
	}
	return &fhir.IdentifierJSON{System: e.Base + "/claim", Value: claim.ID.Value}
}

// nextResponse is the version after previous, in another state.
func (e *Engine) nextResponse(previous Response, at fhir.Instant, state State, decision Decision) (Response, error) {
	response, err := fhir.DecodeClaimResponse(previous.Body)
	if err != nil {
		return Response{}, err
	}
	version := previous.Version + 1
	response.Meta = fhir.Meta{VersionID: strconv.Itoa(version), LastUpdated: at}
	e.stand(&response, state, decision)
	return Response{ClaimID: previous.ClaimID, Version: version, State: state, Body: response.Encode()}, nil
}

// stand writes where the claim stands into a response: what may be told in that state, as the
// table of api.md "ClaimResponse" has it, and nothing else.
func (e *Engine) stand(response *fhir.ClaimResponse, state State, decision Decision) {
	show := shown[state]
	response.Outcome = show.outcome
	response.Extension = []fhir.ExtensionJSON{{
		URL:     e.Base + claimStateExtension,
		Concept: fhir.Concept(e.Base+ownClaimState, string(state), state.Display()),
	}}
	response.ProcessNote = nil
	notes := noteTaker{}
	if show.neutral != "" {
		notes.add(show.neutral)
	}
	if show.findings {
		for _, finding := range decision.told(0) {
			notes.add(finding.Facility)
		}
	}
	response.Item = nil
	for _, item := range decision.Items {
		response.Item = append(response.Item, e.responseItem(item, show, decision, &notes))
	}
	response.ProcessNote = notes.notes
	response.Total = e.totals(show, decision)
}

// showing is what a state tells about the decision.
type showing struct {
	outcome  string
	eligible bool
	findings bool
	benefit  bool
	// refused: the benefit is 0, whatever was eligible.
	refused bool
	// neutral is a note that is the same for every claim in the state.
	neutral string
}

var shown = map[State]showing{
	Queued:             {outcome: "queued"},
	InReview:           {outcome: "partial", eligible: true, findings: true, neutral: "This could not be approved automatically; a claims officer looks at it."},
	ClinicalReview:     {outcome: "partial", eligible: true, findings: true, neutral: "The automatic checks were passed; a clinical officer looks at it."},
	SentToSurveillance: {outcome: "partial", neutral: "This is under further review."},
	SentBack:           {outcome: "complete"},
	Approved:           {outcome: "complete", eligible: true, findings: true, benefit: true},
	SentForPayment:     {outcome: "complete", eligible: true, findings: true, benefit: true},
	PaymentDeclined:    {outcome: "complete", eligible: true, findings: true, benefit: true},
	PaymentCompleted:   {outcome: "complete", eligible: true, findings: true, benefit: true},
	Rejected:           {outcome: "complete", findings: true, benefit: true, refused: true},
	Canceled:           {outcome: "complete", findings: true, benefit: true, refused: true},
}

// responseItem is one item: submitted − Σ reductions = eligible, and eligible = benefit as long as
// no copayment is known.
func (e *Engine) responseItem(item ItemDecision, show showing, decision Decision, notes *noteTaker) fhir.ResponseItem {
	answer := fhir.ResponseItem{ItemSequence: item.Sequence, Adjudication: []fhir.Adjudication{amountOf("submitted", item.Submitted)}}
	if show.findings {
		for _, reduction := range item.Reductions {
			answer.Adjudication = append(answer.Adjudication, fhir.Adjudication{
				Category: fhir.Concept(e.Base+ownAdjudication, "reduction", "Reduction"),
				Reason:   new(fhir.Concept(e.Base+ownReason, string(reduction.Reason), reduction.Reason.Display())),
				Amount:   new(reduction.Amount),
			})
		}
		for _, finding := range decision.told(item.Sequence) {
			answer.NoteNumber = append(answer.NoteNumber, notes.add(finding.Facility))
		}
	}
	if show.eligible {
		answer.Adjudication = append(answer.Adjudication, amountOf("eligible", item.Eligible))
	}
	if show.benefit {
		answer.Adjudication = append(answer.Adjudication, amountOf("benefit", show.payable(item.Eligible)))
	}
	return answer
}

// payable is the benefit that comes of an eligible amount.
func (s showing) payable(eligible fhir.Money) fhir.Money {
	if s.refused {
		return fhir.Cents(0)
	}
	return eligible
}

func (e *Engine) totals(show showing, decision Decision) []fhir.ResponseTotal {
	submitted, eligible := fhir.Cents(0), fhir.Cents(0)
	for _, item := range decision.Items {
		submitted.Cents += item.Submitted.Cents
		eligible.Cents += item.Eligible.Cents
	}
	totals := []fhir.ResponseTotal{totalOf("submitted", submitted)}
	if show.eligible {
		totals = append(totals, totalOf("eligible", eligible))
	}
	if show.benefit {
		totals = append(totals, totalOf("benefit", show.payable(eligible)))
	}
	return totals
}

func amountOf(category string, amount fhir.Money) fhir.Adjudication {
	return fhir.Adjudication{Category: category7(category), Amount: &amount}
}

func totalOf(category string, amount fhir.Money) fhir.ResponseTotal {
	return fhir.ResponseTotal{Category: category7(category), Amount: amount}
}

var adjudicationDisplays = map[string]string{
	"submitted": "Submitted Amount", "eligible": "Eligible Amount", "benefit": "Benefit Amount",
}

// category7 is an HL7 adjudication code.
func category7(code string) fhir.ConceptJSON {
	return fhir.Concept(hl7Adjudication, code, adjudicationDisplays[code])
}

// noteTaker numbers process notes; the same text is one note.
type noteTaker struct{ notes []fhir.ProcessNote }

func (n *noteTaker) add(text string) (number int) {
	for _, note := range n.notes {
		if note.Text == text {
			return note.Number
		}
	}
	number = len(n.notes) + 1
	n.notes = append(n.notes, fhir.ProcessNote{Number: number, Type: "display", Text: text})
	return number
}
