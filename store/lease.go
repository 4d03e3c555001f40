package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// LeaseClaim implements engine.Claims. The lease is a transaction of one statement, and the items are
// read after it: while the lease is in force nobody else changes them, and whoever does it afterwards
// also changes the version of the claim.
func (s *Store) LeaseClaim(ctx context.Context, id string, now, until time.Time) (due engine.Due, leased bool, err error) {
	err = s.again(ctx, func() error {
		due = engine.Due{Response: engine.Response{ClaimID: id}}
		r := &due.Response
		var marked string
		// No queued claim gets another response without a move, so the subqueries see the one that
		// RETURNING names. The state is asked for so that no index over the queued ones answers it, see
		// isPending.
		err := s.write.QueryRowContext(ctx, `
			UPDATE claim
			SET lease_until = $1
			WHERE id = $2
			  AND state || '' = 'queued'
			  AND (lease_until IS NULL OR lease_until <= $3)
			RETURNING
			  `+claimFields+`,
			  claim.trace,
			  (SELECT at FROM response WHERE claim_id = claim.id AND version = claim.response_version),
			  (SELECT body FROM response WHERE claim_id = claim.id AND version = claim.response_version),
			  `+s.dialect.mark, instant(until), id, instant(now)).Scan(
			append(claimPlaces(&due.Claim), &due.Trace, (*instant)(&r.At), (*octets)(&r.Body), &marked)...)
		r.State, r.Version = due.Claim.State, due.Claim.ResponseVersion
		leased = err == nil
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	if err == nil && leased {
		if due.Claim.Items, err = findItems(ctx, s.read, id); err != nil {
			err = errors.Join(err, s.ReleaseClaim(context.WithoutCancel(ctx), id, until))
		}
	}
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
