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
	rows, err := s.read.QueryContext(ctx, `
		SELECT `+facilityAndAlias+`
		FROM (
		  SELECT `+facilityColumns+`
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
		`+joinAlias, args...)
	if err != nil {
		return engine.Facility{}, err
	}
	list, err := scanFacilities(rows)
	if err == nil && len(list) == 0 {
		err = sql.ErrNoRows
	}
	if err != nil {
		return engine.Facility{}, err
	}
	return list[0], nil
}

// facilityAndAlias and joinAlias give a row for each alias of the facilities that are named, and one
// for a facility without any.
const (
	facilityAndAlias = `
		  named.fid,
		  named.valid_from,
		  named.valid_to,
		  named.name,
		  named.level,
		  named.licensed_to,
		  named.unlicensed,
		  named.contracted_to,
		  named.uncontracted,
		  COALESCE(facility_alias.alias, '')`
	joinAlias = `LEFT JOIN facility_alias ON facility_alias.fid = named.fid AND facility_alias.valid_from = named.valid_from`
)

// scanFacilities are the facilities of rows that come one for each alias, those of one facility one
// after the other.
func scanFacilities(rows *sql.Rows) ([]engine.Facility, error) {
	defer rows.Close()
	var list []engine.Facility
	for rows.Next() {
		var f engine.Facility
		var alias string
		if err := rows.Scan(append(facilityPlaces(&f), &alias)...); err != nil {
			return nil, err
		}
		if last := len(list) - 1; last < 0 || list[last].FID != f.FID || list[last].From != f.From {
			list = append(list, f)
		}
		if alias != "" {
			named := &list[len(list)-1]
			named.Aliases = append(named.Aliases, alias)
		}
	}
	for _, f := range list {
		slices.Sort(f.Aliases)
	}
	return list, rows.Err()
}
