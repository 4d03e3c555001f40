package engine

import (
	"context"
	"crypto/sha256"
	"time"

	"github.com/bima-exchange/bima/fhir"
)

// change is what a step changes beside the state.
type change struct {
	// decision is what the response tells of; with decided it is new, and the items get its amounts.
	decision Decision
	decided  bool
	// takes: the step takes of benefits what the decision gives.
	takes bool
	// approval, payment and documents are set where the step brings them.
	approval  *Approval
	payment   *Payment
	documents []Document
	// quiet: the facility sees no change.
	quiet bool
	// assigned, appealed and barred change who has the claim, how often it was appealed and who may not
	// decide it; nil: as before.
	assigned *string
	barred   *string
	appealed bool
	// shadow is what a candidate would have decided otherwise.
	shadow *ShadowDifference
	// household is that of the member, under which use is counted.
	household string
	// detail is what the event tells beyond the decision.
	detail Detail
}

// step is one arrow of the state table, or an event without one, with all that it causes: the claim's
// row, its items, the next ClaimResponse, the event, what the benefits lose, and the callback.
func (e *Engine) step(ctx context.Context, due Due, arrow Transition, actor string, change change) (Move, error) {
	claim := due.Claim
	at := e.after(due.Response.At)
	move := Move{
		ClaimID: claim.ID, Version: claim.Version, State: arrow.To, Before: before(claim, arrow),
		DueAt: e.dueAt(claim, arrow, at), Assigned: or(change.assigned, claim.Assigned),
		Appeals: claim.Appeals, Barred: or(change.barred, claim.Barred), Approval: change.approval,
		Documents: change.documents, Shadow: change.shadow, Trace: traceparent(ctx), Release: arrow.To == Rejected || arrow.To == Canceled,
	}
	if change.appealed {
		move.Appeals++
	}
	items := claim.Items
	if change.decided || move.Release {
		items = decidedItems(claim, arrow.To, change.decision)
		move.Items = items
	}
	if change.takes {
		move.Usage, move.Release = e.usage(claim, change), true
	}
	detail := change.detail
	detail.Items = SumItems(items)
	if change.decided {
		detail.Decision = &change.decision
	}
	detail.Payment = change.payment
	event := Event{
		ClaimID: claim.ID, Number: claim.Version + 1, At: at, Actor: actor,
		On: arrow.On, From: arrow.From, To: arrow.To, Detail: detail.Encode(),
	}
	if !change.quiet {
		response, err := e.nextResponse(due.Response, at, standpoint{arrow.To, change.decision, change.approval, change.payment})
		if err != nil {
			return Move{}, err
		}
		digest := sha256.Sum256(response.Body)
		event.Digest, move.Response = digest[:], &response
	}
	move.Event = event.Chain(claim.Head)
	return move, nil
}

// after is now, or just after an instant where the clock of the node that wrote it is ahead.
func (e *Engine) after(last time.Time) time.Time {
	at := e.now()
	if !at.After(last) {
		return last.Add(time.Microsecond)
	}
	return at
}

// before is Claim.Before after a step: the state from which the claim goes to surveillance or back to
// the facility.
func before(claim Claim, arrow Transition) State {
	switch {
	case arrow.To == claim.State:
		return claim.Before
	case claim.State == SentBack:
		return "" // what it answers is looked at anew
	case arrow.To == SentToSurveillance || arrow.To == SentBack:
		return claim.State
	}
	return ""
}

// dueAt is when the new state is overdue. What was sent back is due at the end of the last Nairobi day
// on which the facility may answer.
func (e *Engine) dueAt(claim Claim, arrow Transition, at time.Time) time.Time {
	if arrow.To == claim.State {
		return claim.DueAt
	}
	settings := e.RuleSets.On(claim.FirstDay())
	if arrow.To == SentBack {
		return fhir.DateOf(at).AddDays(settings.AnswerWithin + 1).Start()
	}
	if arrow.To == Approved && claim.Use == UsePreauthorization {
		return time.Time{} // it waits for its claim
	}
	if within := settings.Due[arrow.To]; within > 0 {
		return at.Add(within)
	}
	return time.Time{}
}

// written tells who has to know that a step was written; a facility that is to be called back, empty for
// none.
func (e *Engine) written(ctx context.Context, move Move, facility string) {
	if facility != "" {
		e.Queue.Wake(Task{TaskDeliver, facility})
	}
	event := move.Event
	if event.From != event.To {
		e.Meter.Moved(event.From, event.To)
	}
	e.Log.InfoContext(ctx, "claim moved", "claim", move.ClaimID, "from", event.From, "to", event.To, "on", event.On, "by", event.Actor)
}

// or is a value that may be set, else another.
func or[T any](set *T, otherwise T) T {
	if set != nil {
		return *set
	}
	return otherwise
}
