package engine

import (
	"cmp"
	"slices"
	"time"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/profiles"
)

// claimItems are the items of a claim that the rules have let through.
func claimItems(bundle *fhir.Bundle, claim *fhir.Claim) []Item {
	var items []Item
	for _, submitted := range claim.Item {
		first, last, _ := submitted.Serviced.Days()
		item := Item{
			Sequence: submitted.Sequence.Value, Code: profiles.InterventionCode(submitted.ProductOrService),
			Start: first, End: last, Quantity: quantity(submitted), Net: submitted.Net.Money,
			Diagnosis: itemDiagnosis(claim, submitted), Scheme: profiles.ItemScheme(bundle, claim, submitted),
			At: beganAt(submitted),
		}
		item.Net.Currency = fhir.KES
		items = append(items, item)
	}
	slices.SortFunc(items, func(a, b Item) int { return cmp.Compare(a.Sequence, b.Sequence) })
	return items
}

// beganAt is when the service of an item began, to the minute; zero where only a day is given. The
// first minute of a day is taken for a day: that is how programs write one.
func beganAt(item fhir.Item) time.Time {
	start := item.Serviced.Start.Value
	if len(start.Text) <= len(time.DateOnly) || start.Time.IsZero() {
		return time.Time{}
	}
	at := start.Time.UTC().Truncate(time.Minute)
	if at.Equal(fhir.DateOf(at).Start()) || at.Equal(at.Truncate(24*time.Hour)) {
		return time.Time{}
	}
	return at
}

// quantity is Item.quantity, 1 where the claim says nothing.
func quantity(item fhir.Item) fhir.Decimal {
	if item.Quantity.Present() {
		return item.Quantity.Value
	}
	return fhir.Whole(1)
}

// diagnosisCodes are the codes of a claim's diagnoses: of those with the given sequences, or of
// all where none is given.
func diagnosisCodes(claim *fhir.Claim, sequences []int) []string {
	var codes []string
	for _, diagnosis := range claim.Diagnosis {
		if len(sequences) > 0 && !slices.Contains(sequences, diagnosis.Sequence.Value) {
			continue
		}
		if code := profiles.DiagnosisCode(diagnosis.Concept); code != "" {
			codes = append(codes, code)
		}
	}
	return codes
}

// itemDiagnosis are the codes that an item names, none where it names none.
func itemDiagnosis(claim *fhir.Claim, item fhir.Item) []string {
	var sequences []int
	for _, sequence := range item.DiagnosisSequence {
		if sequence.Present() {
			sequences = append(sequences, sequence.Value)
		}
	}
	if len(sequences) == 0 {
		return nil
	}
	return diagnosisCodes(claim, sequences)
}
