package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/bima-exchange/bima/engine"
)

var _ engine.Sealings = (*Store)(nil)

// ListEndpointSecrets implements engine.Sealings.
func (s *Store) ListEndpointSecrets(ctx context.Context, after string, limit int) ([]engine.EndpointSecrets, error) {
	list, err := readPage(ctx, s.read, `
		SELECT facility, password, secret, secret_before, secret_both_until
		FROM endpoint
		WHERE facility > $1
		ORDER BY facility
		LIMIT $2`, after, limit, func(e *engine.EndpointSecrets) []any {
		return append([]any{&e.Facility, (*octets)(&e.Password)}, signingPlaces(&e.Signing)...)
	})
	if err != nil {
		return nil, fmt.Errorf("list the secrets of endpoints: %w", err)
	}
	return list, nil
}

// ReplaceEndpointSecrets implements engine.Sealings.
func (s *Store) ReplaceEndpointSecrets(ctx context.Context, before, after engine.EndpointSecrets) (bool, error) {
	replaced, err := s.save(ctx, `
		UPDATE endpoint
		SET
		  password = $1,
		  secret = $2,
		  secret_before = $3
		WHERE facility = $4
		  AND password = $5
		  AND secret IS NOT DISTINCT FROM $6
		  AND secret_before IS NOT DISTINCT FROM $7`,
		octets(after.Password), after.Signing.Secret, after.Signing.Before,
		before.Facility, octets(before.Password), before.Signing.Secret, before.Signing.Before)
	if err != nil {
		return false, fmt.Errorf("replace the secrets of the endpoint of %s: %w", before.Facility, err)
	}
	return replaced, nil
}

// ListClientKeys implements engine.Sealings.
func (s *Store) ListClientKeys(ctx context.Context, after string, limit int) ([]engine.ClientKey, error) {
	list, err := readPage(ctx, s.read, `
		SELECT id, signing_key, revoked_at IS NOT NULL
		FROM client
		WHERE id > $1
		ORDER BY id
		LIMIT $2`, after, limit, func(c *engine.ClientKey) []any {
		return []any{&c.Client, (*octets)(&c.Key), &c.Revoked}
	})
	if err != nil {
		return nil, fmt.Errorf("list the keys of clients: %w", err)
	}
	return list, nil
}

// ReplaceClientKey implements engine.Sealings.
func (s *Store) ReplaceClientKey(ctx context.Context, before, after engine.ClientKey) (bool, error) {
	replaced, err := s.save(ctx, `
		UPDATE client
		SET signing_key = $1
		WHERE id = $2 AND signing_key = $3`,
		octets(after.Key), before.Client, octets(before.Key))
	if err != nil {
		return false, fmt.Errorf("replace the key of client %s: %w", before.Client, err)
	}
	return replaced, nil
}

// readPage reads the rows of a query for those after an id, at most limit.
func readPage[T any](ctx context.Context, db *sql.DB, query, after string, limit int, places func(*T) []any) ([]T, error) {
	found, err := db.QueryContext(ctx, query, after, limit)
	if err != nil {
		return nil, err
	}
	return scanInto(places)(found)
}
