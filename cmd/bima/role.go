package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/bima-exchange/bima/store"
)

// role is what a process of an exchange is for.
type role struct {
	name string
	// works: it adjudicates and delivers.
	works bool
}

var (
	devRole   = role{"dev", true}
	serveRole = role{"serve", false}
	workRole  = role{"work", true}
)

// openRole opens the store that the configuration names and puts a node on it.
func openRole(ctx context.Context, role role, config Config, out *terminal) (*node, error) {
	log, err := newLog(out.err, config.LogLevel)
	if err != nil {
		return nil, err
	}
	opened, err := openStore(ctx, config, log)
	if err != nil {
		return nil, err
	}
	return openNode(ctx, role, config, opened, log)
}

// openStore opens the store that the configuration names. It must be there, and its schema must be
// the one that this program knows.
func openStore(ctx context.Context, config Config, log *slog.Logger) (*store.Store, error) {
	if config.DB == "" && !hasStore(config.Data) {
		return nil, fmt.Errorf("there is no store in the folder %s; run bima migrate to make one, or name another with --data or --db", config.Data)
	}
	opened, err := store.Open(ctx, config.storeURL(), store.Options{MaxConns: config.DBConns, Log: log})
	if err != nil {
		return nil, err
	}
	if err := knowsSchema(ctx, opened); err != nil {
		return nil, errors.Join(err, opened.Close())
	}
	return opened, nil
}

// hasStore reports whether there is an embedded store in a folder.
func hasStore(folder string) bool {
	_, err := os.Stat(filepath.Join(folder, "bima.db"))
	return err == nil
}

// knowsSchema refuses a schema of another version than the program's.
func knowsSchema(ctx context.Context, opened *store.Store) error {
	have, want, err := opened.SchemaVersion(ctx)
	if err != nil {
		return err
	}
	if have != want {
		return fmt.Errorf("the store's schema has version %d and this program knows version %d; run bima migrate, or the program that made the store", have, want)
	}
	return nil
}
