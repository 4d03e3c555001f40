package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// ReviveDelivery implements engine.Deliveries. A lease stays with who has it.
func (s *Store) ReviveDelivery(ctx context.Context, facility, id string, now time.Time) error {
	revived, err := s.save(ctx, `
		UPDATE delivery
		SET
		  state = 'pending',
		  next_at = $1,
		  begun_at = $1,
		  failed = 0
		WHERE id = $2 AND facility = $3`, instant(now), id, facility)
	if err != nil {
		return fmt.Errorf("revive delivery %s: %w", id, err)
	}
	if !revived {
		return noDelivery(id)
	}
	return nil
}

// ReviveEnded implements engine.Deliveries.
func (s *Store) ReviveEnded(ctx context.Context, r engine.Recovery, after string) (revived int, last string, err error) {
	args := []any{instant(r.DueAt), instant(r.At), r.Facility, after, instant(r.Since), r.Limit}
	states := bind(&args, anys(r.States)...)
	err = s.transact(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `
		UPDATE delivery
		SET
		  state = 'pending',
		  next_at = $1,
		  begun_at = $2,
		  failed = 0
		WHERE id IN (
		  SELECT id
		  FROM delivery
		  WHERE facility = $3
		    AND id > $4
		    AND state IN (`+states+`)
		    AND created_at >= $5
		    AND begun_at < $2
		  ORDER BY id
		  LIMIT $6)
		RETURNING id`, args...)
		if err != nil {
			return err
		}
		ids, err := collect[string](rows)
		if err != nil {
			return err
		}
		revived, last = len(ids), ""
		if len(ids) > 0 {
			last = slices.Max(ids)
		}
		return nil
	})
	if err != nil {
		return 0, "", fmt.Errorf("revive deliveries of %s: %w", r.Facility, err)
	}
	return revived, last, nil
}

// WriteMissing implements engine.Deliveries. A version is as old as its ClaimResponse.
func (s *Store) WriteMissing(ctx context.Context, r engine.Recovery, after engine.ClaimPlace) (written int, last engine.ClaimPlace, err error) {
	err = s.transact(ctx, func(tx *sql.Tx) error {
		written = 0
		var claims []any
		if claims, last, err = claimsAfter(ctx, tx, r.Facility, after, r.Limit); err != nil || len(claims) == 0 {
			return err
		}
		missing, err := findMissing(ctx, tx, claims, r.Since)
		if err != nil {
			return err
		}
		var rows [][]any
		for _, response := range missing {
			rows = append(rows, []any{
				engine.DeliveryID(response), response.ClaimID, response.Version, r.Facility, string(engine.DeliveryPending), 0,
				instant(response.At), instant(r.At), instant(r.DueAt),
			})
		}
		count, err := insert(ctx, tx, "delivery", "id, claim_id, version, facility, state, attempts, created_at, begun_at, next_at",
			"ON CONFLICT DO NOTHING", rows)
		written = int(count)
		return err
	})
	if err != nil {
		return 0, engine.ClaimPlace{}, fmt.Errorf("write deliveries that %s lacks: %w", r.Facility, err)
	}
	return written, last, nil
}

// claimsAfter is a page of a facility's claims in the order in which they were received, and the place of the
// last; the zero place where there is none.
func claimsAfter(ctx context.Context, tx *sql.Tx, facility string, after engine.ClaimPlace, limit int) (ids []any, last engine.ClaimPlace, err error) {
	args := []any{facility, limit}
	where := ""
	if after != (engine.ClaimPlace{}) {
		where = " AND " + afterClaim(engine.ByReceived, after, &args)
	}
	rows, err := tx.QueryContext(ctx, `
		SELECT id, received_at
		FROM claim
		WHERE facility = $1`+where+`
		ORDER BY received_at, id
		LIMIT $2`, args...)
	if err != nil {
		return nil, last, err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&last.ID, (*instant)(&last.At)); err != nil {
			return nil, last, err
		}
		ids = append(ids, last.ID)
	}
	return ids, last, rows.Err()
}

// findMissing finds versions of claims that have no delivery, from the second on: the first is answered by
// the 202.
func findMissing(ctx context.Context, tx *sql.Tx, claims []any, since time.Time) (missing []engine.Response, err error) {
	args := []any{instant(since)}
	rows, err := tx.QueryContext(ctx, `
		SELECT claim_id, version, at
		FROM response
		WHERE claim_id IN (`+bind(&args, claims...)+`)
		  AND version >= 2
		  AND at >= $1
		  AND NOT EXISTS (
		    SELECT 1
		    FROM delivery
		    WHERE delivery.claim_id = response.claim_id AND delivery.version = response.version)
		ORDER BY claim_id, version`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var response engine.Response
		if err := rows.Scan(&response.ClaimID, &response.Version, (*instant)(&response.At)); err != nil {
			return nil, err
		}
		missing = append(missing, response)
	}
	return missing, rows.Err()
}
