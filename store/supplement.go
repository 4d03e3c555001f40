package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"github.com/bima-exchange/bima/terminology"
)

const supplementColumns = "url, version, uri, designations, properties, axes"

// SaveSupplements implements terminology.Record.
func (s *Store) SaveSupplements(ctx context.Context, url, version string, supplements []terminology.Supplement) error {
	// In one order for everybody, so that no two of them wait for each other.
	sorted := slices.SortedFunc(slices.Values(supplements), func(a, b terminology.Supplement) int {
		return cmp.Compare(a.URI, b.URI)
	})
	rows := make([][]any, len(sorted))
	for i, add := range sorted {
		rows[i] = []any{
			url, version, add.URI, list[terminology.Designation](add.Designations),
			list[terminology.Property](add.Properties), list[terminology.Axis](add.Axes),
		}
	}
	err := s.transact(ctx, func(tx *sql.Tx) error {
		_, err := insert(ctx, tx, "supplement", supplementColumns, "ON CONFLICT (url, version, uri) DO NOTHING", rows)
		return err
	})
	if err != nil {
		return fmt.Errorf("save what is said of concepts of %s %s: %w", url, version, err)
	}
	return nil
}

// Supplemented implements terminology.Record.
func (s *Store) Supplemented(ctx context.Context, url, version string) ([]string, error) {
	uris, err := s.supplemented(ctx, url, version)
	if err != nil {
		return nil, fmt.Errorf("list concepts of %s %s of which more is said: %w", url, version, err)
	}
	return uris, nil
}

func (s *Store) supplemented(ctx context.Context, url, version string) ([]string, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT uri
		FROM supplement
		WHERE url = $1 AND version = $2
		ORDER BY uri`, url, version)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var uris []string
	for rows.Next() {
		var uri string
		if err := rows.Scan(&uri); err != nil {
			return nil, err
		}
		uris = append(uris, uri)
	}
	return uris, rows.Err()
}

// FinishSupplements implements terminology.Record.
func (s *Store) FinishSupplements(ctx context.Context, url, version string) error {
	err := s.transact(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `
			UPDATE code_system
			SET supplemented = TRUE
			WHERE url = $1 AND version = $2`, url, version); err != nil {
			return err
		}
		return moveRevision(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("tell that all is said of concepts of %s %s: %w", url, version, err)
	}
	return nil
}

// supplements are what other sources say of concepts, by code system and URI.
type supplements map[versionKey]map[string]terminology.Supplement

func readSupplements(ctx context.Context, tx *sql.Tx) (supplements, error) {
	all := make(supplements)
	err := each(ctx, tx, `
		SELECT `+supplementColumns+`
		FROM supplement
		WHERE EXISTS (
		  SELECT code_system.url
		  FROM code_system
		  WHERE code_system.url = supplement.url
		    AND code_system.version = supplement.version
		    AND code_system.supplemented)`, func(scan func(...any) error) error {
		var key versionKey
		var add terminology.Supplement
		if err := scan(&key.url, &key.version, &add.URI, (*list[terminology.Designation])(&add.Designations),
			(*list[terminology.Property])(&add.Properties), (*list[terminology.Axis])(&add.Axes)); err != nil {
			return err
		}
		if all[key] == nil {
			all[key] = make(map[string]terminology.Supplement)
		}
		all[key][add.URI] = add
		return nil
	})
	return all, err
}

// join adds to a concept what other sources say of it.
func (s supplements) join(key versionKey, c *terminology.Concept) {
	add, ok := s[key][c.URI]
	if !ok || c.URI == "" {
		return
	}
	c.Designations = append(c.Designations, add.Designations...)
	c.Properties = append(c.Properties, add.Properties...)
	c.Axes = append(c.Axes, add.Axes...)
}
