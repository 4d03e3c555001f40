package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// isPending is the condition that a delivery is, where its key is known. It is written so that no index
// over the pending ones answers it: counted in a quiet hour, such an index looks smaller than any other,
// and PostgreSQL would go through all that are pending for each.
const isPending = `delivery.state || '' = 'pending'`

// isFirst is the condition that no earlier version of the claim is still to be delivered: callbacks
// are in order per claim (api.md "Callbacks").
const isFirst = `NOT EXISTS (
		    SELECT earlier.id
		    FROM delivery AS earlier
		    WHERE earlier.claim_id = delivery.claim_id
		      AND earlier.version < delivery.version
		      AND earlier.state || '' = 'pending')`

// LeaseDelivery implements engine.Deliveries.
func (s *Store) LeaseDelivery(ctx context.Context, id string, now, until time.Time) (d engine.Delivery, leased bool, err error) {
	err = s.mark(ctx, func(tx *sql.Tx) error {
		leased, err = saveRow(ctx, tx, `
			UPDATE delivery
			SET lease_until = $1
			WHERE id = $2
			  AND `+isPending+`
			  AND next_at <= $3
			  AND (lease_until IS NULL OR lease_until <= $3)
			  AND `+isFirst, instant(until), id, instant(now))
		if err != nil || !leased {
			return err
		}
		d, err = findDelivery(ctx, tx, id)
		return err
	})
	if err != nil {
		return engine.Delivery{}, false, fmt.Errorf("lease delivery %s: %w", id, err)
	}
	return d, leased, nil
}

// findDelivery is a delivery with what is posted.
func findDelivery(ctx context.Context, tx *sql.Tx, id string) (engine.Delivery, error) {
	var d engine.Delivery
	err := tx.QueryRowContext(ctx, selectDelivery("response.body", "delivery.trace")+`
		WHERE delivery.id = $1`, id).Scan(append(deliveryFields(&d), (*octets)(&d.Body), &d.Trace)...)
	return d, err
}

// selectDelivery selects deliveries with deliveryFields and, behind them, other columns.
func selectDelivery(others ...string) string {
	columns := append([]string{
		"delivery.id", "delivery.claim_id", "delivery.version", "delivery.facility", "delivery.state",
		"delivery.attempts", "delivery.created_at", "delivery.next_at", "response.state", "claim.mediator",
	}, others...)
	return `
		SELECT ` + strings.Join(columns, ", ") + `
		FROM delivery
		JOIN response ON response.claim_id = delivery.claim_id AND response.version = delivery.version
		JOIN claim ON claim.id = delivery.claim_id`
}

// deliveryFields are where the columns of a delivery are scanned to.
func deliveryFields(d *engine.Delivery) []any {
	return []any{
		&d.ID, &d.ClaimID, &d.Version, &d.Facility, &d.State, &d.Attempts, (*instant)(&d.CreatedAt),
		(*instant)(&d.NextAt), &d.ClaimState, &d.Mediator,
	}
}

// FinishAttempt implements engine.Deliveries. It counts the attempts itself: attempt.Number is
// ignored. A delivery that another attempt has ended meanwhile stays as that one left it. NotFound.
func (s *Store) FinishAttempt(ctx context.Context, a engine.Attempt, state engine.DeliveryState, nextAt time.Time) (next string, err error) {
	if nextAt.IsZero() {
		nextAt = a.At
	}
	err = s.transact(ctx, func(tx *sql.Tx) error {
		next = ""
		var claimID string
		err := tx.QueryRowContext(ctx, `
			UPDATE delivery
			SET attempts = attempts + 1
			WHERE id = $1
			RETURNING attempts, claim_id`, a.DeliveryID).Scan(&a.Number, &claimID)
		if errors.Is(err, sql.ErrNoRows) {
			return engine.Errorf(engine.NotFound, "there is no delivery %s", a.DeliveryID)
		}
		if err != nil {
			return err
		}
		if _, err := saveRow(ctx, tx, `
			UPDATE delivery
			SET
			  state = $1,
			  next_at = $2,
			  lease_until = NULL
			WHERE id = $3 AND `+isPending, string(state), instant(nextAt), a.DeliveryID); err != nil {
			return err
		}
		if _, err := insert(ctx, tx, "attempt", "delivery_id, number, at, took, status, answer", "", [][]any{
			{a.DeliveryID, a.Number, instant(a.At), a.Took.Microseconds(), a.Status, a.Answer}}); err != nil {
			return err
		}
		if state == engine.DeliveryPending {
			return nil
		}
		next, err = firstPending(ctx, tx, claimID)
		return err
	})
	if _, ok := errors.AsType[*engine.Error](err); err != nil && !ok {
		err = fmt.Errorf("finish an attempt at delivery %s: %w", a.DeliveryID, err)
	}
	return next, err
}

// firstPending is the id of the delivery of a claim that is the next to go, empty where there is none.
func firstPending(ctx context.Context, tx *sql.Tx, claimID string) (string, error) {
	var id string
	err := tx.QueryRowContext(ctx, `
		SELECT id
		FROM delivery
		WHERE claim_id = $1 AND `+isPending+`
		ORDER BY version
		LIMIT 1`, claimID).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return id, err
}

// DueDeliveries implements engine.Deliveries. "For a while" is 5 s.
func (s *Store) DueDeliveries(ctx context.Context, now time.Time, limit int) ([]string, error) {
	ids, err := s.lookAt(ctx, `
		WITH due AS (
		  SELECT id
		  FROM delivery
		  WHERE state = 'pending'
		    AND next_at <= $1
		    AND (lease_until IS NULL OR lease_until <= $1)
		    AND woken_at <= $2
		    AND `+isFirst+`
		  ORDER BY next_at, id
		  LIMIT $3
		  `+s.dialect.skipTaken+`)
		UPDATE delivery
		SET woken_at = $1
		WHERE id IN (SELECT id FROM due)
		RETURNING id`, now, limit)
	if err != nil {
		return nil, fmt.Errorf("find due deliveries: %w", err)
	}
	return ids, nil
}
