package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// FinishAttempts implements engine.Deliveries. It numbers the attempts itself: Attempt.Number is ignored.
// Endpoints are written before deliveries, and both in the order of their keys, as everywhere.
func (s *Store) FinishAttempts(ctx context.Context, outcomes []engine.AttemptOutcome, at time.Time) (facilities []string, err error) {
	outcomes = slices.SortedStableFunc(slices.Values(outcomes), func(a, b engine.AttemptOutcome) int {
		return cmp.Or(cmp.Compare(a.Facility, b.Facility), cmp.Compare(a.DeliveryID, b.DeliveryID))
	})
	err = s.transact(ctx, func(tx *sql.Tx) error {
		closed, err := keepHealth(ctx, tx, outcomes, at)
		if err != nil {
			return err
		}
		waiting, err := noteAttempts(ctx, tx, outcomes)
		facilities = slices.Compact(slices.Sorted(slices.Values(append(waiting, closed...))))
		return err
	})
	if _, ok := errors.AsType[*engine.Error](err); err != nil && !ok {
		err = fmt.Errorf("finish %d attempts at deliveries: %w", len(outcomes), err)
	}
	return facilities, err
}

// noteAttempts writes what became of deliveries, and returns the facilities whose next versions waited.
func noteAttempts(ctx context.Context, tx *sql.Tx, outcomes []engine.AttemptOutcome) (waiting []string, err error) {
	var attempts [][]any
	for _, o := range outcomes {
		next, err := noteAttempt(ctx, tx, &o)
		if err != nil {
			return nil, err
		}
		if next {
			waiting = append(waiting, o.Facility)
		}
		attempts = append(attempts, []any{o.DeliveryID, o.Number, instant(o.At), o.Took.Microseconds(), o.Status, o.Answer})
	}
	_, err = insert(ctx, tx, "attempt", "delivery_id, number, at, took, status, answer", "", attempts)
	return waiting, err
}

// noteAttempt writes what became of a delivery, sets the number of the attempt, and reports whether a later
// version of the claim waited for this.
func noteAttempt(ctx context.Context, tx *sql.Tx, o *engine.AttemptOutcome) (next bool, err error) {
	failed := 1
	if o.Failure == "" {
		failed = 0
	}
	nextAt := o.NextAt
	if nextAt.IsZero() {
		nextAt = o.At
	}
	err = tx.QueryRowContext(ctx, `
		UPDATE delivery
		SET
		  attempts = attempts + 1,
		  failed = failed + $1,
		  next_at = CASE WHEN `+isPending+` THEN $2 ELSE next_at END,
		  lease_until = NULL,
		  state = CASE WHEN `+isPending+` THEN $3 ELSE state END
		WHERE id = $4
		RETURNING
		  attempts,
		  EXISTS (
		    SELECT 1
		    FROM delivery AS later
		    WHERE later.claim_id = delivery.claim_id
		      AND later.version > delivery.version
		      AND later.state || '' = 'pending')`,
		failed, instant(nextAt), string(o.State), o.DeliveryID).Scan(&o.Number, &next)
	if errors.Is(err, sql.ErrNoRows) {
		err = noDelivery(o.DeliveryID)
	}
	return next && o.State != engine.DeliveryPending, err
}

// EndDeliveries implements engine.Deliveries.
func (s *Store) EndDeliveries(ctx context.Context, ending engine.Ending, at time.Time) (ended int, err error) {
	args := []any{instant(at), ending.Limit}
	where, order := "state = 'pending' AND (lease_until IS NULL OR lease_until <= $1)", "begun_at"
	if ending.Facility != "" {
		order = "next_at"
		where += " AND facility = " + bind(&args, ending.Facility)
	}
	if !ending.BegunBefore.IsZero() {
		where += " AND begun_at < " + bind(&args, instant(ending.BegunBefore))
	}
	err = s.transact(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `
			WITH ending AS (
			  SELECT id
			  FROM delivery
			  WHERE `+where+`
			  ORDER BY `+order+`
			  LIMIT $2
			  `+s.dialect.skipTaken+`)
			UPDATE delivery
			SET
			  attempts = attempts + 1,
			  state = 'dead',
			  lease_until = NULL
			WHERE id IN (SELECT id FROM ending)
			RETURNING id, attempts`, args...)
		if err != nil {
			return err
		}
		attempts, err := endedAttempts(rows, ending.Why, at)
		if err != nil {
			return err
		}
		ended = len(attempts)
		_, err = insert(ctx, tx, "attempt", "delivery_id, number, at, took, status, answer", "", attempts)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("give deliveries up: %w", err)
	}
	return ended, nil
}

// endedAttempts are the rows that tell why deliveries were given up.
func endedAttempts(rows *sql.Rows, why string, at time.Time) (attempts [][]any, err error) {
	defer rows.Close()
	for rows.Next() {
		var id string
		var number int
		if err := rows.Scan(&id, &number); err != nil {
			return nil, err
		}
		attempts = append(attempts, []any{id, number, instant(at), int64(0), 0, why})
	}
	return attempts, rows.Err()
}
