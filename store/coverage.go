package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/bima-exchange/bima/engine"
)

const coverageColumns = "member, scheme, valid_from, valid_to, paid_to, wait_until"

func coverageValues(c engine.Coverage) []any {
	return []any{c.Member, c.Scheme, day(c.From), day(c.To), day(c.PaidTo), day(c.WaitUntil)}
}

func coveragePlaces(c *engine.Coverage) []any {
	return []any{&c.Member, &c.Scheme, (*day)(&c.From), (*day)(&c.To), (*day)(&c.PaidTo), (*day)(&c.WaitUntil)}
}

var coverages = &dated[engine.Coverage]{
	name: "coverage",
	party: func(c engine.Coverage) string {
		if c.Member == "" || c.Scheme == "" {
			return ""
		}
		return c.Member + " " + c.Scheme
	},
	days: func(c *engine.Coverage) *engine.Validity { return &c.Validity },
	same: equal[engine.Coverage],
	read: func(ctx context.Context, tx *sql.Tx, rows []engine.Coverage) ([]engine.Coverage, error) {
		ids := ofEach(rows, func(c engine.Coverage) string { return c.Member })
		return readByID(ctx, tx, ids, func(places string) string {
			return `SELECT ` + coverageColumns + ` FROM coverage WHERE member IN (` + places + `)`
		}, scanInto(coveragePlaces))
	},
	write: func(ctx context.Context, tx *sql.Tx, rows []engine.Coverage) error {
		_, err := insert(ctx, tx, "coverage", coverageColumns, `
			ON CONFLICT (member, scheme, valid_from) DO UPDATE
			SET
			  valid_to = excluded.valid_to,
			  paid_to = excluded.paid_to,
			  wait_until = excluded.wait_until`, ofEach(rows, coverageValues))
		return err
	},
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
		SELECT `+coverageColumns+`
		FROM coverage
		WHERE member = $1
		ORDER BY scheme, valid_from`, member)
	if err != nil {
		return nil, err
	}
	return scanInto(coveragePlaces)(rows)
}

// SaveCoverage implements engine.Registry. A cover's id is its member and scheme.
func (s *Store) SaveCoverage(ctx context.Context, c engine.Coverage) (changed bool, err error) {
	changed, err = coverages.saveOne(ctx, s, c)
	if err != nil {
		return false, fmt.Errorf("save the cover of a member: %w", err)
	}
	return changed, nil
}

// SaveCoverages is SaveCoverage for many, in one transaction: all are saved, or none.
func (s *Store) SaveCoverages(ctx context.Context, rows []engine.Coverage) ([]engine.Saved, error) {
	saved, err := coverages.save(ctx, s, rows)
	if err != nil {
		return nil, fmt.Errorf("save the cover of members: %w", err)
	}
	return saved, nil
}
