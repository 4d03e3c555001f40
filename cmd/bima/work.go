package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/engine/queue"
)

func newWork(out *terminal) *cobra.Command {
	var config Config
	cmd := &cobra.Command{
		Use:   "work",
		Short: "Adjudicate claims and deliver callbacks, on a shared store",
		Long: "Adjudicates, delivers callbacks, finds due rows that nobody woke, and seals the ledger. Any number of these\n" +
			"run on one PostgreSQL. BIMA_SEAL_KEY must be set, to the same key as that of bima serve.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			config.readKeys()
			return runWork(cmd.Context(), config, out)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&config.DB, "db", "", "postgres:// url of the store")
	config.nodeFlags(flags, nil, "127.0.0.1:9465")
	config.workFlags(flags)
	flags.BoolVar(&config.AllowFragment, "allow-fragment", false, "work though the code lists that are loaded are fragments")
	return cmd
}

// runWork works until ctx is done.
func runWork(ctx context.Context, config Config, out *terminal) (err error) {
	if err := config.forReal(map[string]string{"BIMA_SEAL_KEY": config.Keys.Seal}); err != nil {
		return err
	}
	spareProcessor()
	log, err := newLog(out.err, config.LogLevel)
	if err != nil {
		return err
	}
	stopTracing, err := startTracing(ctx, "bima-work", log)
	if err != nil {
		return err
	}
	defer stopTracing()
	opened, err := openStore(ctx, config, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, opened.Close()) }()
	shared, err := openShared(config, log)
	if err != nil {
		return err
	}
	if shared != nil {
		defer shared.Close()
	}
	local := queue.NewLocal(localCapacity, log)
	n, err := newNode(config, opened, wakeThrough(shared, local), log)
	if err != nil {
		return err
	}
	n.metrics.watch(local, shared)
	side, err := newSide(ctx, n)
	if err != nil {
		return err
	}
	c := &crew{node: n, local: local, shared: shared}
	out.linef("bima %s works with %d workers (store: %s, queue: %s, metrics: %s)", version, config.Workers, opened.Dialect(), queueName(config), side.url())
	return together(ctx, c.run, side.run)
}
