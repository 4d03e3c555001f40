package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// ListClaims implements engine.Claims. Pages are cut by the place of the last claim and not by a
// number, so that what is added or moved meanwhile shifts no page.
func (s *Store) ListClaims(ctx context.Context, filter engine.ClaimFilter) ([]engine.ListedClaim, error) {
	list, err := s.listClaims(ctx, filter)
	if err != nil {
		return nil, fmt.Errorf("list claims: %w", err)
	}
	return list, nil
}

// listedFields are the columns of a claim that a list shows.
const listedFields = `id,
		  number,
		  facility,
		  member,
		  use,
		  state,
		  version,
		  received_at,
		  due_at,
		  assigned`

func (s *Store) listClaims(ctx context.Context, filter engine.ClaimFilter) ([]engine.ListedClaim, error) {
	args := []any{filter.Limit}
	from, where := chosenClaims(filter, &args)
	rows, err := s.read.QueryContext(ctx, `
		SELECT
		  `+listedFields+`,
		  (SELECT COALESCE(SUM(net), 0) FROM claim_item WHERE claim_id = claim.id),
		  (SELECT SUM(benefit) FROM claim_item WHERE claim_id = claim.id)
		FROM `+from+`
		WHERE `+where+`
		ORDER BY `+orderClaim(filter.Sort)+`
		LIMIT $1`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []engine.ListedClaim
	for rows.Next() {
		var c engine.ListedClaim
		var submitted, benefit sql.NullInt64
		if err := rows.Scan(&c.ID, &c.Number, &c.Facility, &c.Member, &c.Use, &c.State, &c.Version, (*instant)(&c.ReceivedAt),
			(*deadline)(&c.DueAt), &c.Assigned, &submitted, &benefit); err != nil {
			return nil, err
		}
		c.Submitted, c.Benefit = *money(submitted, "KES"), money(benefit, "KES")
		list = append(list, c)
	}
	return list, rows.Err()
}

// BarredClaims implements engine.Claims.
func (s *Store) BarredClaims(ctx context.Context, now time.Time, limit int) ([]string, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT id
		FROM claim
		WHERE state = 'sent-back' AND due_at <= $1
		ORDER BY due_at, id
		LIMIT $2`, instant(now), limit)
	if err != nil {
		return nil, fmt.Errorf("find claims that were not answered in time: %w", err)
	}
	ids, err := collect[string](rows)
	if err != nil {
		return nil, fmt.Errorf("find claims that were not answered in time: %w", err)
	}
	return ids, nil
}
