package engine

import (
	"context"
	"errors"

	"github.com/bima-exchange/bima/fhir"
)

// sweeperActor is the actor of what time alone did.
const sweeperActor = "sweeper"

// clocks is how many claims of a kind one pass over the clocks moves.
const clocks = 100

// Clocks moves what time alone moves: it rejects what was sent back and not answered in time, and
// tells facilities of preauthorizations whose days are over. It reports how many claims it moved.
// Where one fails the others are still moved.
func (e *Engine) Clocks(ctx context.Context) (moved int, err error) {
	barred, listErr := e.Claims.BarredClaims(ctx, e.now(), clocks)
	errs := []error{listErr}
	for _, id := range barred {
		errs = append(errs, e.byClock(ctx, id, e.timeBar))
	}
	expired, listErr := e.Claims.ExpiredPreauthorizations(ctx, fhir.DateOf(e.now()), clocks)
	errs = append(errs, listErr)
	for _, id := range expired {
		errs = append(errs, e.byClock(ctx, id, e.expire))
	}
	return len(barred) + len(expired), errors.Join(errs...)
}

// byClock makes one step that time causes. A claim that has moved meanwhile is left as it is.
func (e *Engine) byClock(ctx context.Context, id string, next func(context.Context, Due, history) (Move, error)) error {
	due, err := e.Claims.FindDue(ctx, id)
	if err != nil {
		return err
	}
	told, err := e.history(ctx, due.Claim)
	if err != nil {
		return err
	}
	move, err := next(ctx, due, told)
	if err == nil {
		var facility string
		if facility, err = e.Claims.Move(ctx, move); err == nil {
			e.written(ctx, move, facility)
		}
	}
	if KindOf(err) == Stale || KindOf(err) == Conflict {
		return nil
	}
	return err
}

// timeBar rejects a claim that was sent back and not answered in time.
func (e *Engine) timeBar(ctx context.Context, due Due, told history) (Move, error) {
	arrow, err := Next(due.Claim.Standing(), TimeBar)
	if err != nil {
		return Move{}, err
	}
	if due.Claim.DueAt.IsZero() || due.Claim.DueAt.After(e.now()) {
		return Move{}, Errorf(Conflict, "the time to answer is not over")
	}
	decision := told.decision
	decision.Remarks = []string{"Refused: " + AnswerLate.Display() + ". What was sent back was to be answered before " + fhir.DateOf(due.Claim.DueAt).String() + "."}
	return e.step(ctx, due, arrow, sweeperActor, change{decision: decision, decided: true, detail: Detail{Reason: AnswerLate}})
}

// expire tells the facility that the days of an approved preauthorization are over. It changes no
// state, since what was served in them can still be claimed.
func (e *Engine) expire(ctx context.Context, due Due, told history) (Move, error) {
	approval, err := e.Claims.FindApproval(ctx, due.Claim.ID)
	if err != nil {
		return Move{}, err
	}
	if due.Claim.State != Approved || approval.Expired || !approval.Period.Last.Before(fhir.DateOf(e.now())) {
		return Move{}, Errorf(Conflict, "the preauthorization has not expired")
	}
	approval.Expired = true
	stays := Transition{From: Approved, On: Expire, To: Approved}
	return e.step(ctx, due, stays, sweeperActor, change{decision: told.decision, approval: &approval})
}
