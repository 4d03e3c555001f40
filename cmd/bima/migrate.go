package main

import (
	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/store"
)

func newMigrate(out *terminal) *cobra.Command {
	var config Config
	cmd := &cobra.Command{
		Use:   "migrate",
		Short: "Bring the store's schema to the version that this program knows",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			log, err := newLog(out.err, "warn")
			if err != nil {
				return err
			}
			opened, err := store.Open(cmd.Context(), config.storeURL(), store.Options{Log: log})
			if err != nil {
				return err
			}
			defer opened.Close()
			from, to, err := opened.Migrate(cmd.Context())
			if err != nil {
				return err
			}
			out.linef("%s: schema version %d, was %d", opened.Dialect(), to, from)
			return nil
		},
	}
	config.storeFlags(cmd.Flags())
	return cmd
}
