package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// lookAgain is for how long a row that needs work is left to the one who was woken for it.
const lookAgain = 5 * time.Second

// DueClaims implements engine.Claims. "For a while" is 5 s.
func (s *Store) DueClaims(ctx context.Context, now time.Time, limit int) ([]string, error) {
	ids, err := s.lookAt(ctx, `
		WITH due AS (
		  SELECT id
		  FROM claim
		  WHERE state = 'queued'
		    AND (lease_until IS NULL OR lease_until <= $1)
		    AND woken_at <= $2
		  ORDER BY woken_at, id
		  LIMIT $3
		  `+s.dialect.skipTaken+`)
		UPDATE claim
		SET woken_at = $1
		WHERE id IN (SELECT id FROM due)
		RETURNING id`, now, limit)
	if err != nil {
		return nil, fmt.Errorf("find due claims: %w", err)
	}
	return ids, nil
}

// lookAt runs an UPDATE of rows that need work, whose parameters are now, the instant since when
// nobody may have looked at a row, and the limit.
func (s *Store) lookAt(ctx context.Context, update string, now time.Time, limit int) ([]string, error) {
	var ids []string
	err := s.mark(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, update, instant(now), instant(now.Add(-lookAgain)), limit)
		if err != nil {
			return err
		}
		ids, err = collect[string](rows)
		return err
	})
	return ids, err
}

// collect reads rows of one column and closes them.
func collect[T any](rows *sql.Rows) ([]T, error) {
	defer rows.Close()
	var values []T
	for rows.Next() {
		var value T
		if err := rows.Scan(&value); err != nil {
			return nil, err
		}
		values = append(values, value)
	}
	return values, rows.Err()
}
