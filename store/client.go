package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/bima-exchange/bima/engine"
)

const selectClient = `
		SELECT
		  id,
		  role,
		  all_facilities,
		  facilities,
		  secret_hash,
		  signing_key,
		  created_at,
		  revoked_at
		FROM client`

// scanClient reads a row of selectClient.
func scanClient(scan func(...any) error) (engine.Client, error) {
	var c engine.Client
	err := scan(&c.ID, &c.Role, &c.Scope.All, (*codes)(&c.Scope.FIDs), (*octets)(&c.SecretHash),
		(*octets)(&c.SigningKey), (*instant)(&c.CreatedAt), (*instant)(&c.RevokedAt))
	return c, err
}

// FindClient implements engine.Clients.
func (s *Store) FindClient(ctx context.Context, id string) (engine.Client, error) {
	client, err := scanClient(s.read.QueryRowContext(ctx, selectClient+`
		WHERE id = $1`, id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return engine.Client{}, engine.Errorf(engine.NotFound, "there is no client %s", id)
	}
	if err != nil {
		return engine.Client{}, fmt.Errorf("find client %s: %w", id, err)
	}
	return client, nil
}

// SaveClient implements engine.Clients.
func (s *Store) SaveClient(ctx context.Context, c engine.Client) error {
	_, err := s.save(ctx, `
		INSERT INTO client (id, role, all_facilities, facilities, secret_hash, signing_key, created_at, revoked_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (id) DO UPDATE
		SET
		  role = excluded.role,
		  all_facilities = excluded.all_facilities,
		  facilities = excluded.facilities,
		  secret_hash = excluded.secret_hash,
		  signing_key = excluded.signing_key,
		  created_at = excluded.created_at,
		  revoked_at = excluded.revoked_at`,
		c.ID, string(c.Role), c.Scope.All, codes(c.Scope.FIDs), octets(c.SecretHash), octets(c.SigningKey),
		instant(c.CreatedAt), instant(c.RevokedAt))
	if err != nil {
		return fmt.Errorf("save client %s: %w", c.ID, err)
	}
	return nil
}

// ListClients implements engine.Clients.
func (s *Store) ListClients(ctx context.Context) ([]engine.Client, error) {
	list, err := s.listClients(ctx)
	if err != nil {
		return nil, fmt.Errorf("list clients: %w", err)
	}
	return list, nil
}

func (s *Store) listClients(ctx context.Context) ([]engine.Client, error) {
	rows, err := s.read.QueryContext(ctx, selectClient+`
		ORDER BY id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []engine.Client
	for rows.Next() {
		client, err := scanClient(rows.Scan)
		if err != nil {
			return nil, err
		}
		list = append(list, client)
	}
	return list, rows.Err()
}
