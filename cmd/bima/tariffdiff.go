package main

import (
	"time"

	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

func newTariffDiff(out *terminal) *cobra.Command {
	var options tariffOptions
	cmd := &cobra.Command{
		Use:   "diff FILE",
		Short: "Say what a list of tariffs (CSV or XLSX) would change",
		Long: "Reads a list of interventions and tariffs, says what became of its rows, and compares them with what is in force.\n" +
			"Nothing is changed. The exit status is 0 where the list changes nothing, and 1 where it does or is refused.",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := options.read(fhir.DateOf(time.Now())); err != nil {
				return err
			}
			return withStore(cmd.Context(), &options.config, out, func(opened *store.Store) error {
				file, err := compareTariffs(cmd.Context(), opened, args[0], &options)
				if err != nil {
					return err
				}
				if err := file.show(out, &options, false); err != nil {
					return err
				}
				if len(file.refused()) > 0 || !file.difference.Empty() {
					return errNo
				}
				return nil
			})
		},
	}
	options.flags(cmd.Flags())
	return cmd
}
