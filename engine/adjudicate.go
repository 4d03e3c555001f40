package engine

import (
	"context"
	"crypto/sha256"
	"fmt"
	"time"

	"github.com/bima-exchange/bima/fhir"
)

// engineActor is the actor of what nobody but the engine did.
const engineActor = "engine"

// Adjudicate decides a queued claim. Where another was faster, or the claim is no longer queued,
// it does nothing: a claim may be woken any number of times.
func (e *Engine) Adjudicate(ctx context.Context, claimID string) error {
	claim, err := e.Claims.FindClaim(ctx, claimID)
	if err != nil {
		return fmt.Errorf("adjudicate %s: %w", claimID, err)
	}
	if claim.State != Queued {
		return nil
	}
	facts, err := e.caseOf(ctx, claim)
	if err != nil {
		return fmt.Errorf("adjudicate %s: %w", claimID, err)
	}
	decision := Decide(facts, e.Rules)
	err = e.move(ctx, claim, decision.Action(), engineActor, decision)
	if err != nil && KindOf(err) == Stale {
		return nil
	}
	return err
}

// caseOf loads what is known about a claim, as it was on the first day of service. It asks two
// questions, whatever the size of the claim.
func (e *Engine) caseOf(ctx context.Context, claim Claim) (Case, error) {
	facts := Case{Claim: claim, Terms: e.Terminology.Current(), Settings: e.Settings}
	facility, err := e.Registry.FindFacility(ctx, claim.Facility, claim.FirstDay())
	if err == nil {
		facts.Facility = &facility
	} else if KindOf(err) != NotFound {
		return Case{}, err
	}
	if claim.Member == "" {
		return facts, nil
	}
	member, err := e.Registry.FindMember(ctx, claim.Member, claim.FirstDay())
	if err == nil {
		facts.Member = &member
	} else if KindOf(err) != NotFound {
		return Case{}, err
	}
	return facts, nil
}

// move takes one step of the state table with all that it causes, in one transaction: the claim's
// row, its items, the next ClaimResponse, the event, what the benefits lose, and the callback.
func (e *Engine) move(ctx context.Context, claim Claim, on Action, actor string, decision Decision) error {
	arrow, err := Next(Standing{State: claim.State, Before: claim.Before, Use: claim.Use}, on)
	if err != nil {
		return err
	}
	previous, err := e.Claims.FindResponse(ctx, claim.ID)
	if err != nil {
		return err
	}
	at := e.now()
	if !at.After(previous.At) { // the clock of the node that wrote the version before may be ahead
		at = previous.At.Add(time.Microsecond)
	}
	response, err := e.nextResponse(previous, fhir.Instant(at), arrow.To, decision)
	if err != nil {
		return err
	}
	response.At = at
	items := decidedItems(claim, arrow.To, decision)
	detail := Detail{Items: SumItems(items), Decision: &decision}
	move := Move{
		ClaimID: claim.ID, Version: claim.Version, State: arrow.To, Items: items,
		Response: &response, Event: stepEvent(claim, arrow, actor, detail, response),
	}
	if arrow.To == SentToSurveillance || arrow.To == SentBack {
		move.Before = arrow.From
	}
	if arrow.To == Approved && claim.Use == UseClaim {
		move.Usage = usage(claim, decision)
	}
	delivery, err := e.Claims.Move(ctx, move)
	if err != nil {
		return err
	}
	if delivery != "" {
		e.Queue.Wake(Task{TaskDeliver, delivery})
	}
	e.Log.InfoContext(ctx, "claim moved", "claim", claim.ID, "from", arrow.From, "to", arrow.To, "on", on, "by", actor)
	return nil
}

// stepEvent is the event of a step.
func stepEvent(claim Claim, arrow Transition, actor string, detail Detail, response Response) Event {
	digest := sha256.Sum256(response.Body)
	return Event{
		ClaimID: claim.ID, Number: claim.Version + 1, At: response.At, Actor: actor,
		On: arrow.On, From: arrow.From, To: arrow.To, Detail: detail.Encode(), Digest: digest[:],
	}.Chain(claim.Head)
}

// decidedItems are the claim's items with what was decided; the benefit only where it is granted.
func decidedItems(claim Claim, to State, decision Decision) []Item {
	var items []Item
	for i, item := range claim.Items {
		item.Eligible = new(decision.Items[i].Eligible)
		if to == Approved {
			item.Benefit = item.Eligible
		}
		items = append(items, item)
	}
	return items
}

// usage is what an approved claim takes of the member's benefits, capitated items included.
func usage(claim Claim, decision Decision) []Usage {
	var taken []Usage
	for i, item := range claim.Items {
		taken = append(taken, Usage{
			ClaimID: claim.ID, Sequence: item.Sequence, Member: claim.Member, Code: item.Code,
			Start: item.Start, End: item.End, Quantity: item.Quantity, Amount: decision.Items[i].Eligible,
		})
	}
	return taken
}
