package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// LeaseClaim implements engine.Claims.
func (s *Store) LeaseClaim(ctx context.Context, id string, now, until time.Time) (due engine.Due, leased bool, err error) {
	err = s.mark(ctx, func(tx *sql.Tx) error {
		due = engine.Due{Response: engine.Response{ClaimID: id}}
		r := &due.Response
		// The subqueries save a round trip. No queued claim gets another response without a move,
		// so they see the one that RETURNING names.
		err := tx.QueryRowContext(ctx, `
			UPDATE claim
			SET lease_until = $1
			WHERE id = $2
			  AND state = 'queued'
			  AND (lease_until IS NULL OR lease_until <= $3)
			RETURNING
			  trace,
			  state,
			  response_version,
			  (SELECT at FROM response WHERE claim_id = claim.id AND version = claim.response_version),
			  (SELECT body FROM response WHERE claim_id = claim.id AND version = claim.response_version)`,
			instant(until), id, instant(now)).Scan(&due.Trace, &r.State, &r.Version, (*instant)(&r.At), (*octets)(&r.Body))
		leased = err == nil
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		due.Claim, err = findClaim(ctx, tx, id)
		return err
	})
	if err != nil {
		return engine.Due{}, false, fmt.Errorf("lease claim %s: %w", id, err)
	}
	if !leased {
		return engine.Due{}, false, nil
	}
	return due, true, nil
}

// FindDue implements engine.Claims.
func (s *Store) FindDue(ctx context.Context, id string) (due engine.Due, err error) {
	err = once(ctx, s.read, looking, func(tx *sql.Tx) error {
		due = engine.Due{Response: engine.Response{ClaimID: id}}
		r := &due.Response
		err := tx.QueryRowContext(ctx, `
			SELECT
			  claim.trace,
			  response.state,
			  response.version,
			  response.at,
			  response.body
			FROM claim
			JOIN response ON response.claim_id = claim.id AND response.version = claim.response_version
			WHERE claim.id = $1`, id).Scan(&due.Trace, &r.State, &r.Version, (*instant)(&r.At), (*octets)(&r.Body))
		if errors.Is(err, sql.ErrNoRows) {
			return engine.Errorf(engine.NotFound, "there is no claim %s", id)
		}
		if err != nil {
			return err
		}
		due.Claim, err = findClaim(ctx, tx, id)
		return err
	})
	if _, ok := errors.AsType[*engine.Error](err); err != nil && !ok {
		err = fmt.Errorf("find claim %s: %w", id, err)
	}
	return due, err
}

// ReleaseClaim implements engine.Claims.
func (s *Store) ReleaseClaim(ctx context.Context, id string, until time.Time) error {
	err := s.mark(ctx, func(tx *sql.Tx) error {
		_, err := saveRow(ctx, tx, `
			UPDATE claim
			SET lease_until = NULL
			WHERE id = $1 AND lease_until = $2`, id, instant(until))
		return err
	})
	if err != nil {
		return fmt.Errorf("release claim %s: %w", id, err)
	}
	return nil
}

// Reclaim ends the leases that a process left behind when it was killed, where that is certain: a
// data folder belongs to one process at a time. On PostgreSQL the leases may be those of others, and
// run out by themselves; there it does nothing. It is for the start of a process.
func (s *Store) Reclaim(ctx context.Context) error {
	if !s.dialect.alone {
		return nil
	}
	return s.transact(ctx, func(tx *sql.Tx) error {
		for _, statement := range []string{`
			UPDATE claim
			SET lease_until = NULL
			WHERE state = 'queued' AND lease_until IS NOT NULL`, `
			UPDATE delivery
			SET lease_until = NULL
			WHERE state = 'pending' AND lease_until IS NOT NULL`,
		} {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return fmt.Errorf("end the leases of the process before: %w", err)
			}
		}
		return nil
	})
}
