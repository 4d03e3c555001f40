package main

import "github.com/spf13/cobra"

func newTerminology(out *terminal) *cobra.Command {
	cmd := &cobra.Command{Use: "terminology", Short: "Import code systems, and look into them"}
	cmd.AddCommand(newTerminologyImport(out), newTerminologySearch(out), newTerminologyLookup(out))
	return cmd
}
