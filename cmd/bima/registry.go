package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

// maxLine is how many bytes one resource of an import may have.
const maxLine = 1 << 20

// importers save one resource of each kind.
var importers = map[string]func(context.Context, engine.Registry, *fhir.Resource, engine.Validity) (bool, error){
	"facility": func(ctx context.Context, registry engine.Registry, resource *fhir.Resource, holds engine.Validity) (bool, error) {
		facility, err := engine.FacilityOf(resource, holds)
		if err != nil {
			return false, err
		}
		return registry.SaveFacility(ctx, facility)
	},
	"practitioner": func(ctx context.Context, registry engine.Registry, resource *fhir.Resource, holds engine.Validity) (bool, error) {
		practitioner, err := engine.PractitionerOf(resource, holds)
		if err != nil {
			return false, err
		}
		return registry.SavePractitioner(ctx, practitioner)
	},
	"member": func(ctx context.Context, registry engine.Registry, resource *fhir.Resource, holds engine.Validity) (bool, error) {
		member, err := engine.MemberOf(resource, holds)
		if err != nil {
			return false, err
		}
		return registry.SaveMember(ctx, member)
	},
	"coverage": func(ctx context.Context, registry engine.Registry, resource *fhir.Resource, holds engine.Validity) (bool, error) {
		coverage, err := engine.CoverageOf(resource, holds)
		if err != nil {
			return false, err
		}
		return registry.SaveCoverage(ctx, coverage)
	},
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
	cmd := &cobra.Command{
		Use:   "import " + strings.Join(importKinds, "|") + " FILE",
		Short: "Import FHIR resources, one a line (NDJSON)",
		Long: "Reads Organization, Practitioner, Patient or Coverage resources, one a line, and reports what became of\n" +
			"each line. A line that cannot be read is left out; the others are imported. FILE may be - for standard input.",
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
			return withStore(cmd.Context(), &config, out, func(opened *store.Store) error {
				return importLines(cmd.Context(), opened, args[0], in, engine.Validity{From: first}, out)
			})
		},
	}
	config.storeFlags(cmd.Flags())
	cmd.Flags().StringVar(&from, "from", "2024-10-01", "first day on which the rows hold, where they do not say it")
	return cmd
}

// importLines imports one resource a line and reports by line. It returns errNo where a line could
// not be imported.
func importLines(ctx context.Context, registry engine.Registry, kind string, in io.Reader, holds engine.Validity, out *terminal) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxLine)
	var saved, same, failed int
	for number := 1; lines.Scan(); number++ {
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		changed, err := importLine(ctx, registry, kind, line, holds)
		switch {
		case err != nil && ctx.Err() != nil:
			return err
		case err != nil:
			failed++
			out.linef("line %d  %s  %v", number, out.bad("not imported"), err)
		case changed:
			saved++
		default:
			same++
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("a line has more than %d bytes, or the file cannot be read: %w", maxLine, err)
	}
	out.linef("%s: %d imported, %d as they were, %d not imported", kind, saved, same, failed)
	if failed > 0 {
		return errNo
	}
	return nil
}

func importLine(ctx context.Context, registry engine.Registry, kind string, line []byte, holds engine.Validity) (bool, error) {
	resource, issues := fhir.DecodeResource(line)
	for _, issue := range issues {
		if issue.Level == fhir.Error {
			return false, fmt.Errorf("%s %s: %s", issue.Rule, issue.Path, issue.Text)
		}
	}
	return importers[kind](ctx, registry, resource, holds)
}
