package engine

import "context"

// lastDecision is what was decided about a claim last, by the engine or a person; before any decision
// everything that was asked for.
func (e *Engine) lastDecision(ctx context.Context, claim Claim) (Decision, error) {
	history, err := e.history(ctx, claim)
	return history.decision, err
}

// history is what the events of a claim tell of it.
type history struct {
	events []Event
	// decision is the last that was made.
	decision Decision
	// proposal is what the first of two officers would approve; nil where the last event is none.
	proposal *Proposal
	// payment is what the paying system said last, by the event's action.
	payment   *Payment
	paymentOn Action
	// rejectedBy and rejectedAt tell of the last refusal by a person.
	rejected *Event
	// copies are the digests of the copies of which the facility was told.
	copies [][]byte
}

func (e *Engine) history(ctx context.Context, claim Claim) (history, error) {
	events, err := e.Claims.ListEvents(ctx, claim.ID)
	if err != nil {
		return history{}, err
	}
	told := history{events: events, decision: decisionOf(claim)}
	for i, event := range events {
		detail, err := ReadDetail(event.Detail)
		if err != nil {
			return history{}, err
		}
		if detail.Decision != nil {
			told.decision = *detail.Decision
		}
		told.proposal = detail.Proposal
		if detail.Payment != nil {
			told.payment, told.paymentOn = detail.Payment, event.On
		}
		if event.On == Reject {
			told.rejected = &events[i]
		}
		if len(detail.Copy) > 0 {
			told.copies = append(told.copies, detail.Copy)
		}
	}
	return told, nil
}
