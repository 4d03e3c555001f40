package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/terminology"
)

// termsRecord is what the commands that change code systems need of the store.
type termsRecord interface {
	terminology.Record
	engine.Ledger
}

func newTerminologyImport(out *terminal) *cobra.Command {
	cmd := &cobra.Command{Use: "import", Short: "Import code systems; every node takes them up without a restart"}
	cmd.AddCommand(newImportICD11(out), newImportFHIR(out))
	return cmd
}

// saveCodeSystem adds a version of a code system to the record and to the audit log. It returns false
// where the record has it already, and an error that is terminology.ErrOther where it has it otherwise.
func saveCodeSystem(ctx context.Context, record termsRecord, system *terminology.CodeSystem) (added bool, err error) {
	added, err = record.SaveCodeSystem(ctx, system)
	if errors.Is(err, terminology.ErrOther) {
		return false, fmt.Errorf("%s|%s: %w or from another day, and a version never changes, since claims were judged by it. "+
			"Nothing was taken over", system.URL, system.Version, terminology.ErrOther)
	}
	if err != nil || !added {
		return false, err
	}
	return true, auditTerms(ctx, record, "code-system-imported", system.System)
}

// auditTerms notes what an operator did to a version of a code system.
func auditTerms(ctx context.Context, ledger engine.Ledger, action string, system terminology.System) error {
	return ledger.Record(ctx, engine.AuditRow{
		ID: uuid.NewString(), At: time.Now(), Actor: "operator", Action: action, Target: system.URL + "|" + system.Version,
	})
}

// releases are the heads of what the record has of a code system, the first in force first.
func releases(ctx context.Context, record terminology.Record, url string) ([]terminology.System, error) {
	kept, err := record.Read(ctx)
	if err != nil {
		return nil, err
	}
	var heads []terminology.System
	for _, system := range kept.CodeSystems {
		if system.URL == url {
			heads = append(heads, system.System)
		}
	}
	slices.SortFunc(heads, func(a, b terminology.System) int {
		return cmp.Or(cmp.Compare(a.From.String(), b.From.String()), cmp.Compare(a.Version, b.Version))
	})
	return heads, nil
}
