package profiles

import (
	"slices"
	"strings"
	"sync"

	"github.com/bima-exchange/bima/fhir"
)

// Entry is what is to be told of a rule, of reading (package fhir) or of this package.
type Entry = fhir.Rule

// Catalogue is every rule that a submitted bundle meets, those of reading first, by id. The slice
// must not be changed.
func Catalogue() []Entry { return catalogue() }

var catalogue = sync.OnceValue(func() []Entry {
	entries := fhir.Rules()
	for _, rule := range Rules() {
		entries = append(entries, rule.Entry)
	}
	slices.SortStableFunc(entries[len(fhir.Rules()):], func(a, b Entry) int { return strings.Compare(a.ID, b.ID) })
	return entries
})
