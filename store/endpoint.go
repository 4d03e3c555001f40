package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/bima-exchange/bima/engine"
)

// SaveEndpoint implements engine.Deliveries.
func (s *Store) SaveEndpoint(ctx context.Context, e engine.Endpoint) (kept engine.Signing, err error) {
	err = s.transact(ctx, func(tx *sql.Tx) error {
		kept = engine.Signing{}
		err := tx.QueryRowContext(ctx, `
		INSERT INTO endpoint (facility, url, username, password, enabled, set_at, secret, secret_before, secret_both_until)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (facility) DO UPDATE
		SET
		  url = excluded.url,
		  username = excluded.username,
		  password = excluded.password,
		  enabled = excluded.enabled,
		  disabled = '',
		  set_at = excluded.set_at,
		  secret = COALESCE(endpoint.secret, excluded.secret),
		  failures = 0,
		  failing_since = NULL,
		  failure = '',
		  rests_until = NULL
		RETURNING secret, secret_before, secret_both_until`,
			e.Facility, e.URL, e.Username, octets(e.Password), e.Enabled, instant(e.SetAt),
			e.Signing.Secret, e.Signing.Before, instant(e.Signing.BothUntil)).Scan(signingPlaces(&kept)...)
		if err != nil {
			return err
		}
		return hasten(ctx, tx, e.Facility, e.SetAt)
	})
	if err != nil {
		return engine.Signing{}, fmt.Errorf("save the endpoint of %s: %w", e.Facility, err)
	}
	return kept, nil
}

// AddEndpoint implements engine.Deliveries.
func (s *Store) AddEndpoint(ctx context.Context, e engine.Endpoint) error {
	err := s.transact(ctx, func(tx *sql.Tx) error {
		added, err := saveRow(ctx, tx, `
		INSERT INTO endpoint (facility, url, username, password, enabled, set_at, secret, secret_before, secret_both_until)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (facility) DO NOTHING`,
			e.Facility, e.URL, e.Username, octets(e.Password), e.Enabled, instant(e.SetAt),
			e.Signing.Secret, e.Signing.Before, instant(e.Signing.BothUntil))
		if err != nil {
			return err
		}
		if !added {
			return engine.Errorf(engine.Conflict, "facility %s has a callback endpoint already; change it, or remove it first", e.Facility)
		}
		return hasten(ctx, tx, e.Facility, e.SetAt)
	})
	if _, ok := errors.AsType[*engine.Error](err); err != nil && !ok {
		return fmt.Errorf("add the endpoint of %s: %w", e.Facility, err)
	}
	return err
}

// signingPlaces are where the columns of a Signing are scanned to.
func signingPlaces(signing *engine.Signing) []any {
	return []any{&signing.Secret, &signing.Before, (*instant)(&signing.BothUntil)}
}

// RotateSigning implements engine.Deliveries.
func (s *Store) RotateSigning(ctx context.Context, facility string, before []byte, signing engine.Signing) error {
	changed, err := s.save(ctx, `
		UPDATE endpoint
		SET
		  secret = $1,
		  secret_before = $2,
		  secret_both_until = $3
		WHERE facility = $4 AND COALESCE(secret, $5) = $5`,
		signing.Secret, signing.Before, instant(signing.BothUntil), facility, octets(before))
	if err == nil && !changed {
		if _, err = s.FindEndpoint(ctx, facility); err == nil {
			return engine.Errorf(engine.Stale, "the signing secret of %s is another by now", facility)
		}
		return err
	}
	if err != nil {
		return fmt.Errorf("rotate the signing secret of %s: %w", facility, err)
	}
	return nil
}

// FindEndpoint implements engine.Deliveries.
func (s *Store) FindEndpoint(ctx context.Context, facility string) (engine.Endpoint, error) {
	endpoint, err := findEndpoint(ctx, s.read, facility)
	if _, ok := errors.AsType[*engine.Error](err); err != nil && !ok {
		err = fmt.Errorf("find the endpoint of %s: %w", facility, err)
	}
	return endpoint, err
}

// findEndpoint reads an endpoint from a database or a transaction.
func findEndpoint(ctx context.Context, from interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}, facility string) (e engine.Endpoint, err error) {
	places := append([]any{
		&e.Facility, &e.URL, &e.Username, (*octets)(&e.Password), &e.Enabled, &e.Disabled, (*instant)(&e.SetAt),
		&e.Health.Failures, (*instant)(&e.Health.FailingSince), &e.Health.Failure, (*instant)(&e.Health.RestsUntil),
	}, signingPlaces(&e.Signing)...)
	err = from.QueryRowContext(ctx, `
		SELECT
		  facility,
		  url,
		  username,
		  password,
		  enabled,
		  disabled,
		  set_at,
		  failures,
		  failing_since,
		  failure,
		  rests_until,
		  secret,
		  secret_before,
		  secret_both_until
		FROM endpoint
		WHERE facility = $1`, facility).Scan(places...)
	if errors.Is(err, sql.ErrNoRows) {
		err = noEndpoint(facility)
	}
	return e, err
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
