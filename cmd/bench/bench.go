package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

const (
	// connections is how many the load client has where it sends one request after the other.
	connections = 16
	// settleRate is the bundles a second at which the way to a decision is measured.
	settleRate = 200
	// settleConnections are enough for as many claims as are on their way within a second.
	settleConnections = 100
	// drainWithin is how long the adjudication of the backlog may take.
	drainWithin = time.Minute
)

// bench is one run.
type bench struct {
	// dir is the scratch folder, on the disk that is measured.
	dir    string
	length time.Duration
	// profiles is the folder for CPU profiles; empty: none are made.
	profiles string
	keys     []string
}

// measured is what one part of a run gave.
type measured struct {
	result
	cores cores
}

// figures are what was measured on one shape.
type figures struct {
	// Alone: bundles while nothing adjudicates. Drain: that backlog's adjudication, PerSecond.
	// Settle: bundles at a fixed rate. Together: bundles while they are adjudicated. Poll: status.
	Alone, Drain, Settle, Together, Poll measured
	// Import is how long the command took that imports ICD-11; 0 where there was no list.
	Import time.Duration
	// Validate and Expand: the terminology service.
	Validate, Expand measured
	// Statements: the statements of an acceptance a second by pgbench; 0 where not measured.
	Statements float64
}

// run measures both shapes.
func (b *bench) run(ctx context.Context) (*report, error) {
	say("building bima")
	build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", filepath.Join(b.dir, "bima"), "./cmd/bima")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go build (run this in the project's folder): %w\n%s", err, out)
	}
	r, err := newReport(ctx)
	if err != nil {
		return nil, err
	}
	if r.Readings, err = readings(); err != nil {
		return nil, err
	}
	if r.Judgings, err = judgings(); err != nil {
		return nil, err
	}
	say("disk")
	if r.Fsync, err = fsyncRate(b.dir, 2*time.Second); err != nil {
		return nil, err
	}
	lite := sqliteShape(b.dir)
	if err := b.prepare(ctx, lite); err != nil {
		return nil, err
	}
	if r.SQLite, err = b.measure(ctx, lite); err != nil {
		return nil, fmt.Errorf("on SQLite: %w", err)
	}
	if err := b.runPostgres(ctx, r); err != nil {
		return nil, fmt.Errorf("on PostgreSQL and Redis: %w", err)
	}
	return r, nil
}

func (b *bench) runPostgres(ctx context.Context, r *report) (err error) {
	p, err := startPostgres(ctx, b.dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.stop()) }()
	queue, err := startRedis(ctx, b.dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, queue.stop()) }()
	s := postgresShape(p, queue)
	if err := b.prepare(ctx, s); err != nil {
		return err
	}
	if r.Postgres, err = b.measure(ctx, s); err != nil {
		return err
	}
	if b.profiles == "" {
		r.Postgres.Statements, err = b.statements(ctx, s, p)
	}
	return err
}

// measure runs all parts on a shape that is prepared.
func (b *bench) measure(ctx context.Context, s *shape) (figures, error) {
	var f figures
	var err error
	if f.Import, err = b.importICD11(ctx, s); err != nil {
		return f, err
	}
	if err := b.lookups(ctx, s, &f); err != nil {
		return f, err
	}
	submit := job{Kind: jobSubmit, Connections: connections, WarmUp: b.length / 5, For: b.length}
	if err := b.part(ctx, s, "intake", s.intakeOnly, &f.Alone, submit); err != nil {
		return f, err
	}
	if f.Drain, err = b.drain(ctx, s, f.Alone.Sent); err != nil {
		return f, err
	}
	settle := job{Kind: jobSettle, Connections: settleConnections, Rate: settleRate, WarmUp: b.length / 5, For: b.length}
	if err := b.part(ctx, s, "settle", s.whole, &f.Settle, settle); err != nil {
		return f, err
	}
	poll := job{Kind: jobPoll, Connections: connections, WarmUp: b.length / 5, For: b.length / 2, Claims: f.Alone.Claims}
	if err := b.part(ctx, s, "poll", s.intakeOnly, &f.Poll, poll); err != nil {
		return f, err
	}
	submit.For = b.length / 2
	return f, b.part(ctx, s, "together", s.whole, &f.Together, submit)
}

// part starts the processes of one part, has the load client do a job, and stops them.
func (b *bench) part(ctx context.Context, s *shape, name string, commands func() [][]string, into *measured, j job) (err error) {
	say("%s: %s", s.name, name)
	on, err := b.startAll(ctx, s, name, commands())
	defer func() { err = errors.Join(err, on.stop()) }()
	if err != nil {
		return err
	}
	j.URL, j.ID, j.Secret = on.url, s.id, s.secret
	into.cores, err = during(slices.Concat(on.processes, s.servers), func() error {
		into.result, err = runJob(ctx, j)
		return err
	})
	if into.cores != nil {
		into.cores["client"] = into.Cores
		into.cores[others] = max(0, into.cores[others]-into.Cores)
		into.cores.complain()
	}
	return err
}

// statements is how often a second pgbench does what one acceptance asks of PostgreSQL.
func (b *bench) statements(ctx context.Context, s *shape, p *postgres) (float64, error) {
	var ignored measured
	recorded, err := p.record(func() error {
		return b.part(ctx, s, "statements", s.intakeOnly, &ignored, job{Kind: jobSubmit, Connections: 1, Most: 3, For: time.Minute})
	})
	if err != nil {
		return 0, err
	}
	if _, err := p.query(ctx, "CREATE DATABASE statements"); err != nil {
		return 0, err
	}
	if _, err := b.tell(ctx, &shape{store: []string{"--db", p.url("statements")}}, nil, "migrate"); err != nil {
		return 0, err
	}
	return p.pgbench(ctx, recorded, "statements", connections, b.length*2/3)
}

// say tells the person at the terminal what is going on.
func say(format string, values ...any) { fmt.Fprintf(os.Stderr, "bench: "+format+"\n", values...) }
