package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// writeApproval makes a preauthorization one that claims can use, or notes that it has expired. Its
// number is one more id by which the facility may ask.
func writeApproval(ctx context.Context, tx *sql.Tx, move engine.Move) error {
	approval := move.Approval
	if approval == nil {
		return nil
	}
	if _, err := tx.ExecContext(ctx, `
		INSERT INTO preauthorization (claim_id, number, start_on, end_on, expired)
		VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (claim_id) DO UPDATE
		SET expired = excluded.expired`,
		move.ClaimID, approval.Number, day(approval.Period.First), day(approval.Period.Last), approval.Expired); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO claim_alias (value, facility, kind, claim_id)
		SELECT $1, facility, $2, id
		FROM claim
		WHERE id = $3
		ON CONFLICT DO NOTHING`, approval.Number, string(engine.ByIdentifier), move.ClaimID)
	return err
}

// FindApproval implements engine.Claims.
func (s *Store) FindApproval(ctx context.Context, claimID string) (engine.Approval, error) {
	var a engine.Approval
	err := s.read.QueryRowContext(ctx, `
		SELECT number, start_on, end_on, expired
		FROM preauthorization
		WHERE claim_id = $1`, claimID).Scan(&a.Number, (*day)(&a.Period.First), (*day)(&a.Period.Last), &a.Expired)
	if errors.Is(err, sql.ErrNoRows) {
		return engine.Approval{}, engine.Errorf(engine.NotFound, "nothing was approved of %s", claimID)
	}
	if err != nil {
		return engine.Approval{}, fmt.Errorf("find what was approved of %s: %w", claimID, err)
	}
	return a, nil
}

// ExpiredPreauthorizations implements engine.Claims.
func (s *Store) ExpiredPreauthorizations(ctx context.Context, on fhir.Date, limit int) ([]string, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT preauthorization.claim_id
		FROM preauthorization
		JOIN claim ON claim.id = preauthorization.claim_id
		WHERE NOT preauthorization.expired
		  AND preauthorization.end_on < $1
		  AND claim.state = 'approved'
		ORDER BY preauthorization.end_on, preauthorization.claim_id
		LIMIT $2`, day(on), limit)
	if err != nil {
		return nil, fmt.Errorf("find expired preauthorizations: %w", err)
	}
	ids, err := collect[string](rows)
	if err != nil {
		return nil, fmt.Errorf("find expired preauthorizations: %w", err)
	}
	return ids, nil
}

// TakeNumbers implements engine.Claims: the row of the series is the lock.
func (s *Store) TakeNumbers(ctx context.Context, series string, count int) (first int64, err error) {
	err = s.transact(ctx, func(tx *sql.Tx) error {
		var next int64
		err := tx.QueryRowContext(ctx, `
			INSERT INTO number (series, next)
			VALUES ($1, $2)
			ON CONFLICT (series) DO UPDATE
			SET next = number.next + $3
			RETURNING next`, series, count+1, count).Scan(&next)
		first = next - int64(count)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("take numbers of %s: %w", series, err)
	}
	return first, nil
}
