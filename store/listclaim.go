package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
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

func (s *Store) listClaims(ctx context.Context, filter engine.ClaimFilter) ([]engine.ListedClaim, error) {
	args := []any{filter.Limit}
	where := whereClaim(filter, &args)
	rows, err := s.read.QueryContext(ctx, `
		SELECT
		  claim.id,
		  claim.number,
		  claim.facility,
		  claim.member,
		  claim.use,
		  claim.state,
		  claim.version,
		  claim.received_at,
		  claim.due_at,
		  claim.assigned,
		  (SELECT COALESCE(SUM(net), 0) FROM claim_item WHERE claim_id = claim.id),
		  (SELECT SUM(benefit) FROM claim_item WHERE claim_id = claim.id)
		FROM claim
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

// orderClaim is the ORDER BY of an order.
func orderClaim(sort engine.ClaimSort) string {
	switch sort {
	case engine.ByDue:
		return "claim.due_at, claim.id"
	case engine.ByNewest:
		return "claim.received_at DESC, claim.id DESC"
	}
	return "claim.received_at, claim.id"
}

// whereClaim are the conditions of a filter.
func whereClaim(filter engine.ClaimFilter, args *[]any) string {
	conditions := []string{within(filter.Scope, "claim.facility", args)}
	add := func(condition string, value any) {
		conditions = append(conditions, condition+" "+bind(args, value))
	}
	if len(filter.States) > 0 {
		conditions = append(conditions, "claim.state IN ("+bind(args, anys(filter.States)...)+")")
	}
	for _, equal := range [][2]string{
		{"claim.use =", string(filter.Use)}, {"claim.facility =", filter.Facility}, {"claim.member =", filter.Member}, {"claim.assigned =", filter.Assigned},
	} {
		if equal[1] != "" {
			add(equal[0], equal[1])
		}
	}
	if filter.Unassigned {
		conditions = append(conditions, "claim.assigned = ''")
	}
	if !filter.From.IsZero() {
		add("claim.received_at >=", instant(filter.From.Start()))
	}
	if !filter.To.IsZero() {
		add("claim.received_at <", instant(filter.To.AddDays(1).Start()))
	}
	if !filter.OverdueAt.IsZero() {
		add("claim.due_at <=", instant(filter.OverdueAt))
	}
	if filter.After != nil {
		conditions = append(conditions, afterClaim(filter.Sort, *filter.After, args))
	}
	return strings.Join(conditions, " AND ")
}

// afterClaim is the condition that a claim comes after a place.
func afterClaim(sort engine.ClaimSort, place engine.ClaimPlace, args *[]any) string {
	column, beyond := "claim.received_at", ">"
	switch sort {
	case engine.ByDue:
		column = "claim.due_at"
	case engine.ByNewest:
		beyond = "<"
	}
	at, id := bind(args, deadline(place.At)), bind(args, place.ID)
	return "(" + column + ", claim.id) " + beyond + " (" + at + ", " + id + ")"
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
