package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/testdata"
)

func newSample(out *terminal) *cobra.Command {
	var fresh bool
	cmd := &cobra.Command{
		Use:   "sample NAME",
		Short: "Print a sample bundle with service up to today, for trying out",
		Long: "NAME is one of " + strings.Join(testdata.Names(), ", ") + ".\n" +
			"The people and facilities are those of the demo registry of bima dev. A claim has to come soon after the service,\n" +
			"so the dates are moved; everything else is as in testdata/bundles, but that --fresh gives new ids.",
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if !slices.Contains(testdata.Names(), args[0]) {
				return fmt.Errorf("there is no sample %q; wanted is one of %s", args[0], strings.Join(testdata.Names(), ", "))
			}
			body := testdata.Today(testdata.Bundle(args[0]), fhir.DateOf(time.Now()))
			if fresh {
				body = testdata.Fresh(body, uuid.NewString)
			}
			out.linef("%s", strings.TrimRight(string(body), "\n"))
			return nil
		},
	}
	cmd.Flags().BoolVar(&fresh, "fresh", false, "with new ids, as another claim")
	return cmd
}
