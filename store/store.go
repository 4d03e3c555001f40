// Package store fulfils the engine's ports on SQL: one text for PostgreSQL and SQLite. It knows
// rows, transactions and leases; it decides nothing about claims.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

// Store is an open database. It is safe for concurrent use. Each exported method is one
// transaction; errors that are no engine.Error are faults of the database.
type Store struct {
	dialect dialect
	// write takes every transaction that changes something; read takes the others. On PostgreSQL
	// they are one pool.
	write, read *sql.DB
	log         *slog.Logger
	// closers release what was acquired, the last first.
	closers []func() error
}

var (
	_ engine.Claims     = (*Store)(nil)
	_ engine.Clients    = (*Store)(nil)
	_ engine.Registry   = (*Store)(nil)
	_ engine.Deliveries = (*Store)(nil)
	_ engine.Ledger     = (*Store)(nil)
)

// Options are the operator's choices about the store.
type Options struct {
	// MaxConns bounds the connections to PostgreSQL and the reading ones of SQLite; 16 where it is 0.
	MaxConns int
	// Log hears of transactions that were tried again; nil: nobody does.
	Log *slog.Logger

	tracer tracer
}

// Open opens a database: a PostgreSQL by its URL ("postgres://…", "postgresql://…") or an SQLite
// by its data folder ("./data"), which is made where it is missing and belongs to this process
// until Close. Open neither migrates nor asks for a schema: see Migrate and SchemaVersion.
func Open(ctx context.Context, url string, o Options) (*Store, error) {
	if o.MaxConns <= 0 {
		o.MaxConns = 16
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	open := openSQLite
	scheme, _, found := strings.Cut(url, "://")
	switch {
	case found && (scheme == "postgres" || scheme == "postgresql"):
		open = openPostgres
	case found:
		return nil, fmt.Errorf("open store: the database URL begins with %q; wanted is \"postgres://\" or a folder", scheme+"://")
	case url == "":
		return nil, errors.New("open store: no database is named; wanted is a \"postgres://\" URL or a folder")
	}
	s := &Store{log: o.Log}
	if err := open(ctx, s, url, o); err != nil {
		return nil, errors.Join(fmt.Errorf("open store: %w", err), s.Close())
	}
	return s, nil
}

// Close ends all connections and gives the data folder free.
func (s *Store) Close() error {
	var errs []error
	for len(s.closers) > 0 {
		last := len(s.closers) - 1
		errs = append(errs, s.closers[last]())
		s.closers = s.closers[:last]
	}
	return errors.Join(errs...)
}

// Ping asks whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	var one int
	if err := s.read.QueryRowContext(ctx, `SELECT 1`).Scan(&one); err != nil {
		return fmt.Errorf("ping the database: %w", err)
	}
	return nil
}

// Dialect is "sqlite" or "postgresql".
func (s *Store) Dialect() string { return s.dialect.name }

// Version is that of the database, as it names itself; empty where it does not answer.
func (s *Store) Version(ctx context.Context) string {
	var version string
	if err := s.read.QueryRowContext(ctx, s.dialect.version).Scan(&version); err != nil {
		s.log.WarnContext(ctx, "the database does not tell its version", "error", err)
	}
	return version
}
