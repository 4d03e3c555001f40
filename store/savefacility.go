package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

var facilities = &dated[engine.Facility]{
	name:  "facility",
	party: func(f engine.Facility) string { return f.FID },
	days:  func(f *engine.Facility) *engine.Validity { return &f.Validity },
	same: func(a, b engine.Facility) bool {
		return slices.Equal(facilityValues(a), facilityValues(b)) && slices.Equal(a.Aliases, b.Aliases)
	},
	read: readFacilities,
	write: func(ctx context.Context, tx *sql.Tx, rows []engine.Facility) error {
		if _, err := insert(ctx, tx, "facility", facilityColumns, `
			ON CONFLICT (fid, valid_from) DO UPDATE
			SET
			  valid_to = excluded.valid_to,
			  name = excluded.name,
			  level = excluded.level,
			  licensed_to = excluded.licensed_to,
			  unlicensed = excluded.unlicensed,
			  contracted_to = excluded.contracted_to,
			  uncontracted = excluded.uncontracted`, ofEach(rows, facilityValues)); err != nil {
			return err
		}
		return replaceFacilityAliases(ctx, tx, rows)
	},
}

// SaveFacility implements engine.Registry.
func (s *Store) SaveFacility(ctx context.Context, f engine.Facility) (changed bool, err error) {
	changed, err = facilities.saveOne(ctx, s, withSortedAliases(f))
	if err != nil {
		return false, fmt.Errorf("save facility %s: %w", f.FID, err)
	}
	return changed, nil
}

// SaveFacilities is SaveFacility for many, in one transaction: all are saved, or none.
func (s *Store) SaveFacilities(ctx context.Context, rows []engine.Facility) ([]engine.Saved, error) {
	saved, err := facilities.save(ctx, s, ofEach(rows, withSortedAliases))
	if err != nil {
		return nil, fmt.Errorf("save facilities: %w", err)
	}
	return saved, nil
}

// withSortedAliases is a facility with each alias once, as it is read.
func withSortedAliases(f engine.Facility) engine.Facility {
	f.Aliases = slices.Compact(slices.Sorted(slices.Values(f.Aliases)))
	return f
}

// readFacilities are all rows of the same facilities as the given ones. Their aliases are asked for by
// themselves: PostgreSQL may join more than is wanted of tables in which it has counted nothing yet.
func readFacilities(ctx context.Context, tx *sql.Tx, rows []engine.Facility) ([]engine.Facility, error) {
	ids := ofEach(rows, func(f engine.Facility) string { return f.FID })
	list, err := readByID(ctx, tx, ids, func(places string) string {
		return `SELECT ` + facilityColumns + ` FROM facility WHERE fid IN (` + places + `)`
	}, scanInto(facilityPlaces))
	if err != nil {
		return nil, err
	}
	aliases, err := readByID(ctx, tx, ids, func(places string) string {
		return `SELECT fid, valid_from, alias FROM facility_alias WHERE fid IN (` + places + `)`
	}, scanInto(func(a *facilityAlias) []any { return []any{&a.fid, &a.from, &a.alias} }))
	if err != nil {
		return nil, err
	}
	of := make(map[facilityAlias][]string)
	for _, a := range aliases {
		row := facilityAlias{fid: a.fid, from: a.from}
		of[row] = append(of[row], a.alias)
	}
	for i, f := range list {
		list[i].Aliases = slices.Sorted(slices.Values(of[facilityAlias{fid: f.FID, from: day(f.From)}]))
	}
	return list, nil
}

// facilityAlias is a row of the table of that name.
type facilityAlias struct {
	fid   string
	from  day
	alias string
}

func replaceFacilityAliases(ctx context.Context, tx *sql.Tx, facilities []engine.Facility) error {
	var rows [][]any
	for part := range slices.Chunk(facilities, chunk) {
		// The ids by themselves lead through the index, which pairs do not on PostgreSQL.
		var args []any
		ids := bind(&args, anys(ofEach(part, func(f engine.Facility) string { return f.FID }))...)
		var keys []string
		for _, f := range part {
			keys = append(keys, "("+bind(&args, f.FID, day(f.From))+")")
			for _, alias := range f.Aliases {
				rows = append(rows, []any{alias, f.FID, day(f.From)})
			}
		}
		if _, err := tx.ExecContext(ctx, `
			DELETE FROM facility_alias
			WHERE fid IN (`+ids+`) AND (fid, valid_from) IN (VALUES `+strings.Join(keys, ", ")+`)`, args...); err != nil {
			return err
		}
	}
	slices.SortFunc(rows, func(a, b []any) int { return strings.Compare(a[0].(string), b[0].(string)) })
	_, err := insert(ctx, tx, "facility_alias", "alias, fid, valid_from", "", rows)
	return err
}
