package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"github.com/bima-exchange/bima/engine"
)

// Known implements engine.Claims.
func (s *Store) Known(ctx context.Context, ids []string) (map[string]engine.Known, error) {
	known := make(map[string]engine.Known, len(ids))
	for part := range slices.Chunk(ids, chunk) {
		if err := s.findKnown(ctx, part, known); err != nil {
			return nil, fmt.Errorf("find known claims: %w", err)
		}
	}
	return known, nil
}

// findKnown adds those of the ids that are taken to known.
func (s *Store) findKnown(ctx context.Context, ids []string, known map[string]engine.Known) error {
	var args []any
	rows, err := s.read.QueryContext(ctx, `
		SELECT
		  claim.id,
		  claim.facility,
		  claim.digest,
		  claim.accepted_at,
		  claim.mediator,
		  bundle.ack,
		  bundle.outcome
		FROM claim
		JOIN bundle ON bundle.facility = claim.bundle_facility AND bundle.mediator = claim.mediator
		WHERE claim.id IN (`+bind(&args, anys(ids)...)+`)`, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		var k engine.Known
		if err := rows.Scan(&id, &k.Facility, (*octets)(&k.Digest), (*instant)(&k.AcceptedAt), &k.Mediator,
			(*octets)(&k.Ack), (*octets)(&k.Outcome)); err != nil {
			return err
		}
		known[id] = k
	}
	return rows.Err()
}

// MediatorTaken implements engine.Claims.
func (s *Store) MediatorTaken(ctx context.Context, facility, id string) (bool, error) {
	var count int
	err := s.read.QueryRowContext(ctx, `
		SELECT COUNT(*)
		FROM bundle
		WHERE facility = $1 AND mediator = $2`, facility, id).Scan(&count)
	if err != nil {
		return false, fmt.Errorf("find mediator_id %s: %w", id, err)
	}
	return count > 0, nil
}

// Remember implements engine.Claims. Claims that are not the facility's are passed over.
func (s *Store) Remember(ctx context.Context, facility string, claimIDs []string, aliases []engine.Alias) error {
	err := s.transact(ctx, func(tx *sql.Tx) error {
		for _, alias := range aliases {
			for part := range slices.Chunk(claimIDs, chunk) {
				args := []any{alias.Value, string(alias.Kind), facility}
				// The order keeps two that remember the same from waiting for each other.
				if _, err := tx.ExecContext(ctx, `
					INSERT INTO claim_alias (value, facility, kind, claim_id)
					SELECT $1, facility, $2, id
					FROM claim
					WHERE facility = $3 AND id IN (`+bind(&args, anys(part)...)+`)
					ORDER BY id
					ON CONFLICT DO NOTHING`, args...); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("remember ids of claims: %w", err)
	}
	return nil
}
