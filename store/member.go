package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

const memberColumns = "number, valid_from, valid_to, sex, birth_date, household"

func memberValues(m engine.Member) []any {
	return []any{m.Number, day(m.From), day(m.To), m.Sex, day(m.BirthDate), m.Household}
}

func memberPlaces(m *engine.Member) []any {
	return []any{&m.Number, (*day)(&m.From), (*day)(&m.To), &m.Sex, (*day)(&m.BirthDate), &m.Household}
}

var members = &dated[engine.Member]{
	name:  "member",
	party: func(m engine.Member) string { return m.Number },
	days:  func(m *engine.Member) *engine.Validity { return &m.Validity },
	same:  equal[engine.Member],
	read: func(ctx context.Context, tx *sql.Tx, rows []engine.Member) ([]engine.Member, error) {
		ids := ofEach(rows, func(m engine.Member) string { return m.Number })
		return readByID(ctx, tx, ids, func(places string) string {
			return `SELECT ` + memberColumns + ` FROM member WHERE number IN (` + places + `)`
		}, scanInto(memberPlaces))
	},
	write: func(ctx context.Context, tx *sql.Tx, rows []engine.Member) error {
		_, err := insert(ctx, tx, "member", memberColumns, `
			ON CONFLICT (number, valid_from) DO UPDATE
			SET
			  valid_to = excluded.valid_to,
			  sex = excluded.sex,
			  birth_date = excluded.birth_date,
			  household = excluded.household`, ofEach(rows, memberValues))
		return err
	},
}

// FindMember implements engine.Registry.
func (s *Store) FindMember(ctx context.Context, number string, on fhir.Date) (engine.Member, error) {
	args := []any{number}
	var m engine.Member
	err := s.read.QueryRowContext(ctx, `
		SELECT `+memberColumns+`
		FROM member
		WHERE number = $1 AND `+holds(on, &args)+`
		ORDER BY valid_from DESC
		LIMIT 1`, args...).Scan(memberPlaces(&m)...)
	return found(m, err, "member", number, on)
}

// SaveMember implements engine.Registry.
func (s *Store) SaveMember(ctx context.Context, m engine.Member) (changed bool, err error) {
	changed, err = members.saveOne(ctx, s, m)
	if err != nil {
		return false, fmt.Errorf("save a member: %w", err)
	}
	return changed, nil
}

// SaveMembers is SaveMember for many, in one transaction: all are saved, or none.
func (s *Store) SaveMembers(ctx context.Context, rows []engine.Member) ([]engine.Saved, error) {
	saved, err := members.save(ctx, s, rows)
	if err != nil {
		return nil, fmt.Errorf("save members: %w", err)
	}
	return saved, nil
}
