package engine

import "github.com/bima-exchange/bima/fhir"

// standpoint is all that a ClaimResponse tells of where a claim stands.
type standpoint struct {
	state    State
	decision Decision
	// approval is that of a preauthorization, nil where there is none.
	approval *Approval
	// payment is what the paying system said, nil where it has said nothing.
	payment *Payment
}

// stand writes where the claim stands into a response: what may be told in that state, as the
// table of api.md "ClaimResponse" has it, and nothing else.
func (e *Engine) stand(response *fhir.ClaimResponse, at standpoint) {
	show := shown[at.state]
	response.Outcome = show.outcome
	shownAs := e.shownState(at.state)
	response.Extension = []fhir.ExtensionJSON{{
		URL:     e.Base + claimStateExtension,
		Concept: fhir.Concept(e.Base+ownClaimState, string(shownAs), shownAs.Display()),
	}}
	notes := noteTaker{}
	if shownAs != at.state {
		notes.add("The state is " + string(at.state) + " (" + at.state.Display() + ").")
	}
	if show.neutral != "" {
		notes.add(show.neutral)
	}
	if show.findings {
		for _, finding := range at.decision.told(0) {
			notes.add(finding.Facility)
		}
	}
	if show.remarks {
		for _, remark := range at.decision.Remarks {
			notes.add(remark)
		}
	}
	response.Item = nil
	for _, item := range at.decision.Items {
		response.Item = append(response.Item, e.responseItem(item, show, at.decision, &notes))
	}
	response.ProcessNote = notes.notes
	response.Total = totals(show, at.decision)
	e.tellApproval(response, show, at.approval)
	response.Payment = nil
	if at.state == PaymentCompleted && at.payment != nil {
		response.Payment = e.responsePayment(*at.payment)
	}
}

// shownState is the state as facilities are told it: with --states guide one of the guide's nine.
func (e *Engine) shownState(state State) State {
	switch {
	case e.GuideStates && state == SentBack:
		return InReview
	case e.GuideStates && state == Canceled:
		return Rejected
	}
	return state
}

// showing is what a state tells about the decision.
type showing struct {
	outcome  string
	eligible bool
	findings bool
	benefit  bool
	// remarks: what a person said is told.
	remarks bool
	// refused: the benefit is 0, whatever was eligible.
	refused bool
	// neutral is a note that is the same for every claim in the state.
	neutral string
}

var shown = map[State]showing{
	Queued:             {outcome: "queued"},
	InReview:           {outcome: "partial", eligible: true, findings: true, remarks: true, neutral: "This could not be approved automatically; a claims officer looks at it."},
	ClinicalReview:     {outcome: "partial", eligible: true, findings: true, remarks: true, neutral: "The automatic checks were passed; a clinical officer looks at it."},
	SentToSurveillance: {outcome: "partial", neutral: "This is under further review."},
	SentBack:           {outcome: "complete", remarks: true},
	Approved:           {outcome: "complete", eligible: true, findings: true, benefit: true, remarks: true},
	SentForPayment:     {outcome: "complete", eligible: true, findings: true, benefit: true, remarks: true},
	PaymentDeclined:    {outcome: "complete", eligible: true, findings: true, benefit: true, remarks: true},
	PaymentCompleted:   {outcome: "complete", eligible: true, findings: true, benefit: true, remarks: true},
	Rejected:           {outcome: "complete", findings: true, benefit: true, refused: true, remarks: true},
	Canceled:           {outcome: "complete", findings: true, benefit: true, refused: true, remarks: true},
}

// responseItem is one item: submitted − Σ reductions = eligible, and eligible − copay = benefit.
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
	if !show.benefit {
		return answer
	}
	if item.Copay.Cents > 0 && !show.refused {
		answer.Adjudication = append(answer.Adjudication, amountOf("copay", item.Copay))
	}
	answer.Adjudication = append(answer.Adjudication, amountOf("benefit", show.payable(item.Benefit)))
	return answer
}

// payable is the benefit that comes of what was decided.
func (s showing) payable(benefit fhir.Money) fhir.Money {
	if s.refused {
		return fhir.Cents(0)
	}
	return benefit
}

func totals(show showing, decision Decision) []fhir.ResponseTotal {
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
		totals = append(totals, totalOf("benefit", show.payable(decision.Benefit())))
	}
	return totals
}
