package store

import (
	"context"
	"database/sql"

	"github.com/bima-exchange/bima/engine"
)

// Traced is o with every statement to PostgreSQL shown to t.
func (o Options) Traced(t tracer) Options {
	o.tracer = t
	return o
}

// DB is the writing connection, for tests that do what no method does.
func (s *Store) DB() *sql.DB { return s.write }

// Reader is the reading connections.
func (s *Store) Reader() *sql.DB { return s.read }

// Transact is transact.
func (s *Store) Transact(ctx context.Context, do func(*sql.Tx) error) error {
	return s.transact(ctx, do)
}

// VerifyIn is Verify within a transaction.
func VerifyIn(ctx context.Context, tx *sql.Tx) (engine.AuditReport, error) { return verify(ctx, tx) }

// MigrateTo brings the schema to a version that is not the last.
func (s *Store) MigrateTo(ctx context.Context, version int64) error {
	provider, err := s.migrator()
	if err != nil {
		return err
	}
	_, err = provider.UpTo(ctx, version)
	return err
}
