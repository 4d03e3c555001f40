package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/profiles"
	"github.com/bima-exchange/bima/terminology"
)

// validateResult is what was found in one file.
type validateResult struct {
	File     string    `json:"file"`
	Errors   int       `json:"errors"`
	Findings []finding `json:"findings,omitempty"`
}

func newValidate(out *terminal) *cobra.Command {
	var strict, asJSON bool
	cmd := &cobra.Command{
		Use:   "validate FILE...",
		Short: "Check bundles without sending them",
		Long: "Checks bundles with the rules and the starter terminology of this program. FILE may be - for standard input.\n" +
			"Whose claim it is (CLM-012, CLM-017) is a matter of the registry, which only a running exchange has.",
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, files []string) error {
			starter, err := terminology.Starter()
			if err != nil {
				return err
			}
			profile := profiles.New(profiles.Config{Terms: terminology.New(starter)})
			bad := 0
			for _, file := range files {
				body, err := readFile(file, cmd.InOrStdin())
				if err != nil {
					return err
				}
				result := validate(profile, file, body, strict)
				if asJSON {
					if err := out.json(result); err != nil {
						return err
					}
				} else {
					result.show(out)
				}
				if result.Errors > 0 {
					bad++
				}
			}
			if bad > 0 {
				return errNo
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&strict, "strict", false, "strict handling instead of lenient")
	cmd.Flags().BoolVar(&asJSON, "json", false, "one line of JSON for each file")
	return cmd
}

// readFile is a file, or standard input for "-".
func readFile(file string, stdin io.Reader) ([]byte, error) {
	if file == "-" {
		return io.ReadAll(stdin)
	}
	return os.ReadFile(file)
}

// validate reads and checks a bundle. The facility of each claim is taken as found, since there is
// no registry to ask.
func validate(profile *profiles.Profile, file string, body []byte, strict bool) validateResult {
	bundle, issues := fhir.Decode(body)
	if bundle != nil {
		sender := profiles.Sender{Handling: profiles.Lenient}
		if strict {
			sender.Handling = profiles.Strict
		}
		for range bundle.Claims() {
			sender.Facilities = append(sender.Facilities, profiles.ClaimFacility{Found: []string{"not asked"}, May: true})
		}
		issues = profile.Check(bundle, issues, sender, time.Now())
	}
	result := validateResult{File: file}
	for _, issue := range issues {
		if issue.Level == fhir.Error {
			result.Errors++
		}
		result.Findings = append(result.Findings, finding{issue.Level.String(), issue.Rule, issue.Path, issue.Text})
	}
	return result
}

func (r validateResult) show(out *terminal) {
	word := out.good("fine")
	if r.Errors > 0 {
		word = out.bad("not fine")
	}
	out.linef("%s  %s  %s", word, r.File, fmt.Sprintf("%s, %s", count(r.Errors, "error"), count(len(r.Findings)-r.Errors, "other finding")))
	showFindings(out, r.Findings)
}
