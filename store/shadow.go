package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

func insertShadow(ctx context.Context, tx *sql.Tx, s *engine.ShadowDifference) error {
	if s == nil {
		return nil
	}
	_, err := insert(ctx, tx, "shadow", "candidate, claim_id, at, state, benefit, other_state, other_benefit", "ON CONFLICT DO NOTHING",
		[][]any{{s.Candidate, s.ClaimID, instant(s.At), string(s.State), s.Benefit.Cents, string(s.OtherState), s.OtherBenefit.Cents}})
	return err
}

// ListShadow implements engine.Claims.
func (s *Store) ListShadow(ctx context.Context, candidate string, after *engine.ClaimPlace, limit int) ([]engine.ShadowDifference, error) {
	list, err := s.listShadow(ctx, candidate, after, limit)
	if err != nil {
		return nil, fmt.Errorf("list what candidates decided otherwise: %w", err)
	}
	return list, nil
}

func (s *Store) listShadow(ctx context.Context, candidate string, after *engine.ClaimPlace, limit int) ([]engine.ShadowDifference, error) {
	args, where := []any{limit}, []string{"TRUE"}
	if candidate != "" {
		where = append(where, "shadow.candidate = "+bind(&args, candidate))
	}
	if after != nil {
		at, id := bind(&args, instant(after.At)), bind(&args, after.ID)
		where = append(where, "(shadow.at, shadow.claim_id) > ("+at+", "+id+")")
	}
	rows, err := s.read.QueryContext(ctx, `
		SELECT
		  shadow.candidate,
		  shadow.claim_id,
		  claim.number,
		  shadow.at,
		  shadow.state,
		  shadow.benefit,
		  shadow.other_state,
		  shadow.other_benefit
		FROM shadow
		JOIN claim ON claim.id = shadow.claim_id
		WHERE `+strings.Join(where, " AND ")+`
		ORDER BY shadow.at, shadow.claim_id, shadow.candidate
		LIMIT $1`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []engine.ShadowDifference
	for rows.Next() {
		var d engine.ShadowDifference
		var benefit, other int64
		if err := rows.Scan(&d.Candidate, &d.ClaimID, &d.Number, (*instant)(&d.At), &d.State, &benefit, &d.OtherState, &other); err != nil {
			return nil, err
		}
		d.Benefit, d.OtherBenefit = fhir.Cents(benefit), fhir.Cents(other)
		list = append(list, d)
	}
	return list, rows.Err()
}

// ListDecided implements engine.Claims.
func (s *Store) ListDecided(ctx context.Context, days engine.Days, after string, limit int) ([]string, error) {
	args := []any{after, limit}
	where := ""
	if !days.First.IsZero() {
		where += " AND first_on >= " + bind(&args, day(days.First))
	}
	if !days.Last.IsZero() {
		where += " AND first_on <= " + bind(&args, day(days.Last))
	}
	rows, err := s.read.QueryContext(ctx, `
		SELECT id
		FROM claim
		WHERE id > $1
		  AND state NOT IN ('queued', 'canceled')`+where+`
		ORDER BY id
		LIMIT $2`, args...)
	if err != nil {
		return nil, fmt.Errorf("list decided claims: %w", err)
	}
	ids, err := collect[string](rows)
	if err != nil {
		return nil, fmt.Errorf("list decided claims: %w", err)
	}
	return ids, nil
}
