package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/bima-exchange/bima/engine"
)

// SaveEndpoint implements engine.Deliveries.
func (s *Store) SaveEndpoint(ctx context.Context, e engine.Endpoint) error {
	_, err := s.save(ctx, `
		INSERT INTO endpoint (facility, url, username, password, enabled, set_at)
		VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (facility) DO UPDATE
		SET
		  url = excluded.url,
		  username = excluded.username,
		  password = excluded.password,
		  enabled = excluded.enabled,
		  set_at = excluded.set_at`,
		e.Facility, e.URL, e.Username, octets(e.Password), e.Enabled, instant(e.SetAt))
	if err != nil {
		return fmt.Errorf("save the endpoint of %s: %w", e.Facility, err)
	}
	return nil
}

// FindEndpoint implements engine.Deliveries.
func (s *Store) FindEndpoint(ctx context.Context, facility string) (engine.Endpoint, error) {
	var e engine.Endpoint
	err := s.read.QueryRowContext(ctx, `
		SELECT facility, url, username, password, enabled, set_at
		FROM endpoint
		WHERE facility = $1`, facility).Scan(
		&e.Facility, &e.URL, &e.Username, (*octets)(&e.Password), &e.Enabled, (*instant)(&e.SetAt))
	if errors.Is(err, sql.ErrNoRows) {
		return engine.Endpoint{}, noEndpoint(facility)
	}
	if err != nil {
		return engine.Endpoint{}, fmt.Errorf("find the endpoint of %s: %w", facility, err)
	}
	return e, nil
}

// DeleteEndpoint implements engine.Deliveries. Deliveries that were written before stay.
func (s *Store) DeleteEndpoint(ctx context.Context, facility string) error {
	deleted, err := s.save(ctx, `
		DELETE FROM endpoint
		WHERE facility = $1`, facility)
	if err != nil {
		return fmt.Errorf("delete the endpoint of %s: %w", facility, err)
	}
	if !deleted {
		return noEndpoint(facility)
	}
	return nil
}

func noEndpoint(facility string) error {
	return engine.Errorf(engine.NotFound, "no callback endpoint is set for facility %s", facility)
}
