package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// readByID are the rows of the ids that a query takes in the parentheses of its IN. It asks for so
// many at a time that both databases take them.
func readByID[T any](ctx context.Context, tx *sql.Tx, ids []string, query func(places string) string,
	scan func(*sql.Rows) ([]T, error)) ([]T, error) {
	slices.Sort(ids)
	var read []T
	for part := range slices.Chunk(slices.Compact(ids), chunk) {
		var args []any
		found, err := tx.QueryContext(ctx, query(bind(&args, anys(part)...)), args...)
		if err != nil {
			return nil, err
		}
		more, err := scan(found)
		if err != nil {
			return nil, err
		}
		read = append(read, more...)
	}
	return read, nil
}

// scanInto makes a scan of whole rows from the places of one row's columns.
func scanInto[T any](places func(*T) []any) func(*sql.Rows) ([]T, error) {
	return func(found *sql.Rows) ([]T, error) {
		defer found.Close()
		var rows []T
		for found.Next() {
			var row T
			if err := found.Scan(places(&row)...); err != nil {
				return nil, err
			}
			rows = append(rows, row)
		}
		return rows, found.Err()
	}
}

// ofEach is what a function makes of every row.
func ofEach[T, V any](rows []T, of func(T) V) []V {
	values := make([]V, len(rows))
	for i, row := range rows {
		values[i] = of(row)
	}
	return values
}

func equal[T comparable](a, b T) bool { return a == b }

// holds is the condition that a registry row holds on a day; any does where the day is zero.
// It appends what the condition needs to args.
func holds(on fhir.Date, args *[]any) string {
	if on.IsZero() {
		return "TRUE"
	}
	place := bind(args, day(on))
	return "valid_from <= " + place + " AND (valid_to = '' OR valid_to >= " + place + ")"
}

// found makes the answer of a registry look-up from its row and error.
func found[T any](row T, err error, kind, id string, on fhir.Date) (T, error) {
	var none T
	switch {
	case err == nil:
		return row, nil
	case !errors.Is(err, sql.ErrNoRows):
		return none, fmt.Errorf("find a %s: %w", kind, err)
	case on.IsZero():
		return none, engine.Errorf(engine.NotFound, "the registry has no %s %s", kind, id)
	}
	return none, engine.Errorf(engine.NotFound, "the registry has no %s %s that holds on %s", kind, id, on)
}
