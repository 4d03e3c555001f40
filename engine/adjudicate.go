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

// releaseTimeout bounds the giving back of a lease.
const releaseTimeout = 5 * time.Second

// Adjudicate decides a queued claim that it could lease. Where another has it, or the claim is no
// longer queued, it does nothing: a claim may be woken any number of times. On an error the claim
// is still queued, and due again when the sweeper comes by; where the worker dies, after the lease.
func (e *Engine) Adjudicate(ctx context.Context, claimID string) (err error) {
	now := e.now()
	until := now.Add(e.Lease)
	due, leased, err := e.Claims.LeaseClaim(ctx, claimID, now, until)
	if err != nil {
		return fmt.Errorf("adjudicate %s: %w", claimID, err)
	}
	if !leased {
		return nil
	}
	ctx, span := StartSpan(ctx, "adjudicate", due.Trace, claimID)
	defer func() { span.End(err) }()
	err = e.adjudicate(ctx, due)
	switch {
	case err == nil:
		return nil
	case KindOf(err) == Stale:
		return nil // the lease ran out, and another was faster
	}
	e.release(ctx, claimID, until)
	return fmt.Errorf("adjudicate %s: %w", claimID, err)
}

func (e *Engine) adjudicate(ctx context.Context, due Due) error {
	facts, err := e.caseOf(ctx, due.Claim)
	if err != nil {
		return err
	}
	decision := Decide(facts, e.Rules)
	return e.move(ctx, due, decision.Action(), engineActor, decision)
}

// release gives a lease back, even though ctx may have ended. Where that fails the lease runs out.
func (e *Engine) release(ctx context.Context, claimID string, until time.Time) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), releaseTimeout)
	defer cancel()
	if err := e.Claims.ReleaseClaim(ctx, claimID, until); err != nil {
		e.Log.WarnContext(ctx, "lease not given back", "claim", claimID, "until", until, "error", err)
	}
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
func (e *Engine) move(ctx context.Context, due Due, on Action, actor string, decision Decision) error {
	claim, previous := due.Claim, due.Response
	arrow, err := Next(Standing{State: claim.State, Before: claim.Before, Use: claim.Use}, on)
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
		Trace: traceparent(ctx),
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
	e.Meter.Moved(arrow.From, arrow.To)
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
