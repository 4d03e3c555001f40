package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
)

// largeTable is how many rows a table has that no statement on the hot path may read from end to end.
const largeTable = 10_000

// plans has the server explain each statement of the hot path. It returns how many there were, and an
// error with the plan of those that read a large table from end to end.
func (b *bench) plans(ctx context.Context, p *postgres, s *shape) (int, error) {
	recorded, err := b.hotPath(ctx, p, s)
	if err != nil {
		return 0, err
	}
	statements := distinct(recorded)
	if len(statements) == 0 {
		return 0, fmt.Errorf("the server logged no statement of the exchange")
	}
	large, err := p.largeTables(ctx, s.database)
	if err != nil {
		return 0, err
	}
	explained, err := p.explain(ctx, s.database, statements)
	if err != nil {
		return 0, err
	}
	var bad []string
	for i, plan := range explained {
		if read := readWhole(plan, large); len(read) > 0 {
			bad = append(bad, fmt.Sprintf("%s: read from end to end by\n%s\n%s", strings.Join(read, ", "), statements[i].text, plan))
		}
	}
	if len(bad) > 0 {
		return 0, fmt.Errorf("%d of %d statements have a bad plan:\n%s", len(bad), len(statements), strings.Join(bad, "\n\n"))
	}
	return len(statements), nil
}

// hotPath are the statements of a few seconds in which bundles are accepted, adjudicated and polled.
// What the processes ask when they start is left out.
func (b *bench) hotPath(ctx context.Context, p *postgres, s *shape) (recorded []recorded, err error) {
	say("%s: plans", s.name)
	on, err := b.startAll(ctx, s, "plans", s.whole())
	defer func() { err = errors.Join(err, on.stop()) }()
	if err != nil {
		return nil, err
	}
	return p.record(ctx, func() error {
		done, err := runJob(ctx, job{
			Kind: jobSettle, Connections: 4, Rate: 20, For: 8 * time.Second, URL: on.url, ID: s.id, Secret: s.secret, First: s.next,
		})
		if err != nil {
			return err
		}
		return s.sent(jobSettle, done.Next)
	})
}

var explainable = regexp.MustCompile(`(?i)^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b`)

// distinct are the statements that have a plan, each text once, in order, with the parameters with
// which it came last.
func distinct(statements []recorded) []recorded {
	last := map[string]recorded{}
	for _, statement := range statements {
		if explainable.MatchString(statement.text) {
			last[statement.text] = statement
		}
	}
	return slices.SortedFunc(maps.Values(last), func(a, b recorded) int { return strings.Compare(a.text, b.text) })
}

// planMark stands before the plans of each statement.
const planMark = "-- plan"

// explain asks for the plans of statements: the one for these very parameters, and the one for any,
// since the server may use either once a statement was executed five times on a connection.
func (p *postgres) explain(ctx context.Context, database string, statements []recorded) ([]string, error) {
	script := new(strings.Builder)
	for i, statement := range statements {
		name := fmt.Sprintf("statement_%d", i)
		fmt.Fprintf(script, "PREPARE %s AS %s;\n\\echo '%s'\n", name, statement.text, planMark)
		for _, mode := range []string{"force_custom_plan", "force_generic_plan"} {
			fmt.Fprintf(script, "SET plan_cache_mode = %s;\n\\echo %s:\nEXPLAIN EXECUTE %s%s;\n", mode, mode, name, statement.arguments())
		}
	}
	out, err := p.psql(ctx, database, script.String())
	if err != nil {
		return nil, fmt.Errorf("explain: %w", err)
	}
	plans := strings.Split(out, planMark)[1:]
	if len(plans) != len(statements) {
		return nil, fmt.Errorf("explain: the server gave %d plans for %d statements", len(plans), len(statements))
	}
	return plans, nil
}

// arguments are the parameters in the order of their numbers: "('a', NULL)".
func (r recorded) arguments() string {
	if len(r.parameters) == 0 {
		return ""
	}
	values := make([]string, len(r.parameters))
	for i := range values {
		values[i] = r.parameters[fmt.Sprintf("$%d", i+1)]
	}
	return "(" + strings.Join(values, ", ") + ")"
}

// largeTables are the tables with more than largeTable rows.
func (p *postgres) largeTables(ctx context.Context, database string) ([]string, error) {
	names, err := p.query(ctx, database, fmt.Sprintf("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > %d", largeTable))
	return strings.Fields(names), err
}
