package engine

import "github.com/bima-exchange/bima/fhir"

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
