package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
	"github.com/bima-exchange/bima/terminology"
)

func newTariffShow(out *terminal) *cobra.Command {
	var config Config
	var on string
	cmd := &cobra.Command{
		Use:   "show CODE",
		Short: "Show how an intervention was, is and will be paid",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var day fhir.Date
			if on != "" {
				var err error
				if day, err = fhir.ParseDate(on); err != nil {
					return fmt.Errorf("--on: %w", err)
				}
			}
			return withStore(cmd.Context(), &config, out, func(opened *store.Store) error {
				return showTariff(cmd.Context(), opened, args[0], day, out)
			})
		},
	}
	config.storeFlags(cmd.Flags())
	cmd.Flags().StringVar(&on, "on", "", "only the row in force on this day, as YYYY-MM-DD")
	return cmd
}

// showTariff shows the rows of a code, the earliest first; on a day only the one in force.
func showTariff(ctx context.Context, record terminology.Record, code string, on fhir.Date, out *terminal) error {
	kept, err := record.Read(ctx)
	if err != nil {
		return err
	}
	if kept.Catalogue == nil {
		out.linef("No tariffs have been imported; those that come with the program are in force.")
		return errNo
	}
	code = strings.ToUpper(strings.TrimSpace(code))
	rows, when := kept.Catalogue.Rows(code), ""
	if !on.IsZero() {
		rows, when = nil, " in force on "+on.String()
		if row, ok := kept.Catalogue.Find(code, on); ok {
			rows = []terminology.Intervention{row}
		}
	}
	if len(rows) == 0 {
		out.linef("%s has no row%s.", code, when)
		return errNo
	}
	for _, row := range rows {
		out.linef("%s  %s", out.bold(row.Code), row.Period())
		for _, fact := range row.Facts() {
			if fact.Text != "" {
				out.linef("  %-12s  %s", fact.Name, fact.Text)
			}
		}
	}
	return nil
}
