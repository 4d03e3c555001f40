package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/store"
)

func newDev(out *terminal) *cobra.Command {
	var config Config
	var demo bool
	cmd := &cobra.Command{
		Use:   "dev",
		Short: "Serve a whole exchange in one process, with published credentials",
		Long: "Serves HTTP, adjudication and callbacks in one process on an embedded store, with a demo registry\n" +
			"and published credentials. For development and for trying out; never for real claims.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			config.readKeys()
			config.AllowFragment = true
			return runDev(cmd.Context(), config, demo, out)
		},
	}
	config.devFlags(cmd.Flags())
	cmd.Flags().BoolVar(&demo, "demo", false, "submit a preauthorization and a claim, and show what happens")
	return cmd
}

// runDev opens and migrates the store, loads the demo clients and registry, and serves until ctx
// is done.
func runDev(ctx context.Context, config Config, demo bool, out *terminal) (err error) {
	began := time.Now()
	log, closeLog, err := devLog(config, demo, out)
	if err != nil {
		return err
	}
	defer closeLog()
	opened, err := store.Open(ctx, config.storeURL(), store.Options{MaxConns: config.DBConns, Log: log})
	if err != nil {
		return err
	}
	if _, _, err := opened.Migrate(ctx); err != nil {
		return errors.Join(err, opened.Close())
	}
	if err := opened.Reclaim(ctx); err != nil {
		return errors.Join(err, opened.Close())
	}
	n, err := openNode(ctx, devRole, config, opened, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, n.close()) }()
	if err := loadDemoData(ctx, opened, n.keys); err != nil {
		return err
	}
	w, err := newWeb(ctx, n)
	if err != nil {
		return err
	}
	side, err := newSide(ctx, n)
	if err != nil {
		return errors.Join(err, w.listener.Close())
	}
	running, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- runAll(running, w, &crew{n}, side) }()
	out.linef("bima %s is ready at %s after %d ms (store: %s)", version, w.url(), time.Since(began).Milliseconds(), opened.Dialect())
	if side != nil {
		out.linef("metrics at %s", side.url())
	}
	if demo {
		if err := showDemo(ctx, w.url(), out); err != nil && ctx.Err() == nil {
			stop()
			return errors.Join(fmt.Errorf("the demo did not come to its end: %w", err), <-ended)
		}
	} else {
		out.linef("credentials, for development only: client_id demo-hmis, client_secret %s", demoSecret)
	}
	if err := <-ended; err != nil {
		return err
	}
	out.linef("stopped; everything that was accepted is in the store")
	return nil
}

// runAll runs a whole exchange until ctx is done. It stops the web before the crew, so that what is
// accepted last is still adjudicated.
func runAll(ctx context.Context, w *web, c *crew, s *side) error {
	working, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWork()
	worked := make(chan error, 1)
	go func() { worked <- together(working, c.run, c.node.followTerms, s.run) }()
	err := w.run(ctx)
	stopWork()
	return errors.Join(err, <-worked)
}

// devLog is the log: on standard error, but for the demo, whose page it would spoil, in a file
// beside the store.
func devLog(config Config, demo bool, out *terminal) (*slog.Logger, func(), error) {
	var w io.Writer = out.err
	closeLog := func() {}
	if demo {
		if err := os.MkdirAll(config.Data, 0o700); err != nil {
			return nil, nil, err
		}
		file, err := os.OpenFile(filepath.Join(config.Data, "bima.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			return nil, nil, err
		}
		w, closeLog = file, func() { file.Close() }
	}
	log, err := newLog(w, config.LogLevel)
	return log, closeLog, err
}
