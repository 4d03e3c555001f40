package store

import (
	"context"
	"database/sql"
	"slices"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

const facilityColumns = "fid, valid_from, valid_to, name, level, licensed_to, unlicensed, contracted_to, uncontracted"

func facilityValues(f engine.Facility) []any {
	return []any{
		f.FID, day(f.From), day(f.To), f.Name, f.Level, day(f.LicensedTo), f.Unlicensed, day(f.ContractedTo), f.Uncontracted,
	}
}

func facilityPlaces(f *engine.Facility) []any {
	return []any{
		&f.FID, (*day)(&f.From), (*day)(&f.To), &f.Name, &f.Level,
		(*day)(&f.LicensedTo), &f.Unlicensed, (*day)(&f.ContractedTo), &f.Uncontracted,
	}
}

// FindFacility implements engine.Registry. An FID goes before an alias of the same letters.
func (s *Store) FindFacility(ctx context.Context, id string, on fhir.Date) (engine.Facility, error) {
	f, err := s.findFacility(ctx, id, on)
	return found(f, err, "facility", id, on)
}

func (s *Store) findFacility(ctx context.Context, id string, on fhir.Date) (engine.Facility, error) {
	args := []any{id}
	held := holds(on, &args)
	// Two halves, so that each finds its rows by a key; OR would look at every facility.
	rows, err := s.read.QueryContext(ctx, `
		SELECT
		  named.fid,
		  named.valid_from,
		  named.valid_to,
		  named.name,
		  named.level,
		  named.licensed_to,
		  named.unlicensed,
		  named.contracted_to,
		  named.uncontracted,
		  COALESCE(facility_alias.alias, '')
		FROM (
		  SELECT 0 AS place, `+facilityColumns+`
		  FROM facility
		  WHERE fid = $1 AND `+held+`
		  UNION ALL
		  SELECT 1 AS place, `+facilityColumns+`
		  FROM facility
		  WHERE (fid, valid_from) IN (
		      SELECT facility_alias.fid, facility_alias.valid_from
		      FROM facility_alias
		      WHERE facility_alias.alias = $1)
		    AND `+held+`
		  ORDER BY place, valid_from DESC, fid
		  LIMIT 1) AS named
		LEFT JOIN facility_alias ON facility_alias.fid = named.fid AND facility_alias.valid_from = named.valid_from`, args...)
	if err != nil {
		return engine.Facility{}, err
	}
	defer rows.Close()
	var f engine.Facility
	for rows.Next() {
		var alias string
		if err := rows.Scan(append(facilityPlaces(&f), &alias)...); err != nil {
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
