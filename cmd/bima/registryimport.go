package main

import (
	"context"
	"errors"
	"io"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/engine/registryfile"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

// registryStore is what an import needs of the store. Each save is one transaction.
type registryStore interface {
	SaveFacilities(ctx context.Context, rows []engine.Facility) ([]engine.Saved, error)
	SavePractitioners(ctx context.Context, rows []engine.Practitioner) ([]engine.Saved, error)
	SaveMembers(ctx context.Context, rows []engine.Member) ([]engine.Saved, error)
	SaveCoverages(ctx context.Context, rows []engine.Coverage) ([]engine.Saved, error)
}

// registryImporter imports a file and reports by row. It returns errNo where a row was not imported.
// Rows that do not say it hold from the first day on.
type registryImporter func(ctx context.Context, registry registryStore, file io.Reader, first fhir.Date, report *registryReport) error

// importBatch is how many rows are saved at once. What is saved when an import is ended stays.
const importBatch = 500

func importerOf[T any](kind *registryfile.Kind[T], save func(registryStore, context.Context, []T) ([]engine.Saved, error)) registryImporter {
	return func(ctx context.Context, registry registryStore, file io.Reader, first fhir.Date, report *registryReport) error {
		rows, err := kind.Open(file, first)
		if err != nil {
			return err
		}
		err = importRows(ctx, rows, report, func(ctx context.Context, rows []T) ([]engine.Saved, error) {
			return save(registry, ctx, rows)
		})
		return errors.Join(err, report.end(err == nil))
	}
}

// importRows saves all rows of a file.
func importRows[T any](ctx context.Context, rows *registryfile.Reader[T], report *registryReport, save saveRows[T]) error {
	var batch []registryfile.Row[T]
	for {
		row, err := rows.Next()
		if err == nil {
			batch = append(batch, row)
		}
		if err != nil || len(batch) == importBatch {
			if err := importAll(ctx, batch, report, save); err != nil {
				return err
			}
			batch = batch[:0]
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}

// saveRows saves rows at once: all, or none.
type saveRows[T any] func(context.Context, []T) ([]engine.Saved, error)

// importAll saves the rows of a batch that can be used and reports on all of it, in order. Where the
// database refuses a row it takes the others one by one. The error says that nothing can be saved at
// the moment.
func importAll[T any](ctx context.Context, batch []registryfile.Row[T], report *registryReport, save saveRows[T]) error {
	var good []T
	for _, row := range batch {
		if row.Err == nil {
			good = append(good, row.Value)
		}
	}
	var saved []engine.Saved
	if len(good) > 0 {
		var err error
		if saved, err = save(ctx, good); hopeless(ctx, err) {
			return err
		}
	}
	for _, row := range batch {
		switch {
		case row.Err != nil:
			report.refused(row.Line, row.Err)
		case saved != nil:
			report.saved(row.Line, saved[0])
			saved = saved[1:]
		default:
			one, err := save(ctx, []T{row.Value})
			if hopeless(ctx, err) {
				return err
			}
			if err != nil {
				report.refused(row.Line, err)
			} else {
				report.saved(row.Line, one[0])
			}
		}
	}
	return nil
}

// hopeless reports whether an error is about no row but about the database, or somebody ended the
// command.
func hopeless(ctx context.Context, err error) bool {
	return err != nil && (ctx.Err() != nil || store.Unavailable(err))
}
