package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/bima-exchange/bima/engine"
)

// AliasKinds implements engine.Claims.
func (s *Store) AliasKinds(ctx context.Context, scope engine.Scope, value string) ([]engine.AliasKind, error) {
	args := []any{value}
	rows, err := s.read.QueryContext(ctx, `
		SELECT DISTINCT kind
		FROM claim_alias
		WHERE value = $1 AND `+within(scope, "facility", &args)+`
		ORDER BY kind`, args...)
	if err != nil {
		return nil, fmt.Errorf("find the kinds of an id: %w", err)
	}
	kinds, err := collect[engine.AliasKind](rows)
	if err != nil {
		return nil, fmt.Errorf("find the kinds of an id: %w", err)
	}
	return kinds, nil
}

// ListStatus implements engine.Claims. Oldest first is by time of acceptance, then by id.
func (s *Store) ListStatus(ctx context.Context, query engine.StatusQuery) (engine.StatusPage, error) {
	page, err := s.listStatus(ctx, query)
	if err == nil && len(page.Rows) == 0 && query.Offset > 0 {
		// Behind the last page no row tells the total.
		page.Total, err = s.countAliases(ctx, query)
	}
	if err != nil {
		return engine.StatusPage{}, fmt.Errorf("list the status of claims: %w", err)
	}
	return page, nil
}

func (s *Store) listStatus(ctx context.Context, query engine.StatusQuery) (engine.StatusPage, error) {
	args := []any{query.Value, string(query.Kind), query.Limit, query.Offset}
	rows, err := s.read.QueryContext(ctx, `
		SELECT
		  claim.id,
		  claim.state,
		  response.version,
		  response.body,
		  claim.json,
		  COUNT(*) OVER ()
		FROM claim_alias
		JOIN claim ON claim.id = claim_alias.claim_id
		JOIN response ON response.claim_id = claim.id AND response.version = claim.response_version
		WHERE claim_alias.value = $1 AND claim_alias.kind = $2
		  AND `+within(query.Scope, "claim_alias.facility", &args)+`
		ORDER BY claim.accepted_at, claim.id
		LIMIT $3 OFFSET $4`, args...)
	if err != nil {
		return engine.StatusPage{}, err
	}
	defer rows.Close()
	var page engine.StatusPage
	for rows.Next() {
		var r engine.StatusRow
		if err := rows.Scan(&r.ClaimID, &r.State, &r.Version, (*octets)(&r.Response), (*octets)(&r.Claim), &page.Total); err != nil {
			return engine.StatusPage{}, err
		}
		page.Rows = append(page.Rows, r)
	}
	return page, rows.Err()
}

func (s *Store) countAliases(ctx context.Context, query engine.StatusQuery) (int, error) {
	args := []any{query.Value, string(query.Kind)}
	var total int
	err := s.read.QueryRowContext(ctx, `
		SELECT COUNT(*)
		FROM claim_alias
		WHERE value = $1 AND kind = $2
		  AND `+within(query.Scope, "facility", &args), args...).Scan(&total)
	return total, err
}

// ListResponses implements engine.Claims. It is empty for a claim outside of the scope.
func (s *Store) ListResponses(ctx context.Context, scope engine.Scope, claimID string) ([]engine.Response, error) {
	list, err := s.listResponses(ctx, scope, claimID)
	if err != nil {
		return nil, fmt.Errorf("list the responses to claim %s: %w", claimID, err)
	}
	return list, nil
}

func (s *Store) listResponses(ctx context.Context, scope engine.Scope, claimID string) ([]engine.Response, error) {
	args := []any{claimID}
	rows, err := s.read.QueryContext(ctx, `
		SELECT
		  response.claim_id,
		  response.version,
		  response.state,
		  response.at,
		  response.body
		FROM claim
		JOIN response ON response.claim_id = claim.id
		WHERE claim.id = $1
		  AND `+within(scope, "claim.facility", &args)+`
		ORDER BY response.version`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []engine.Response
	for rows.Next() {
		var r engine.Response
		if err := rows.Scan(&r.ClaimID, &r.Version, &r.State, (*instant)(&r.At), (*octets)(&r.Body)); err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

// FindBody implements engine.Claims. A bundle is in the scope with all its claims or not at all:
// it shows each of them. Two facilities may have had one mediator_id; then it is the first's.
func (s *Store) FindBody(ctx context.Context, scope engine.Scope, mediator string) ([]byte, error) {
	args := []any{mediator}
	var body octets
	err := s.read.QueryRowContext(ctx, `
		SELECT bundle.body
		FROM bundle
		WHERE bundle.mediator = $1
		  AND `+within(scope, "bundle.facility", &args)+`
		  AND NOT EXISTS (
		    SELECT claim.id
		    FROM claim
		    WHERE claim.bundle_facility = bundle.facility AND claim.mediator = bundle.mediator
		      AND NOT `+within(scope, "claim.facility", &args)+`)
		ORDER BY bundle.accepted_at, bundle.facility
		LIMIT 1`, args...).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, engine.Errorf(engine.NotFound, "there is no bundle %s", mediator)
	}
	if err != nil {
		return nil, fmt.Errorf("find bundle %s: %w", mediator, err)
	}
	return body, nil
}

// FindJSON implements engine.Claims.
func (s *Store) FindJSON(ctx context.Context, claimID string) ([]byte, error) {
	var body octets
	err := s.read.QueryRowContext(ctx, `
		SELECT json
		FROM claim
		WHERE id = $1`, claimID).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, engine.Errorf(engine.NotFound, "there is no claim %s", claimID)
	}
	if err != nil {
		return nil, fmt.Errorf("find the submitted claim %s: %w", claimID, err)
	}
	return body, nil
}
