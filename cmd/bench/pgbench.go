package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"
)

var transactionRate = regexp.MustCompile(`(?m)^tps = ([0-9.]+)`)

// record submits a few bundles to an exchange that does nothing else, and returns the statements
// of one acceptance as the server saw them.
func (p *postgres) record(submit func() error) (script, error) {
	ctx := context.Background()
	if err := p.logStatements(ctx, "all"); err != nil {
		return script{}, err
	}
	if err := submit(); err != nil {
		return script{}, err
	}
	if err := p.logStatements(ctx, "none"); err != nil {
		return script{}, err
	}
	file, err := os.Open(filepath.Join(p.dir, "log.csv"))
	if err != nil {
		return script{}, err
	}
	defer file.Close()
	statements, err := readStatements(file)
	if err != nil {
		return script{}, err
	}
	accepted, err := lastAcceptance(statements)
	return newScript(accepted), err
}

// logStatements sets what is logged, and waits until the server knows.
func (p *postgres) logStatements(ctx context.Context, what string) error {
	if _, err := p.query(ctx, "ALTER SYSTEM SET log_statement = '"+what+"'"); err != nil {
		return err
	}
	if _, err := p.query(ctx, "SELECT pg_reload_conf()"); err != nil {
		return err
	}
	return p.ready(ctx, func(ctx context.Context) error {
		now, err := p.query(ctx, "SHOW log_statement")
		if err == nil && now != what {
			err = fmt.Errorf("log_statement is %q, want %q", now, what)
		}
		return err
	})
}

// pgbench runs a script on a migrated database with so many clients, and returns the transactions
// a second.
func (p *postgres) pgbench(ctx context.Context, s script, database string, clients int, length time.Duration) (float64, error) {
	path := filepath.Join(p.dir, "acceptance.sql")
	if err := os.WriteFile(path, []byte(s.text), 0o644); err != nil {
		return 0, err
	}
	seconds := max(1, int(length.Seconds()))
	args := []string{"-n", "-M", "prepared", "-c", strconv.Itoa(clients), "-j", "2", "-T", strconv.Itoa(seconds), "-f", path}
	for _, name := range slices.Sorted(maps.Keys(s.variables)) {
		args = append(args, "-D", name+"="+s.variables[name])
	}
	out, err := p.program(ctx, "pgbench", append(args, p.url(database))...).CombinedOutput()
	match := transactionRate.FindSubmatch(out)
	if err != nil || match == nil {
		return 0, fmt.Errorf("pgbench: %w\n%s", err, out[max(0, len(out)-2000):])
	}
	return strconv.ParseFloat(string(match[1]), 64)
}
