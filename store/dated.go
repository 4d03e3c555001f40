package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// dated is a list of the registry. Its rows are dated, and no two of one party share a day, so that
// a question as of a day has one answer.
type dated[T any] struct {
	// name is that of its row in registry_list.
	name string
	// party is whom a row is about, empty where it is about nobody.
	party func(T) string
	days  func(*T) *engine.Validity
	same  func(a, b T) bool
	// read are all rows of the parties of the rows given, in any order.
	read func(ctx context.Context, tx *sql.Tx, rows []T) ([]T, error)
	// write adds rows, and replaces those with the same party and first day. They come in the order
	// of their keys.
	write func(ctx context.Context, tx *sql.Tx, rows []T) error
}

// save saves rows in their order, all or none, and returns what became of each.
func (d *dated[T]) save(ctx context.Context, s *Store, rows []T) (saved []engine.Saved, err error) {
	for i := range rows {
		if d.party(rows[i]) == "" {
			return nil, engine.Errorf(engine.Invalid, "the row has no id")
		}
		if err := d.days(&rows[i]).Check(); err != nil {
			return nil, err
		}
	}
	err = s.transact(ctx, func(tx *sql.Tx) error {
		if s.dialect.byKeys != "" {
			if _, err := tx.ExecContext(ctx, s.dialect.byKeys); err != nil {
				return fmt.Errorf("ask by keys: %w", err)
			}
		}
		saved, err = d.saveIn(ctx, tx, rows)
		return err
	})
	if err != nil {
		return nil, err
	}
	return saved, nil
}

func (d *dated[T]) saveIn(ctx context.Context, tx *sql.Tx, rows []T) ([]engine.Saved, error) {
	locked, err := saveRow(ctx, tx, `
		UPDATE registry_list
		SET revision = revision + 1
		WHERE name = $1`, d.name)
	if err == nil && !locked {
		err = fmt.Errorf("registry_list has no row %s, without which two could save at a time", d.name)
	}
	if err != nil {
		return nil, err
	}
	there, err := d.read(ctx, tx, rows)
	if err != nil {
		return nil, err
	}
	lines := make(map[string]*timeline[T])
	of := func(row T) *timeline[T] {
		party := d.party(row)
		if lines[party] == nil {
			lines[party] = &timeline[T]{list: d, changed: make(map[fhir.Date]bool)}
		}
		return lines[party]
	}
	for _, row := range there {
		of(row).load(row)
	}
	saved := make([]engine.Saved, len(rows))
	for i, row := range rows {
		saved[i] = of(row).put(row)
	}
	var changed []T
	for _, party := range slices.Sorted(maps.Keys(lines)) {
		changed = append(changed, lines[party].written()...)
	}
	return saved, d.write(ctx, tx, changed)
}

// saveOne saves one row and reports whether that changed anything.
func (d *dated[T]) saveOne(ctx context.Context, s *Store, row T) (changed bool, err error) {
	saved, err := d.save(ctx, s, []T{row})
	if err != nil {
		return false, err
	}
	return saved[0].Changed, nil
}
