package store

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

//go:embed migration/*.sql
var migrations embed.FS

// Migrate brings the schema to the version that this program knows, and says from which to which
// it went. Two processes may call it at a time: on PostgreSQL the second waits, an SQLite folder
// is open in one process only. It refuses a schema that is newer than the program.
func (s *Store) Migrate(ctx context.Context) (from, to int64, err error) {
	provider, err := s.migrator()
	if err != nil {
		return 0, 0, err
	}
	from, want, err := provider.GetVersions(ctx)
	if err != nil {
		return 0, 0, fmt.Errorf("read the schema version: %w", err)
	}
	if from > want {
		return from, from, fmt.Errorf("the database has schema %d and this program knows %d at most: use a newer one", from, want)
	}
	if _, err := provider.Up(ctx); err != nil {
		return from, from, fmt.Errorf("migrate from schema %d to %d: %w", from, want, err)
	}
	return from, want, nil
}

// SchemaVersion is the version that the database has, 0 for none, and the one that this program
// wants. A program must not work on a schema that differs.
func (s *Store) SchemaVersion(ctx context.Context) (have, want int64, err error) {
	provider, err := s.migrator()
	if err != nil {
		return 0, 0, err
	}
	have, want, err = provider.GetVersions(ctx)
	if err != nil {
		return 0, 0, fmt.Errorf("read the schema version: %w", err)
	}
	return have, want, nil
}

func (s *Store) migrator() (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migration")
	if err != nil {
		return nil, fmt.Errorf("open the migrations: %w", err)
	}
	options := append([]goose.ProviderOption{goose.WithDisableGlobalRegistry(true)}, s.dialect.migration...)
	provider, err := goose.NewProvider(s.dialect.goose, s.write, files, options...)
	if err != nil {
		return nil, fmt.Errorf("open the migrations: %w", err)
	}
	return provider, nil
}

// SchemaHash is a short name of the schema that this program wants: it changes with every change
// of a migration.
func SchemaHash() string {
	hash := sha256.New()
	files, err := fs.Glob(migrations, "migration/*.sql")
	if err != nil {
		panic(err) // the pattern is good
	}
	for _, name := range files {
		text, err := migrations.ReadFile(name)
		if err != nil {
			panic(err) // an embedded file that was just listed
		}
		hash.Write(text)
	}
	return hex.EncodeToString(hash.Sum(nil)[:8])
}
