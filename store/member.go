package store

import (
	"context"
	"fmt"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// FindMember implements engine.Registry.
func (s *Store) FindMember(ctx context.Context, number string, on fhir.Date) (engine.Member, error) {
	args := []any{number}
	var m engine.Member
	err := s.read.QueryRowContext(ctx, `
		SELECT number, sex, birth_date, household, valid_from, valid_to
		FROM member
		WHERE number = $1 AND `+holds(on, &args)+`
		ORDER BY valid_from DESC
		LIMIT 1`, args...).Scan(&m.Number, &m.Sex, (*day)(&m.BirthDate), &m.Household, (*day)(&m.From), (*day)(&m.To))
	return found(m, err, "member", number, on)
}

// SaveMember implements engine.Registry.
func (s *Store) SaveMember(ctx context.Context, m engine.Member) (changed bool, err error) {
	changed, err = s.save(ctx, `
		INSERT INTO member (number, valid_from, valid_to, sex, birth_date, household)
		VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (number, valid_from) DO UPDATE
		SET
		  valid_to = excluded.valid_to,
		  sex = excluded.sex,
		  birth_date = excluded.birth_date,
		  household = excluded.household
		WHERE member.valid_to <> excluded.valid_to
		  OR member.sex <> excluded.sex
		  OR member.birth_date <> excluded.birth_date
		  OR member.household <> excluded.household`,
		m.Number, day(m.From), day(m.To), m.Sex, day(m.BirthDate), m.Household)
	if err != nil {
		return false, fmt.Errorf("save a member: %w", err)
	}
	return changed, nil
}

// ListCoverages implements engine.Registry.
func (s *Store) ListCoverages(ctx context.Context, member string) ([]engine.Coverage, error) {
	list, err := s.listCoverages(ctx, member)
	if err != nil {
		return nil, fmt.Errorf("list the cover of a member: %w", err)
	}
	return list, nil
}

func (s *Store) listCoverages(ctx context.Context, member string) ([]engine.Coverage, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT member, scheme, valid_from, valid_to
		FROM coverage
		WHERE member = $1
		ORDER BY scheme, valid_from`, member)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []engine.Coverage
	for rows.Next() {
		var c engine.Coverage
		if err := rows.Scan(&c.Member, &c.Scheme, (*day)(&c.From), (*day)(&c.To)); err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, rows.Err()
}

// SaveCoverage implements engine.Registry. A cover's id is its member and scheme.
func (s *Store) SaveCoverage(ctx context.Context, c engine.Coverage) (changed bool, err error) {
	changed, err = s.save(ctx, `
		INSERT INTO coverage (member, scheme, valid_from, valid_to)
		VALUES ($1, $2, $3, $4)
		ON CONFLICT (member, scheme, valid_from) DO UPDATE
		SET valid_to = excluded.valid_to
		WHERE coverage.valid_to <> excluded.valid_to`,
		c.Member, c.Scheme, day(c.From), day(c.To))
	if err != nil {
		return false, fmt.Errorf("save the cover of a member: %w", err)
	}
	return changed, nil
}
