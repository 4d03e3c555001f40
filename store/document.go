package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/bima-exchange/bima/engine"
)

func insertDocuments(ctx context.Context, tx *sql.Tx, documents []engine.Document) error {
	rows := make([][]any, len(documents))
	for i, d := range documents {
		rows[i] = []any{d.ClaimID, d.ID, instant(d.At), d.Actor, d.Type, d.Title, d.ContentType, d.URL, octets(d.Body)}
	}
	_, err := insert(ctx, tx, "document", "claim_id, id, at, actor, type, title, content_type, url, body", "", rows)
	return err
}

// ListDocuments implements engine.Claims.
func (s *Store) ListDocuments(ctx context.Context, claimID string) ([]engine.Document, error) {
	list, err := listDocuments(ctx, s.read, claimID)
	if err != nil {
		return nil, fmt.Errorf("list the documents of claim %s: %w", claimID, err)
	}
	return list, nil
}

func listDocuments(ctx context.Context, q querier, claimID string) ([]engine.Document, error) {
	rows, err := q.QueryContext(ctx, `
		SELECT claim_id, id, at, actor, type, title, content_type, url
		FROM document
		WHERE claim_id = $1
		ORDER BY at, id
		LIMIT $2`, claimID, mostListed)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []engine.Document
	for rows.Next() {
		var d engine.Document
		if err := rows.Scan(documentPlaces(&d)...); err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	return list, rows.Err()
}

func documentPlaces(d *engine.Document) []any {
	return []any{&d.ClaimID, &d.ID, (*instant)(&d.At), &d.Actor, &d.Type, &d.Title, &d.ContentType, &d.URL}
}

// FindDocument implements engine.Claims.
func (s *Store) FindDocument(ctx context.Context, claimID, id string) (engine.Document, error) {
	var d engine.Document
	err := s.read.QueryRowContext(ctx, `
		SELECT claim_id, id, at, actor, type, title, content_type, url, body
		FROM document
		WHERE claim_id = $1 AND id = $2`, claimID, id).Scan(append(documentPlaces(&d), (*octets)(&d.Body))...)
	if errors.Is(err, sql.ErrNoRows) {
		return engine.Document{}, engine.Errorf(engine.NotFound, "claim %s has no document %s", claimID, id)
	}
	if err != nil {
		return engine.Document{}, fmt.Errorf("find document %s of claim %s: %w", id, claimID, err)
	}
	return d, nil
}
