package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/bima-exchange/bima/terminology"
)

const conceptColumns = "url, version, position, code, uri, display, parent, abstract, divided, designations, properties, axes"

// conceptChunk is how many concepts one INSERT carries: SQLite looks for each parameter among all of
// the statement, so that tens of thousands of rows are written sooner by short ones.
const conceptChunk = 20

// SaveCodeSystem implements terminology.Record.
func (s *Store) SaveCodeSystem(ctx context.Context, system *terminology.CodeSystem) (added bool, err error) {
	rows, digest, err := conceptRows(system)
	if err != nil {
		return false, fmt.Errorf("save %s %s: %w", system.URL, system.Version, err)
	}
	err = s.transact(ctx, func(tx *sql.Tx) error {
		written, err := insert(ctx, tx, "code_system", codeSystemColumns+", digest", "ON CONFLICT (url, version) DO NOTHING",
			[][]any{append(codeSystemRow(system.System, false), octets(digest))})
		if err != nil {
			return err
		}
		if added = written > 0; !added {
			return sameCodeSystem(ctx, tx, system.System, digest)
		}
		for part := range slices.Chunk(rows, conceptChunk) {
			if _, err := insert(ctx, tx, "concept", conceptColumns, "", part); err != nil {
				return err
			}
		}
		return moveRevision(ctx, tx)
	})
	if err != nil {
		return false, fmt.Errorf("save %s %s: %w", system.URL, system.Version, err)
	}
	return added, nil
}

// sameCodeSystem returns terminology.ErrOther where the version is kept with another digest.
func sameCodeSystem(ctx context.Context, tx *sql.Tx, system terminology.System, digest []byte) error {
	var kept octets
	err := tx.QueryRowContext(ctx, `
		SELECT digest
		FROM code_system
		WHERE url = $1 AND version = $2`, system.URL, system.Version).Scan(&kept)
	if err != nil {
		return err
	}
	if !bytes.Equal(kept, digest) {
		return terminology.ErrOther
	}
	return nil
}

// conceptRows are a code system's concepts as they are kept, and a hash over all that its codes mean:
// they and from when and how they are to be read, but not the words about the list as a whole, which
// may be put better one day.
func conceptRows(system *terminology.CodeSystem) (rows [][]any, digest []byte, err error) {
	hash := sha256.New()
	encoder := json.NewEncoder(hash)
	if err := encoder.Encode([]any{
		system.URL, system.Version, system.Content, system.From.String(), system.CaseSensitive, system.Compositional,
	}); err != nil {
		return nil, nil, err
	}
	rows = make([][]any, system.Len())
	for position := range rows {
		c := system.At(position)
		rows[position] = []any{
			system.URL, system.Version, position, c.Code, c.URI, c.Display, c.Parent, c.Abstract, c.Divided,
			list[terminology.Designation](c.Designations), list[terminology.Property](c.Properties), list[terminology.Axis](c.Axes),
		}
		for i, cell := range rows[position] {
			if rows[position][i], err = driver.DefaultParameterConverter.ConvertValue(cell); err != nil {
				return nil, nil, err
			}
		}
		if err := encoder.Encode(rows[position]); err != nil {
			return nil, nil, err
		}
	}
	return rows, hash.Sum(nil), nil
}
