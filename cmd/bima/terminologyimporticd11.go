package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
	"github.com/bima-exchange/bima/terminology"
	"github.com/bima-exchange/bima/terminology/tabulation"
)

// icd11Flags are the flags of the import of ICD-11.
type icd11Flags struct {
	Config
	release, from string
	api           apiFlags
	fragment      bool
	asJSON        bool
}

func newImportICD11(out *terminal) *cobra.Command {
	var flags icd11Flags
	cmd := &cobra.Command{
		Use:   "icd11 [FILE]",
		Short: "Import a release of ICD-11 MMS from WHO's Simple Tabulation, or add to one what WHO's API says",
		Long: "FILE is WHO's SimpleTabulation-ICD-11-MMS-en.zip, or the .txt in it, or that as .txt.gz. It is taken whole or\n" +
			"not at all. Several releases live side by side: a claim is judged by the one in force on its day of service.\n\n" +
			"With --from-api there is no FILE: to the concepts of --release, which must have been imported, synonyms, index\n" +
			"terms, definitions and axes are added from an ICD-API, such as WHO's container. This can be ended at any time;\n" +
			"the same command goes on from there.",
		Example: "  bima terminology import icd11 SimpleTabulation-ICD-11-MMS-en.zip\n" +
			"  bima terminology import icd11 --release 2025-01 --from-api http://127.0.0.1:8382",
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if (len(args) == 1) == (flags.api.url != "") {
				return errors.New("a FILE is wanted, or --from-api with --release")
			}
			return withStore(cmd.Context(), &flags.Config, out, func(opened *store.Store) error {
				if flags.api.url != "" {
					return supplementICD11(cmd.Context(), opened, flags, out)
				}
				return importICD11(cmd.Context(), opened, args[0], flags, out)
			})
		},
	}
	flags.storeFlags(cmd.Flags())
	cmd.Flags().StringVar(&flags.release, "release", "", "release, such as 2025-01, where the file does not tell it or must be that")
	cmd.Flags().StringVar(&flags.from, "from", "", "first day on which the release is in force (default the first of its month)")
	cmd.Flags().BoolVar(&flags.fragment, "fragment", false, "take a part of WHO's list, too; bima serve and bima work then want --allow-fragment")
	flags.api.add(cmd.Flags())
	cmd.Flags().BoolVar(&flags.asJSON, "json", false, "one line of JSON")
	return cmd
}

// importICD11 reads a tabulation into the record. It returns errNo where the file is refused.
func importICD11(ctx context.Context, record termsRecord, path string, flags icd11Flags, out *terminal) error {
	began := time.Now()
	release, report, err := readTabulation(path, flags, out)
	if err != nil {
		return err
	}
	added, err := saveCodeSystem(ctx, record, release)
	if errors.Is(err, terminology.ErrOther) {
		out.fail(err)
		return errNo
	}
	if err != nil {
		return err
	}
	seconds := time.Since(began).Seconds()
	heads, err := releases(ctx, record, terminology.ICD11URL)
	if err != nil {
		return err
	}
	told := tellICD11(release.System, report, heads)
	told.Added, told.Seconds = added, seconds
	if flags.asJSON {
		return out.json(told)
	}
	told.print(out)
	return nil
}

// readTabulation reads the file. It returns errNo where that is refused.
func readTabulation(path string, flags icd11Flags, out *terminal) (*terminology.CodeSystem, tabulation.Report, error) {
	options := tabulation.Options{Name: filepath.Base(path), Release: flags.release, Fragment: flags.fragment, Progress: out.progress}
	if flags.from != "" {
		from, err := fhir.ParseDate(flags.from)
		if err != nil {
			return nil, tabulation.Report{}, fmt.Errorf("--from: %w", err)
		}
		options.From = from
	}
	file, err := openInput(path)
	if err != nil {
		return nil, tabulation.Report{}, err
	}
	defer file.Close()
	release, report, err := tabulation.Read(file, options)
	if err != nil {
		out.fail(fmt.Errorf("%s: %w", path, err))
		return nil, tabulation.Report{}, errNo
	}
	return release, report, nil
}
