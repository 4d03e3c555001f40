package store_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/store"
	"github.com/bima-exchange/bima/store/storetest"
)

// grown are the tables that grow with every claim or member: nothing that is done for one claim or one page
// may read all of one.
var grown = []string{
	"claim", "claim_item", "usage", "event", "response", "delivery", "claim_alias", "document", "preauthorization", "member", "coverage",
}

// TestPostgres_readsNoWholeTable makes the steps of explained on a full database, and looks at the plans of
// all statements that they send, and at how SQLite would do the same.
func TestPostgres_readsNoWholeTable(t *testing.T) {
	t.Parallel()
	url := storetest.PostgresURL(t)
	trace := new(trace)
	s, err := store.Open(t.Context(), url, store.Options{MaxConns: 8}.Traced(trace))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	fill(t, s)
	plain, sqlite := storetest.Open(t, url), storetest.SQLite(t)
	for _, test := range explained {
		t.Run(test.name, func(t *testing.T) {
			trace.begin()
			if err := test.do(t.Context(), s); err != nil {
				t.Fatal(err)
			}
			sent := trace.end()
			for _, one := range sent {
				explain(t, plain.DB(), one)
				explainSQLite(t, sqlite.DB(), one)
			}
			if len(sent) < test.statements {
				t.Errorf("%d statements were looked at, want at least %d", len(sent), test.statements)
			}
		})
	}
}

// explain fails the test where a plan of a statement reads a whole table. PostgreSQL plans a prepared
// statement for its parameters five times, and from then on perhaps for any: each plan is looked at.
func explain(t *testing.T, db *sql.DB, sent statement) {
	t.Helper()
	conn, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(t.Context(), `PREPARE sent AS `+sent.sql); err != nil {
		t.Fatalf("%s: %v", sent.sql, err)
	}
	defer conn.ExecContext(context.WithoutCancel(t.Context()), `DEALLOCATE sent`)
	for range 7 {
		var text []byte
		if err := conn.QueryRowContext(t.Context(), `EXPLAIN (FORMAT JSON) EXECUTE sent`+sent.literals()).Scan(&text); err != nil {
			t.Fatalf("%s: %v", sent.sql, err)
		}
		var plans []struct{ Plan plan }
		if err := json.Unmarshal(text, &plans); err != nil || len(plans) != 1 {
			t.Fatalf("%v in the plan of %s:\n%s", err, sent.sql, text)
		}
		if whole := plans[0].Plan.whole(false); len(whole) > 0 {
			t.Errorf("all of %s is read by\n%s%s\n%s", strings.Join(whole, ", "), sent.sql, sent.literals(), text)
			return
		}
	}
}

// plan is a node of a plan with those below it.
type plan struct {
	Type  string `json:"Node Type"`
	Table string `json:"Relation Name"`
	// Cond is that by which an index is entered, Filter what is looked at in each row.
	Cond   string `json:"Index Cond"`
	Filter string
	Plans  []plan
}

// whole are the tables of grown that a plan reads, or has to be ready to read, from the first row to the
// last: one after the other, or by an index that is not entered anywhere. By an index in order, as far as
// the page goes, is as it should be: then limited is true.
func (p plan) whole(limited bool) (tables []string) {
	index := strings.HasPrefix(p.Type, "Index") && p.Cond == "" && !(limited && p.Filter == "")
	if slices.Contains(grown, p.Table) && (p.Type == "Seq Scan" || index) {
		tables = append(tables, p.Table)
	}
	for _, below := range p.Plans {
		tables = append(tables, below.whole(p.Type == "Limit")...)
	}
	return tables
}
