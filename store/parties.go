package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// Parties implements engine.Registry.
func (s *Store) Parties(ctx context.Context, facility, member, practitioner string, on fhir.Date) (engine.Parties, error) {
	var parties engine.Parties
	var err error
	if parties.Facility, err = known(ctx, s.findFacility, facility, on); err != nil {
		return engine.Parties{}, fmt.Errorf("find the facility of a claim: %w", err)
	}
	if parties.Practitioner, err = known(ctx, s.findPractitioner, practitioner, on); err != nil {
		return engine.Parties{}, fmt.Errorf("find the practitioner of a claim: %w", err)
	}
	if member != "" {
		if parties.Member, parties.Coverages, err = s.findCovered(ctx, member, on); err != nil {
			return engine.Parties{}, fmt.Errorf("find the member of a claim: %w", err)
		}
	}
	return parties, nil
}

// known is what a find finds, nil where it finds nothing or there is nothing to ask for.
func known[T any](ctx context.Context, find func(context.Context, string, fhir.Date) (T, error), id string, on fhir.Date) (*T, error) {
	if id == "" {
		return nil, nil
	}
	row, err := find(ctx, id, on)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return &row, nil
}

// findCovered is a member with all rows of their cover, in one question.
func (s *Store) findCovered(ctx context.Context, number string, on fhir.Date) (*engine.Member, []engine.Coverage, error) {
	args := []any{number}
	rows, err := s.read.QueryContext(ctx, `
		SELECT
		  named.number,
		  named.valid_from,
		  named.valid_to,
		  named.sex,
		  named.birth_date,
		  named.household,
		  COALESCE(coverage.member, ''),
		  COALESCE(coverage.scheme, ''),
		  COALESCE(coverage.valid_from, ''),
		  COALESCE(coverage.valid_to, ''),
		  COALESCE(coverage.paid_to, ''),
		  COALESCE(coverage.wait_until, '')
		FROM (
		  SELECT `+memberColumns+`
		  FROM member
		  WHERE number = $1 AND `+holds(on, &args)+`
		  ORDER BY valid_from DESC
		  LIMIT 1) AS named
		LEFT JOIN coverage ON coverage.member = named.number
		ORDER BY coverage.scheme, coverage.valid_from`, args...)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	var member *engine.Member
	var list []engine.Coverage
	for rows.Next() {
		member = new(engine.Member)
		var c engine.Coverage
		if err := rows.Scan(append(memberPlaces(member), coveragePlaces(&c)...)...); err != nil {
			return nil, nil, err
		}
		if c.Member != "" {
			list = append(list, c)
		}
	}
	return member, list, rows.Err()
}
