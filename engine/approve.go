package engine

import (
	"context"
	"maps"
)

// approve gives what the officer would pay, within the ceilings that are looked up under the lock of
// the member. Above a threshold, and wherever a ceiling is overridden, two officers have to say the
// same: the first is noted as a proposal.
func (e *Engine) approve(ctx context.Context, a action) (Acted, error) {
	facts, err := e.facts(ctx, a.due.Claim)
	if err != nil {
		return Acted{}, err
	}
	number := ""
	if a.due.Claim.Use == UsePreauthorization {
		if number, err = e.numbers.take(ctx, "AUTH", e.now()); err != nil {
			return Acted{}, err
		}
	}
	a = a.seconding()
	var move Move
	var acted Acted
	facility, err := e.Claims.Settle(ctx, facts.question(), func(held Held) (Move, error) {
		facts.Held = held
		decision, err := e.granted(facts, a)
		if err != nil {
			return Move{}, err
		}
		acted.Proposed, err = a.proposes(decision)
		if err != nil {
			return Move{}, err
		}
		if acted.Proposed {
			move, err = e.proposalStep(ctx, a, decision)
			return move, err
		}
		change := change{
			decision: decision, decided: true, takes: true, household: facts.household(), detail: a.detail(),
		}
		if number != "" {
			change.approval = approval(facts, number)
		}
		move, err = e.step(ctx, a.due, a.arrow, a.caller.Client, change)
		return move, err
	})
	if err != nil {
		return Acted{}, err
	}
	e.written(ctx, move, facility)
	acted.Claim, err = e.Claims.FindClaim(ctx, a.ClaimID)
	return acted, err
}

// seconding is the action with the amounts of the proposal that it confirms by naming none.
func (a action) seconding() action {
	proposal := a.told.proposal
	if proposal == nil || len(a.Items) > 0 || a.Override {
		return a
	}
	a.Override = proposal.Override
	for _, item := range proposal.Decision.Items {
		a.Items = append(a.Items, ItemRequest{Sequence: item.Sequence, Benefit: item.Benefit, Reason: proposal.reason(item.Sequence)})
	}
	if a.Reason == "" {
		a.Reason = proposal.Reason
	}
	return a
}

// proposes reports whether the approval needs another officer yet. It returns an Error of kind
// Forbidden where that would have to be another person.
func (a action) proposes(decision Decision) (bool, error) {
	above := a.settings.SecondAbove
	if !a.Override && (above.Cents == 0 || decision.Benefit().Cents <= above.Cents) {
		return false, nil
	}
	proposal := a.told.proposal
	if proposal == nil {
		return true, nil
	}
	if proposal.Officer == a.caller.Client {
		return false, Errorf(Forbidden, "you have proposed this approval; another officer has to approve the same amounts")
	}
	return proposal.Override != a.Override || !maps.Equal(proposal.Benefits, benefits(decision)), nil
}

// proposalStep notes what the first officer would approve. The facility sees nothing of it.
func (e *Engine) proposalStep(ctx context.Context, a action, decision Decision) (Move, error) {
	proposal := &Proposal{
		Officer: a.caller.Client, Benefits: benefits(decision), Override: a.Override, Reason: a.Reason, Decision: decision,
		Reasons: map[int]Reason{},
	}
	for _, item := range a.Items {
		if item.Reason != "" {
			proposal.Reasons[item.Sequence] = item.Reason
		}
	}
	detail := a.detail()
	detail.Proposal = proposal
	stays := Transition{From: a.due.Claim.State, On: Approve, To: a.due.Claim.State}
	return e.step(ctx, a.due, stays, a.caller.Client, change{decision: a.told.decision, quiet: true, detail: detail})
}

// detail is what the event tells of what the person said.
func (a action) detail() Detail { return Detail{Reason: a.Reason, Note: a.Note} }

// benefits are what a decision pays in cents, by the sequence of the item.
func benefits(decision Decision) map[int]int64 {
	paid := make(map[int]int64, len(decision.Items))
	for _, item := range decision.Items {
		paid[item.Sequence] = item.Benefit.Cents
	}
	return paid
}
