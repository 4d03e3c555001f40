package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// chunk is how many rows one INSERT carries: few round trips, and far below the number of
// parameters that either database takes.
const chunk = 100

// insert writes rows, which must be in the order of their keys, and returns how many were written.
// Columns are the table's, separated by commas; onConflict is a clause or empty.
func insert(ctx context.Context, tx *sql.Tx, table, columns, onConflict string, rows [][]any) (int64, error) {
	var written int64
	for len(rows) > 0 {
		part := rows[:min(chunk, len(rows))]
		rows = rows[len(part):]

		text := new(strings.Builder)
		fmt.Fprintf(text, "INSERT INTO %s (%s) VALUES ", table, columns)
		var args []any
		for i, row := range part {
			if i > 0 {
				text.WriteString(", ")
			}
			text.WriteString("(" + bind(&args, row...) + ")")
		}
		text.WriteString(" " + onConflict)
		result, err := tx.ExecContext(ctx, text.String(), args...)
		if err != nil {
			return 0, fmt.Errorf("insert into %s: %w", table, err)
		}
		count, err := result.RowsAffected()
		if err != nil {
			return 0, fmt.Errorf("insert into %s: %w", table, err)
		}
		written += count
	}
	return written, nil
}

// bind appends values to args and returns the parameters that stand for them: "$3, $4".
func bind(args *[]any, values ...any) string {
	places := make([]string, len(values))
	for i, value := range values {
		*args = append(*args, value)
		places[i] = fmt.Sprintf("$%d", len(*args))
	}
	return strings.Join(places, ", ")
}
