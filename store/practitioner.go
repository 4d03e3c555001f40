package store

import (
	"context"
	"fmt"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// FindPractitioner implements engine.Registry.
func (s *Store) FindPractitioner(ctx context.Context, puid string, on fhir.Date) (engine.Practitioner, error) {
	args := []any{puid}
	var p engine.Practitioner
	err := s.read.QueryRowContext(ctx, `
		SELECT puid, registration, valid_from, valid_to
		FROM practitioner
		WHERE puid = $1 AND `+holds(on, &args)+`
		ORDER BY valid_from DESC
		LIMIT 1`, args...).Scan(&p.PUID, &p.Registration, (*day)(&p.From), (*day)(&p.To))
	return found(p, err, "practitioner", puid, on)
}

// SavePractitioner implements engine.Registry.
func (s *Store) SavePractitioner(ctx context.Context, p engine.Practitioner) (changed bool, err error) {
	changed, err = s.save(ctx, `
		INSERT INTO practitioner (puid, valid_from, valid_to, registration)
		VALUES ($1, $2, $3, $4)
		ON CONFLICT (puid, valid_from) DO UPDATE
		SET
		  valid_to = excluded.valid_to,
		  registration = excluded.registration
		WHERE practitioner.valid_to <> excluded.valid_to
		  OR practitioner.registration <> excluded.registration`,
		p.PUID, day(p.From), day(p.To), p.Registration)
	if err != nil {
		return false, fmt.Errorf("save practitioner %s: %w", p.PUID, err)
	}
	return changed, nil
}
