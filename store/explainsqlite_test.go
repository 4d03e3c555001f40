package store_test

import (
	"database/sql"
	"slices"
	"strings"
	"testing"
)

// inOrder is how SQLite reads a page of all claims.
const inOrder = "SCAN claim USING INDEX claim_received"

// asSQLite leaves out what SQLite has no need of: one writes at a time, and each commit is safe.
var asSQLite = strings.NewReplacer("FOR UPDATE SKIP LOCKED", "", "set_config('synchronous_commit', 'off', TRUE)", "''")

// explainSQLite fails the test where SQLite reads a whole table for a statement that was sent to PostgreSQL:
// it has the same, but for asSQLite and the lock of the holder. It takes an index over some rows only where the statement names the
// condition, and reads all of the table without a word.
func explainSQLite(t *testing.T, db *sql.DB, sent statement) {
	t.Helper()
	if strings.Contains(sent.sql, "pg_advisory_xact_lock") {
		return
	}
	rows, err := db.QueryContext(t.Context(), `EXPLAIN QUERY PLAN `+asSQLite.Replace(sent.sql), sent.args...)
	if err != nil {
		t.Fatalf("%s: %v", sent.sql, err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		words := strings.Fields(detail)
		// The last two are names that statements give to usage.
		whole := words[0] == "SCAN" && slices.Contains(append(grown, "held", "used"), words[1])
		if detail == inOrder && strings.Contains(sent.sql, "WHERE TRUE\n") {
			whole = false // it goes as far as the page
		}
		if whole || strings.Contains(detail, "AUTOMATIC") {
			t.Errorf("SQLite does %q for\n%s", detail, sent.sql)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}
