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

// FindFacility implements engine.Registry. An FID goes before an alias of the same letters.
func (s *Store) FindFacility(ctx context.Context, id string, on fhir.Date) (engine.Facility, error) {
	f, err := s.findFacility(ctx, id, on)
	return found(f, err, "facility", id, on)
}

func (s *Store) findFacility(ctx context.Context, id string, on fhir.Date) (engine.Facility, error) {
	args := []any{id}
	rows, err := s.read.QueryContext(ctx, `
		SELECT
		  named.fid,
		  named.name,
		  named.level,
		  named.valid_from,
		  named.valid_to,
		  COALESCE(facility_alias.alias, '')
		FROM (
		  SELECT fid, name, level, valid_from, valid_to
		  FROM facility
		  WHERE (fid = $1 OR EXISTS (
		      SELECT facility_alias.fid
		      FROM facility_alias
		      WHERE facility_alias.alias = $1
		        AND facility_alias.fid = facility.fid
		        AND facility_alias.valid_from = facility.valid_from))
		    AND `+holds(on, &args)+`
		  ORDER BY CASE WHEN fid = $1 THEN 0 ELSE 1 END, valid_from DESC, fid
		  LIMIT 1) AS named
		LEFT JOIN facility_alias ON facility_alias.fid = named.fid AND facility_alias.valid_from = named.valid_from`, args...)
	if err != nil {
		return engine.Facility{}, err
	}
	defer rows.Close()
	var f engine.Facility
	for rows.Next() {
		var alias string
		if err := rows.Scan(&f.FID, &f.Name, &f.Level, (*day)(&f.From), (*day)(&f.To), &alias); err != nil {
			return engine.Facility{}, err
		}
		if alias != "" {
			f.Aliases = append(f.Aliases, alias)
		}
	}
	if err := rows.Err(); err != nil {
		return engine.Facility{}, err
	}
	if f.FID == "" {
		return engine.Facility{}, sql.ErrNoRows
	}
	slices.Sort(f.Aliases)
	return f, nil
}

// SaveFacility implements engine.Registry.
func (s *Store) SaveFacility(ctx context.Context, f engine.Facility) (changed bool, err error) {
	f.Aliases = slices.Compact(slices.Sorted(slices.Values(f.Aliases)))
	err = s.transact(ctx, func(tx *sql.Tx) error {
		changed, err = saveRow(ctx, tx, `
			INSERT INTO facility (fid, valid_from, valid_to, name, level)
			VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (fid, valid_from) DO UPDATE
			SET
			  valid_to = excluded.valid_to,
			  name = excluded.name,
			  level = excluded.level
			WHERE facility.valid_to <> excluded.valid_to
			  OR facility.name <> excluded.name
			  OR facility.level <> excluded.level`,
			f.FID, day(f.From), day(f.To), f.Name, f.Level)
		if err != nil {
			return err
		}
		before, err := listFacilityAliases(ctx, tx, f)
		if err != nil || slices.Equal(before, f.Aliases) {
			return err
		}
		changed = true
		return replaceFacilityAliases(ctx, tx, f)
	})
	if err != nil {
		return false, fmt.Errorf("save facility %s: %w", f.FID, err)
	}
	return changed, nil
}

// listFacilityAliases are the other ids of a facility's row, in order.
func listFacilityAliases(ctx context.Context, tx *sql.Tx, f engine.Facility) ([]string, error) {
	rows, err := tx.QueryContext(ctx, `
		SELECT alias
		FROM facility_alias
		WHERE fid = $1 AND valid_from = $2`, f.FID, day(f.From))
	if err != nil {
		return nil, err
	}
	aliases, err := collect[string](rows)
	slices.Sort(aliases)
	return aliases, err
}

func replaceFacilityAliases(ctx context.Context, tx *sql.Tx, f engine.Facility) error {
	if _, err := tx.ExecContext(ctx, `
		DELETE FROM facility_alias
		WHERE fid = $1 AND valid_from = $2`, f.FID, day(f.From)); err != nil {
		return err
	}
	rows := make([][]any, len(f.Aliases))
	for i, alias := range f.Aliases {
		rows[i] = []any{alias, f.FID, day(f.From)}
	}
	_, err := insert(ctx, tx, "facility_alias", "alias, fid, valid_from", "", rows)
	return err
}

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
