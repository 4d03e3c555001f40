package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"
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
	n, err := openRole(ctx, workRole, config, out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, n.close()) }()
	side, err := newSide(ctx, n)
	if err != nil {
		return err
	}
	out.linef("bima %s works with %d workers (store: %s, queue: %s, metrics: %s)", version, config.Workers, n.store.Dialect(), queueName(config), side.url())
	return together(ctx, (&crew{n}).run, n.followTerms, side.run)
}
