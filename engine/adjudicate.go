package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
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

// adjudicate decides a leased claim and writes what came of it, under the lock of its member: what
// others have of the benefits cannot change in between.
func (e *Engine) adjudicate(ctx context.Context, due Due) error {
	facts, err := e.facts(ctx, due.Claim)
	if err != nil {
		return err
	}
	number, err := e.approvalNumber(ctx, facts)
	if err != nil {
		return err
	}
	var move Move
	question, err := e.question(facts)
	if err != nil {
		return err
	}
	facility, err := e.Claims.Settle(ctx, question, func(held Held) (Move, error) {
		facts.Held = held
		var err error
		move, err = e.engineStep(ctx, due, facts, number)
		return move, err
	})
	if err != nil {
		return err
	}
	e.written(ctx, move, facility)
	return nil
}

// question is what the rules in force and those of a candidate have to know.
func (e *Engine) question(facts Case) (Question, error) {
	if e.Shadow == nil {
		return facts.question(), nil
	}
	other, err := e.Shadow.beside(facts)
	if err != nil {
		return Question{}, err
	}
	return facts.question().and(other.question()), nil
}

// engineStep is what the engine makes of a case.
func (e *Engine) engineStep(ctx context.Context, due Due, facts Case, number string) (Move, error) {
	decision := Decide(facts, e.Rules)
	on := decision.Action()
	if on == EngineApprove && number != "" && facts.straight() {
		on = EnginePreapprove
	}
	arrow, err := Next(due.Claim.Standing(), on)
	if err != nil {
		return Move{}, err
	}
	change := change{
		decision: decision, decided: true, takes: arrow.To == Approved, household: facts.household(),
		shadow: e.shadowed(ctx, facts, decision),
	}
	if on == EnginePreapprove {
		change.approval = approval(facts, number)
	}
	return e.step(ctx, due, arrow, engineActor, change)
}

// approvalNumber is a number for a preauthorization that the engine may approve by policy; empty for
// every other claim. It is taken before the decision, which must not wait for it.
func (e *Engine) approvalNumber(ctx context.Context, facts Case) (string, error) {
	if facts.Claim.Use != UsePreauthorization || !facts.straight() {
		return "", nil
	}
	return e.numbers.take(ctx, "AUTH", e.now())
}

// straight reports whether policy lets the engine approve the preauthorization by itself: for each of
// its interventions and for its amount.
func (c Case) straight() bool {
	return c.Claim.Use == UsePreauthorization && !slices.ContainsFunc(c.Claim.Items, func(item Item) bool {
		return !slices.ContainsFunc(c.Settings.Straight, func(policy Straight) bool {
			return strings.HasPrefix(item.Code, policy.Code) && c.Claim.Submitted().Cents <= policy.UpTo.Cents
		})
	})
}

// release gives a lease back, even though ctx may have ended. Where that fails the lease runs out.
func (e *Engine) release(ctx context.Context, claimID string, until time.Time) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), releaseTimeout)
	defer cancel()
	if err := e.Claims.ReleaseClaim(ctx, claimID, until); err != nil {
		e.Log.WarnContext(ctx, "lease not given back", "claim", claimID, "until", until, "error", err)
	}
}
