package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// logLine is a line of the server's CSV log.
func logLine(application, message, detail string) string {
	fields := make([]string, columnApplication+1)
	fields[columnMessage], fields[columnDetail], fields[columnApplication] = message, detail, application
	for i, field := range fields {
		fields[i] = `"` + strings.ReplaceAll(field, `"`, `""`) + `"`
	}
	return strings.Join(fields, ",") + "\n"
}

const (
	mediatorID = "'0c7a3f4e-5d0b-4c0e-9a35-6f1f5b7f2a01'"
	claimID    = "'5b1e6c52-0f0c-4f7e-8d6f-1d2f0c9b7a11'"
)

func TestReadStatements_makeAScript(t *testing.T) {
	long := strings.Repeat("7b", longest)
	insert := func(table, values, detail string) string {
		return logLine("bima", "execute stmtcache_1: INSERT INTO "+table+" VALUES ("+values+")", "parameters: "+detail)
	}
	log := logLine("bima", "statement: begin", "") +
		logLine("bima", "statement: commit", "") +
		logLine("psql", "statement: SHOW log_statement", "") +
		logLine("bima", "connection authorized", "") +
		logLine("bima", "execute <unnamed>: SELECT id FROM claim\nWHERE id IN ($1)", "parameters: $1 = "+claimID) +
		logLine("bima", "statement: begin", "") +
		insert("bundle", "$1, $2", "$1 = "+mediatorID+`, $2 = '\x`+long+"'") +
		insert("claim", "$1, $2, $3", "$1 = "+claimID+", $2 = 'CLM/2026/000123', $3 = '2026-11-21 10:00:00'") +
		insert("claim_item", "$1, $2, $3", "$1 = "+claimID+", $2 = '1', $3 = NULL") +
		insert("response", "$1, $2", "$1 = "+claimID+", $2 = 'it''s'") +
		insert("event", "$1, $2", "$1 = "+claimID+`, $2 = '{"a": "it''s"}'`) +
		logLine("bima", "statement: commit", "") +
		logLine("bima", "statement: begin", "")
	statements, err := readStatements(strings.NewReader(log))
	if err != nil {
		t.Fatal(err)
	}
	accepted, err := lastAcceptance(statements)
	if err != nil {
		t.Fatal(err)
	}
	got := newScript(accepted)
	wantText := `\set n random(1, 1000000000000)
SELECT id FROM claim
WHERE id IN (lpad(:n, 36, 'a'));
begin;
INSERT INTO bundle VALUES (lpad(:n, 36, 'b'), :v0);
INSERT INTO claim VALUES (lpad(:n, 36, 'a'), lpad(:n, 15, 'c'), :v1);
INSERT INTO claim_item VALUES (lpad(:n, 36, 'a'), '1', NULL);
INSERT INTO response VALUES (lpad(:n, 36, 'a'), 'it''s');
INSERT INTO event VALUES (lpad(:n, 36, 'a'), :v2);
commit;
`
	if diff := cmp.Diff(wantText, got.text); diff != "" {
		t.Errorf("script (-want +got):\n%s", diff)
	}
	wantVariables := map[string]string{"v0": `\x` + long, "v1": "2026-11-21 10:00:00", "v2": `{"a": "it's"}`}
	if diff := cmp.Diff(wantVariables, got.variables); diff != "" {
		t.Errorf("variables (-want +got):\n%s", diff)
	}
}

func TestLastAcceptance_refusesOther(t *testing.T) {
	for name, statements := range map[string][]recorded{
		"no commit":      {{text: "begin"}},
		"no acceptance":  {{text: "begin"}, {text: "INSERT INTO audit"}, {text: "commit"}},
		"nothing at all": nil,
	} {
		if _, err := lastAcceptance(statements); err == nil {
			t.Errorf("%s: it is taken for an acceptance", name)
		}
	}
}
