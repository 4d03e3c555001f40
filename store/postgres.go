package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// The SQLSTATEs of a transaction that PostgreSQL breaks off though nothing is wrong with it.
const (
	serializationFailure = "40001"
	deadlockDetected     = "40P01"
)

func openPostgres(ctx context.Context, s *Store, url string, o Options) error {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return err
	}
	config.MaxConns = int32(o.MaxConns)
	config.ConnConfig.Tracer = o.tracer
	if config.ConnConfig.RuntimeParams["application_name"] == "" {
		config.ConnConfig.RuntimeParams["application_name"] = "bima"
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return err
	}
	s.closers = append(s.closers, func() error { pool.Close(); return nil })
	if err := pool.Ping(ctx); err != nil {
		return err
	}
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return fmt.Errorf("make the lock for migrations: %w", err)
	}
	s.write = stdlib.OpenDBFromPool(pool)
	s.read = s.write
	s.closers = append(s.closers, s.write.Close)
	s.dialect = dialect{
		name:      "postgresql",
		version:   `SHOW server_version`,
		goose:     goose.DialectPostgres,
		migration: []goose.ProviderOption{goose.WithSessionLocker(locker)},
		mark:      `set_config('synchronous_commit', 'off', TRUE)`,
		lock:      `pg_advisory_xact_lock`,
		byKeys:    `SET LOCAL enable_seqscan = off`,
		skipTaken: `FOR UPDATE SKIP LOCKED`,
		pool:      func() PoolStats { return postgresPool(pool.Stat()) },
		brokeOff:  postgresBrokeOff,
	}
	return nil
}

func postgresPool(stat *pgxpool.Stat) PoolStats {
	return PoolStats{
		Max: int(stat.MaxConns()), Open: int(stat.TotalConns()), InUse: int(stat.AcquiredConns()),
		Waits: stat.EmptyAcquireCount(), Waited: stat.EmptyAcquireWaitTime(),
	}
}

func postgresBrokeOff(err error) bool {
	failure, ok := errors.AsType[*pgconn.PgError](err)
	return ok && (failure.Code == serializationFailure || failure.Code == deadlockDetected)
}
