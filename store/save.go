package store

import (
	"context"
	"database/sql"
)

// save runs one statement that writes and reports whether it changed anything.
func (s *Store) save(ctx context.Context, statement string, args ...any) (changed bool, err error) {
	err = s.transact(ctx, func(tx *sql.Tx) error {
		changed, err = saveRow(ctx, tx, statement, args...)
		return err
	})
	return changed, err
}

// saveRow is save within a transaction.
func saveRow(ctx context.Context, tx *sql.Tx, statement string, args ...any) (changed bool, err error) {
	result, err := tx.ExecContext(ctx, statement, args...)
	if err != nil {
		return false, err
	}
	count, err := result.RowsAffected()
	return count > 0, err
}
