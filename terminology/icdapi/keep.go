package icdapi

import (
	"context"

	"github.com/bima-exchange/bima/terminology"
)

// keeper puts answers into the record, many at once.
type keeper struct {
	record  Record
	release *terminology.CodeSystem
	unsaved []terminology.Supplement
	report  Report
	// failed is the first error: those that follow come of it.
	failed error
}

// take keeps one answer. It returns an error where the work has to end.
func (k *keeper) take(ctx context.Context, a answer) error {
	switch {
	case a.err != nil && k.failed == nil:
		k.failed = a.err
	case a.missing:
		k.report.Missing++
	case a.err == nil:
		k.unsaved = append(k.unsaved, a.supplement)
	}
	if k.failed == nil && len(k.unsaved) >= batch {
		k.failed = k.save(ctx)
	}
	return k.failed
}

// save puts into the record what is not there yet.
func (k *keeper) save(ctx context.Context) error {
	if len(k.unsaved) == 0 {
		return nil
	}
	if err := k.record.SaveSupplements(ctx, k.release.URL, k.release.Version, k.unsaved); err != nil {
		return err
	}
	for _, supplement := range k.unsaved {
		k.report.add(supplement)
	}
	k.unsaved = nil
	return nil
}

func (r *Report) add(supplement terminology.Supplement) {
	r.Added++
	r.Designations += len(supplement.Designations)
	r.Axes += len(supplement.Axes)
	for _, property := range supplement.Properties {
		if property.Code == terminology.Definition {
			r.Definitions++
		}
	}
}
