package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/server"
)

// adjudication is what `bima adjudicate` is asked.
type adjudication struct {
	config          Config
	candidate       candidate
	dryRun, compare bool
	from, to        string
	asJSON          bool
}

func newAdjudicate(out *terminal) *cobra.Command {
	var a adjudication
	cmd := &cobra.Command{
		Use:   "adjudicate --dry-run FILE... | --compare",
		Short: "Decide claims without a trace, or compare candidates with what is in force",
		Long: "--dry-run decides the claims of bundles as the engine would today, and stores nothing.\n" +
			"--compare lists every claim whose outcome or amount would be another, with totals: with --try-adjudication or\n" +
			"--try-tariff it decides the claims in the store once more, by what is in force and by the candidate; without, it\n" +
			"lists what candidates that ran beside (--shadow-adjudication, --shadow-tariff of dev, serve and work) found.\n" +
			"It changes nothing and works on a store that is in use, but on a data folder only while bima dev is not running.",
		RunE: func(cmd *cobra.Command, files []string) error { return a.run(cmd.Context(), files, out) },
	}
	flags := cmd.Flags()
	a.config.storeFlags(flags)
	a.config.ruleFlags(flags)
	a.config.adjudicationFlags(flags)
	flags.StringVar(&a.config.FHIRBase, "fhir-base", defaultBase, "base of every FHIR url in an answer")
	flags.BoolVar(&a.config.OpenRegistry, "open-registry", false, "unknown members, practitioners and facilities count as registered and covered")
	flags.BoolVar(&a.dryRun, "dry-run", false, "decide the claims of the bundles FILE...")
	flags.BoolVar(&a.compare, "compare", false, "list what candidates decide otherwise")
	flags.StringVar(&a.candidate.Adjudication, "try-adjudication", "", "file of rule sets to compare with those in force")
	flags.StringVar(&a.candidate.Tariff, "try-tariff", "", "list of tariffs (CSV or XLSX) to compare with those in force")
	flags.StringVar(&a.from, "from", "", "compare claims whose first day of service is this or later")
	flags.StringVar(&a.to, "to", "", "compare claims whose first day of service is this or earlier")
	flags.BoolVar(&a.asJSON, "json", false, "one line of JSON for each claim")
	return cmd
}

// run does what is asked on a node of its own, which serves and works nothing.
func (a *adjudication) run(ctx context.Context, files []string, out *terminal) (err error) {
	if a.dryRun == a.compare || a.dryRun && len(files) == 0 || a.compare && len(files) > 0 {
		return errors.New("wanted is either --dry-run with files, or --compare without")
	}
	log, err := newLog(out.err, "warn")
	if err != nil {
		return err
	}
	a.config.AllowFragment, a.config.States = true, "all"
	opened, err := openStore(ctx, a.config, log)
	if err != nil {
		return err
	}
	n, err := openNode(ctx, role{name: "adjudicate"}, a.config, opened, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, n.close()) }()
	if a.dryRun {
		return a.decide(ctx, n, files, out)
	}
	return a.differences(ctx, n, out)
}

// everybody is the caller of a command on the store itself.
var everybody = engine.Caller{Client: "command", Role: engine.Admin, Scope: engine.Scope{All: true}}

// decide shows what would become of the claims of bundles. It returns errNo where a bundle would be
// refused or a claim would not be approved.
func (a *adjudication) decide(ctx context.Context, n *node, files []string, out *terminal) error {
	fine := true
	for _, name := range files {
		body, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		decided, _, err := n.engine.DryRun(ctx, everybody, engine.Submission{Body: body})
		if failure, ok := errors.AsType[*engine.Error](err); ok {
			fine = false
			if err := a.showRefusal(name, failure, out); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return err
		}
		for _, one := range decided {
			approved := one.State == engine.Approved || one.State == engine.ClinicalReview
			fine = fine && approved
			explained, err := server.EncodeExplanation(n.engine.Explained(one))
			if err == nil {
				err = showExplanation(explained, a.asJSON, out)
			}
			if err != nil {
				return err
			}
		}
	}
	if !fine {
		return errNo
	}
	return nil
}

// showRefusal shows why a bundle would be refused.
func (a *adjudication) showRefusal(name string, failure *engine.Error, out *terminal) error {
	if failure.Text != "" {
		out.linef("%s  %s  %s", out.bad("refused"), name, failure.Text)
		return nil
	}
	out.linef("%s  %s", out.bad("refused"), name)
	for _, issue := range failure.Issues {
		if issue.Level == fhir.Error {
			out.linef("  %s  %s\n      %s", issue.Rule, issue.Path, issue.Text)
		}
	}
	return nil
}

// days are those that --from and --to name.
func (a *adjudication) days() (days engine.Days, err error) {
	for _, bound := range []struct {
		flag, text string
		to         *fhir.Date
	}{{"from", a.from, &days.First}, {"to", a.to, &days.Last}} {
		if bound.text == "" {
			continue
		}
		if *bound.to, err = fhir.ParseDate(bound.text); err != nil {
			return days, fmt.Errorf("--%s: %w", bound.flag, err)
		}
	}
	return days, nil
}
