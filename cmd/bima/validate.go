package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/profiles"
)

// checked is a file with what was found in it.
type checked struct {
	file   string
	body   []byte
	issues []fhir.Issue
	// answer is the OperationOutcome of the exchange that was asked; nil: none was.
	answer []byte
}

// bodyChecker finds all that is to be said about a body, in the order of the body.
type bodyChecker func(ctx context.Context, body []byte) (checked, error)

func newValidate(out *terminal) *cobra.Command {
	var config Config
	var exchange api
	var strict, ask, asJSON, asSARIF bool
	cmd := &cobra.Command{
		Use:   "validate FILE...",
		Short: "Check bundles and show what is wrong in them, and where",
		Long: "Checks bundles with the rules of this program, as bima serve does by default, and with its starter lists of codes,\n" +
			"or with those of a store that --db or --data names.\n" +
			"FILE may be a folder, for every .json file below it, or - for standard input.\n\n" +
			"What only a running exchange knows is not asked: whether the facility is registered (CLM-017) and the sender may\n" +
			"act for it (CLM-012), whether a claim that is to be replaced was sent back (CLM-016), how large a bundle may be,\n" +
			"and all of adjudication. With --ask the exchange at --server checks, with its own code lists and levels, and\n" +
			"stores nothing.\n\n" +
			"--json gives a FHIR OperationOutcome, as the exchange answers. For a folder or several files it gives a Bundle\n" +
			"of type collection with an OperationOutcome for each, since only the fullUrl of an entry can say which file\n" +
			"it is about. --sarif gives a SARIF 2.1.0 log, for editors and CI.",
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			files, err := bundleFiles(args)
			if err != nil {
				return err
			}
			levels, err := readLevels(config.Rules)
			if err != nil {
				return err
			}
			handling := profiles.Lenient
			if strict {
				handling = profiles.Strict
			}
			check := askExchange(&exchange, handling)
			if !ask {
				set, err := readTerms(cmd.Context(), config, out)
				if err != nil {
					return err
				}
				check = checkHere(set, levels, config.FHIRPrefixes, handling, time.Now)
			}
			var report validateReport = &textReport{out: out}
			switch {
			case asJSON:
				report = &outcomeReport{out: out, one: len(files) == 1 && files[0] == args[0]}
			case asSARIF:
				report = newSARIFReport(out, levels, handling)
			}
			return validate(cmd, files, check, report, out)
		},
	}
	flags := cmd.Flags()
	config.ruleFlags(flags)
	flags.StringVar(&config.Data, "data", "", "folder of an embedded store whose code lists are used, instead of those of this program")
	flags.StringVar(&config.DB, "db", "", "postgres:// url of a store whose code lists are used, instead of those of this program")
	exchange.flags(flags)
	flags.BoolVar(&strict, "strict", false, "strict handling instead of lenient")
	flags.BoolVar(&ask, "ask", false, "let the exchange at --server check, instead of this program")
	flags.BoolVar(&asJSON, "json", false, "an OperationOutcome, or a Bundle of them")
	flags.BoolVar(&asSARIF, "sarif", false, "a SARIF log")
	cmd.MarkFlagsMutuallyExclusive("json", "sarif")
	cmd.MarkFlagsMutuallyExclusive("ask", "rules")
	cmd.MarkFlagsMutuallyExclusive("ask", "fhir-prefix")
	cmd.MarkFlagsMutuallyExclusive("ask", "data", "db")
	return cmd
}

// validate checks files one by one. Its error is errNo where a finding refuses a bundle.
func validate(cmd *cobra.Command, files []string, check bodyChecker, report validateReport, out *terminal) error {
	refused := false
	for i, file := range files {
		out.progress(i, len(files))
		body, err := readFile(file, cmd.InOrStdin())
		if err != nil {
			return err
		}
		found, err := check(cmd.Context(), body)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		found.file, found.body = file, body
		if err := report.add(found); err != nil {
			return err
		}
		refused = refused || fhir.HasErrors(found.issues)
	}
	out.progress(len(files), len(files))
	if err := report.close(); err != nil {
		return err
	}
	if refused {
		return errNo
	}
	return nil
}
