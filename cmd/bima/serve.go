package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"
)

func newServe(out *terminal) *cobra.Command {
	var config Config
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Answer facilities over HTTP, on a shared store",
		Long: "Takes bundles in, answers status polls and gives tokens. Any number of these run on one PostgreSQL, beside\n" +
			"any number of bima work. Without a worker claims wait; without Redis workers find them a little later.\n" +
			"BIMA_SECRET_KEY, BIMA_SEAL_KEY and BIMA_SIGNING_KEY must be set.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			config.readKeys()
			return runServe(cmd.Context(), config, out)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&config.DB, "db", "", "postgres:// url of the store")
	config.nodeFlags(flags, nil, "127.0.0.1:9464")
	config.webFlags(flags)
	flags.BoolVar(&config.AllowFragment, "allow-fragment", false, "serve though the code lists that are loaded are fragments")
	return cmd
}

// runServe answers until ctx is done.
func runServe(ctx context.Context, config Config, out *terminal) (err error) {
	if err := config.forReal(map[string]string{
		"BIMA_SECRET_KEY": config.Keys.Secret, "BIMA_SEAL_KEY": config.Keys.Seal, "BIMA_SIGNING_KEY": config.Keys.Signing,
	}); err != nil {
		return err
	}
	n, err := openRole(ctx, serveRole, config, out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, n.close()) }()
	if err := refuseDemoClients(ctx, n.store, n.keys); err != nil {
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
	out.linef("bima %s serves at %s (store: %s, queue: %s, metrics: %s)", version, w.url(), n.store.Dialect(), queueName(config), side.url())
	return together(ctx, w.run, n.followTerms, side.run)
}
