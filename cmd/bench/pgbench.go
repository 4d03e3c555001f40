package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"
)

var transactionRate = regexp.MustCompile(`(?m)^tps = ([0-9.]+)`)

// record returns the statements that the exchange asked the server for while something was done.
func (p *postgres) record(ctx context.Context, do func() error) ([]recorded, error) {
	log := filepath.Join(p.dir, "log.csv")
	before, err := os.Stat(log)
	if err != nil {
		return nil, err
	}
	if err := p.logStatements(ctx, "all"); err != nil {
		return nil, err
	}
	if err := do(); err != nil {
		return nil, err
	}
	if err := p.logStatements(ctx, "none"); err != nil {
		return nil, err
	}
	file, err := os.Open(log)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if _, err := file.Seek(before.Size(), io.SeekStart); err != nil {
		return nil, err
	}
	return readStatements(file)
}

// logStatements sets what is logged, and waits until the server knows.
func (p *postgres) logStatements(ctx context.Context, what string) error {
	if _, err := p.query(ctx, maintenance, "ALTER SYSTEM SET log_statement = '"+what+"'"); err != nil {
		return err
	}
	if _, err := p.query(ctx, maintenance, "SELECT pg_reload_conf()"); err != nil {
		return err
	}
	return p.ready(ctx, func(ctx context.Context) error {
		now, err := p.query(ctx, maintenance, "SHOW log_statement")
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
