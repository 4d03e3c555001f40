package engine

import (
	"bytes"
	"context"
	"slices"
)

// copyUnused is what a facility is told that sent a changed copy of a claim that was sent back.
const copyUnused = "A changed copy of this claim came and was not used, because a claim id is answered once. " +
	"Send it under a new id with related.relationship = replaces, or add documents."

// tellCopy tells the facility of a claim that was sent back that a copy with other content was not
// used: once for each content (api.md "Sent back").
func (e *Engine) tellCopy(ctx context.Context, caller Caller, id string, digest []byte) error {
	for range races {
		due, err := e.Claims.FindDue(ctx, id)
		if err != nil || due.Claim.State != SentBack {
			return err
		}
		told, err := e.history(ctx, due.Claim)
		if err != nil || slices.ContainsFunc(told.copies, func(copy []byte) bool { return bytes.Equal(copy, digest) }) {
			return err
		}
		decision := told.decision
		if !slices.Contains(decision.Remarks, copyUnused) {
			decision.Remarks = append(slices.Clone(decision.Remarks), copyUnused)
		}
		stays := Transition{From: SentBack, On: CopyDiffers, To: SentBack}
		move, err := e.step(ctx, due, stays, caller.Client, change{decision: decision, decided: true, detail: Detail{Copy: digest}})
		if err != nil {
			return err
		}
		facility, err := e.Claims.Move(ctx, move)
		if err != nil && KindOf(err) == Stale {
			continue // it moved, or the same copy came twice at once
		}
		if err == nil {
			e.written(ctx, move, facility)
		}
		return err
	}
	return nil
}
