package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/engine/registryfile"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

// importers import a file of each kind.
var importers = map[string]registryImporter{
	"facility":     importerOf(registryfile.Facility, registryStore.SaveFacilities),
	"practitioner": importerOf(registryfile.Practitioner, registryStore.SavePractitioners),
	"member":       importerOf(registryfile.Member, registryStore.SaveMembers),
	"coverage":     importerOf(registryfile.Coverage, registryStore.SaveCoverages),
}

var importKinds = []string{"facility", "practitioner", "member", "coverage"}

func newRegistry(out *terminal) *cobra.Command {
	cmd := &cobra.Command{Use: "registry", Short: "Load facilities, practitioners, members and cover"}
	cmd.AddCommand(newRegistryImport(out))
	return cmd
}

func newRegistryImport(out *terminal) *cobra.Command {
	var config Config
	var from string
	report := registryReport{out: out}
	cmd := &cobra.Command{
		Use:   "import " + strings.Join(importKinds, "|") + " FILE",
		Short: "Import a list, as CSV or as FHIR resources one a line (NDJSON)",
		Long: "Reads CSV, or Organization, Practitioner, Patient or Coverage resources one a line, and reports what became of\n" +
			"each row. A row that cannot be read is left out; the others are imported. A row ends the one of the same party\n" +
			"before it, and itself ends before one that begins later. FILE may be - for standard input. The exit status is 1\n" +
			"where a row was not imported.\n\nThe columns of CSV, the starred ones being needed:\n" + columnsHelp(),
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(importKinds, args[0]) {
				return fmt.Errorf("%q is nothing to import; wanted is one of %s", args[0], strings.Join(importKinds, ", "))
			}
			first, err := fhir.ParseDate(from)
			if err != nil {
				return fmt.Errorf("--from: %w", err)
			}
			in := cmd.InOrStdin()
			if args[1] != "-" {
				file, err := openInput(args[1])
				if err != nil {
					return err
				}
				defer file.Close()
				in = file
			}
			report.kind = args[0]
			return withStore(cmd.Context(), &config, out, func(opened *store.Store) error {
				return importers[args[0]](cmd.Context(), opened, in, first, &report)
			})
		},
	}
	config.storeFlags(cmd.Flags())
	cmd.Flags().StringVar(&from, "from", "2024-10-01", "first day on which the rows hold, where they do not say it")
	cmd.Flags().BoolVar(&report.asJSON, "json", false, "print one line of JSON for each row that was imported or not imported, and one for all")
	cmd.Flags().BoolVarP(&report.all, "verbose", "v", false, "tell what became of every row")
	return cmd
}

// columnsHelp names the columns of each list.
func columnsHelp() string {
	return "  facility      " + registryfile.Facility.Usage() +
		"\n  practitioner  " + registryfile.Practitioner.Usage() +
		"\n  member        " + registryfile.Member.Usage() +
		"\n  coverage      " + registryfile.Coverage.Usage()
}
