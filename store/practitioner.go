package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

const practitionerColumns = "puid, valid_from, valid_to, registration, licensed_to, unlicensed"

func practitionerValues(p engine.Practitioner) []any {
	return []any{p.PUID, day(p.From), day(p.To), p.Registration, day(p.LicensedTo), p.Unlicensed}
}

func practitionerPlaces(p *engine.Practitioner) []any {
	return []any{&p.PUID, (*day)(&p.From), (*day)(&p.To), &p.Registration, (*day)(&p.LicensedTo), &p.Unlicensed}
}

var practitioners = &dated[engine.Practitioner]{
	name:  "practitioner",
	party: func(p engine.Practitioner) string { return p.PUID },
	days:  func(p *engine.Practitioner) *engine.Validity { return &p.Validity },
	same:  equal[engine.Practitioner],
	read: func(ctx context.Context, tx *sql.Tx, rows []engine.Practitioner) ([]engine.Practitioner, error) {
		ids := ofEach(rows, func(p engine.Practitioner) string { return p.PUID })
		return readByID(ctx, tx, ids, func(places string) string {
			return `SELECT ` + practitionerColumns + ` FROM practitioner WHERE puid IN (` + places + `)`
		}, scanInto(practitionerPlaces))
	},
	write: func(ctx context.Context, tx *sql.Tx, rows []engine.Practitioner) error {
		_, err := insert(ctx, tx, "practitioner", practitionerColumns, `
			ON CONFLICT (puid, valid_from) DO UPDATE
			SET
			  valid_to = excluded.valid_to,
			  registration = excluded.registration,
			  licensed_to = excluded.licensed_to,
			  unlicensed = excluded.unlicensed`, ofEach(rows, practitionerValues))
		return err
	},
}

// FindPractitioner implements engine.Registry.
func (s *Store) FindPractitioner(ctx context.Context, puid string, on fhir.Date) (engine.Practitioner, error) {
	p, err := s.findPractitioner(ctx, puid, on)
	return found(p, err, "practitioner", puid, on)
}

func (s *Store) findPractitioner(ctx context.Context, puid string, on fhir.Date) (engine.Practitioner, error) {
	args := []any{puid}
	var p engine.Practitioner
	err := s.read.QueryRowContext(ctx, `
		SELECT `+practitionerColumns+`
		FROM practitioner
		WHERE puid = $1 AND `+holds(on, &args)+`
		ORDER BY valid_from DESC
		LIMIT 1`, args...).Scan(practitionerPlaces(&p)...)
	return p, err
}

// SavePractitioner implements engine.Registry.
func (s *Store) SavePractitioner(ctx context.Context, p engine.Practitioner) (changed bool, err error) {
	changed, err = practitioners.saveOne(ctx, s, p)
	if err != nil {
		return false, fmt.Errorf("save practitioner %s: %w", p.PUID, err)
	}
	return changed, nil
}

// SavePractitioners is SavePractitioner for many, in one transaction: all are saved, or none.
func (s *Store) SavePractitioners(ctx context.Context, rows []engine.Practitioner) ([]engine.Saved, error) {
	saved, err := practitioners.save(ctx, s, rows)
	if err != nil {
		return nil, fmt.Errorf("save practitioners: %w", err)
	}
	return saved, nil
}
