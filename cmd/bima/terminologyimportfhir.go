package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/store"
	"github.com/bima-exchange/bima/terminology"
)

// maxResource is how many bytes a CodeSystem may have.
const maxResource = 64 << 20

func newImportFHIR(out *terminal) *cobra.Command {
	var config Config
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "fhir FILE...",
		Short: "Import FHIR CodeSystem resources",
		Long: "Each FILE is an R4 CodeSystem as JSON, with its concepts. ICD-11 and the payer's interventions have their own\n" +
			"imports. A version of a code system that is in the record never changes.",
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, files []string) error {
			systems, err := readCodeSystems(files, out)
			if err != nil {
				return err
			}
			return withStore(cmd.Context(), &config, out, func(opened *store.Store) error {
				return importCodeSystems(cmd.Context(), opened, systems, asJSON, out)
			})
		},
	}
	config.storeFlags(cmd.Flags())
	cmd.Flags().BoolVar(&asJSON, "json", false, "one line of JSON for each code system")
	return cmd
}

// readCodeSystems reads all files before one of them is taken over. It returns errNo where one is
// refused.
func readCodeSystems(files []string, out *terminal) ([]*terminology.CodeSystem, error) {
	var systems []*terminology.CodeSystem
	for _, name := range files {
		file, err := openInput(name)
		if err != nil {
			return nil, err
		}
		system, err := readCodeSystem(file)
		file.Close()
		if err != nil {
			out.fail(fmt.Errorf("%s: %w. Nothing was taken over", name, err))
			return nil, errNo
		}
		systems = append(systems, system)
	}
	return systems, nil
}

func readCodeSystem(file io.Reader) (*terminology.CodeSystem, error) {
	body, err := io.ReadAll(io.LimitReader(file, maxResource+1))
	if err != nil {
		return nil, err
	}
	if len(body) > maxResource {
		return nil, fmt.Errorf("it has more than %d MiB", maxResource>>20)
	}
	system, _, err := terminology.ReadResource(body)
	switch {
	case err != nil:
		return nil, err
	case system == nil:
		return nil, errors.New("it is a ValueSet, which the record does not keep; a CodeSystem is wanted")
	case terminology.IsICD11System(system.URL):
		return nil, errors.New("it is ICD-11; bima terminology import icd11 reads WHO's own file of it")
	case terminology.IsInterventionSystem(system.URL):
		return nil, errors.New("it is the payer's interventions; bima tariff import reads them with their tariffs")
	case system.Version == "":
		return nil, errors.New("CodeSystem.version is missing; a version is what claims are judged by")
	}
	return system, nil
}

// importedTold is what is told of an imported code system.
type importedTold struct {
	System  string `json:"system"`
	Version string `json:"version"`
	Added   bool   `json:"added"`
	Codes   int    `json:"codes"`
	Problem string `json:"problem,omitempty"`
}

// importCodeSystems saves code systems, each by itself. It returns errNo where one was refused.
func importCodeSystems(ctx context.Context, record termsRecord, systems []*terminology.CodeSystem, asJSON bool, out *terminal) error {
	var refused error
	for _, system := range systems {
		told := importedTold{System: system.URL, Version: system.Version, Codes: system.Concepts}
		added, err := saveCodeSystem(ctx, record, system)
		if err != nil {
			if !errors.Is(err, terminology.ErrOther) {
				return err
			}
			refused, told.Problem = errNo, err.Error()
		}
		told.Added = added
		if asJSON {
			if err := out.json(told); err != nil {
				return err
			}
			continue
		}
		told.print(out)
	}
	return refused
}

func (t importedTold) print(out *terminal) {
	word := out.good("imported")
	switch {
	case t.Problem != "":
		word = out.bad("refused: ") + t.Problem
	case !t.Added:
		word = "as it was"
	}
	out.linef("%s|%s  %s  %s", t.System, t.Version, count(t.Codes, "code"), word)
}
