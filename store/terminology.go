package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/bima-exchange/bima/terminology"
)

var _ terminology.Record = (*Store)(nil)

// Revision implements terminology.Record.
func (s *Store) Revision(ctx context.Context) (int64, error) {
	var revision int64
	if err := s.read.QueryRowContext(ctx, selectRevision).Scan(&revision); err != nil {
		return 0, fmt.Errorf("read the revision of code systems: %w", err)
	}
	return revision, nil
}

const selectRevision = `
	SELECT revision
	FROM terminology_revision`

// Read implements terminology.Record.
func (s *Store) Read(ctx context.Context) (kept terminology.Kept, err error) {
	err = once(ctx, s.read, looking, func(tx *sql.Tx) error {
		kept = terminology.Kept{}
		if err := tx.QueryRowContext(ctx, selectRevision).Scan(&kept.Revision); err != nil {
			return err
		}
		if kept.CodeSystems, err = readCodeSystems(ctx, tx); err != nil {
			return err
		}
		kept.Catalogue, err = readCatalogue(ctx, tx)
		return err
	})
	if err != nil {
		return terminology.Kept{}, fmt.Errorf("read code systems: %w", err)
	}
	return kept, nil
}

// moveRevision tells every node that code systems have changed.
func moveRevision(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `
		UPDATE terminology_revision
		SET revision = revision + 1`)
	return err
}

// codeSystemColumns are those of a code system but its digest, as codeSystemRow and codeSystemFields
// have them.
const codeSystemColumns = "url, version, tariffs, name, title, content, valid_from, " +
	"case_sensitive, compositional, copyright, property_kinds"

func codeSystemRow(s terminology.System, tariffs bool) []any {
	return []any{
		s.URL, s.Version, tariffs, s.Name, s.Title, string(s.Content), day(s.From),
		s.CaseSensitive, s.Compositional, s.Copyright, list[terminology.PropertyKind](s.Properties),
	}
}

func codeSystemFields(s *terminology.System, tariffs *bool) []any {
	return []any{
		&s.URL, &s.Version, tariffs, &s.Name, &s.Title, &s.Content, (*day)(&s.From),
		&s.CaseSensitive, &s.Compositional, &s.Copyright, (*list[terminology.PropertyKind])(&s.Properties),
	}
}
