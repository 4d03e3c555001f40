package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// What can be measured by itself (-only).
const (
	onlyProcess  = "process"
	onlySQLite   = "sqlite"
	onlyPostgres = "postgres"
	onlyMillion  = "million"
	onlySoak     = "soak"
)

// bench is one run.
type bench struct {
	// dir is the scratch folder, on the disk that is measured.
	dir    string
	length time.Duration
	// claims is how many the full store has.
	claims int
	// only is the one thing that is measured; empty: everything.
	only string
	// profiles is the folder for CPU profiles; empty: none are made.
	profiles string
	keys     []string
}

// wants reports whether something is measured.
func (b *bench) wants(what string) bool { return b.only == "" || b.only == what }

// run measures what is wanted.
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
	if b.wants(onlyProcess) {
		if err := r.inProcess(); err != nil {
			return nil, err
		}
	}
	say("disk")
	if r.Fsync, err = fsyncRate(b.dir, 2*time.Second); err != nil {
		return nil, err
	}
	if b.wants(onlySQLite) {
		lite := sqliteShape(b.dir)
		if err := b.prepare(ctx, lite); err != nil {
			return nil, err
		}
		if r.SQLite, err = b.measure(ctx, lite); err != nil {
			return nil, fmt.Errorf("on SQLite: %w", err)
		}
	}
	if b.wants(onlySoak) && b.profiles == "" {
		lite := sqliteShape(filepath.Join(b.dir, "soak"))
		if err := b.prepare(ctx, lite); err != nil {
			return nil, err
		}
		if r.SQLite.Soak, err = b.runSoak(ctx, lite, nil); err != nil {
			return nil, fmt.Errorf("soak on SQLite: %w", err)
		}
	}
	if b.wants(onlyPostgres) || b.wants(onlyMillion) || b.wants(onlySoak) {
		if err := b.withServers(ctx, r); err != nil {
			return nil, fmt.Errorf("on PostgreSQL and Redis: %w", err)
		}
	}
	return r, nil
}

// inProcess measures what needs neither HTTP nor a store.
func (r *report) inProcess() (err error) {
	if r.Readings, err = readings(); err != nil {
		return err
	}
	if r.Judgings, err = judgings(); err != nil {
		return err
	}
	r.Decidings, err = decidings()
	return err
}

// withServers measures what needs PostgreSQL and Redis.
func (b *bench) withServers(ctx context.Context, r *report) (err error) {
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
	if b.wants(onlyPostgres) {
		if err := b.runPostgres(ctx, p, queue, r); err != nil {
			return err
		}
	}
	if b.wants(onlySoak) && b.profiles == "" {
		if err := b.soakPostgres(ctx, p, queue, r); err != nil {
			return err
		}
	}
	if b.wants(onlyMillion) {
		return b.runMillion(ctx, p, queue, r)
	}
	return nil
}

func (b *bench) soakPostgres(ctx context.Context, p *postgres, queue *redis, r *report) (err error) {
	const database = "soak"
	if _, err := p.query(ctx, maintenance, "CREATE DATABASE "+database); err != nil {
		return err
	}
	s := postgresShape(p, database, queue, 2)
	if err := b.prepareOn(ctx, p, s); err != nil {
		return err
	}
	if r.Postgres.Soak, err = b.runSoak(ctx, s, queue); err != nil {
		err = fmt.Errorf("soak: %w", err)
	}
	return err
}

func (b *bench) runPostgres(ctx context.Context, p *postgres, queue *redis, r *report) error {
	s := postgresShape(p, maintenance, queue, 0)
	if err := b.prepareOn(ctx, p, s); err != nil {
		return err
	}
	var err error
	if r.Postgres, err = b.measure(ctx, s); err != nil {
		return err
	}
	if b.profiles == "" {
		r.Postgres.Statements, err = b.statements(ctx, s, p)
	}
	return err
}

// prepareOn prepares a store of PostgreSQL.
func (b *bench) prepareOn(ctx context.Context, p *postgres, s *shape) error {
	if err := b.prepare(ctx, s); err != nil {
		return err
	}
	return p.multiply(ctx, s.database, s.patients)
}

// say tells the person at the terminal what is going on.
func say(format string, values ...any) { fmt.Fprintf(os.Stderr, "bench: "+format+"\n", values...) }
