package fhir

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Focus is the part of the bundle that concerns the given claims: the same body, but only the
// entries of these claims and those which they reach through references, one after the other.
// Paths and Entry.Index stay those of the body.
func (b *Bundle) Focus(claims []*Claim) *Bundle {
	focus := *b
	focus.claims = nil
	reached := map[*Entry]bool{}
	var next []*Entry
	for _, claim := range b.claims {
		if slices.Contains(claims, claim) {
			focus.claims = append(focus.claims, claim)
			reached[claim.Entry] = true
			next = append(next, claim.Entry)
		}
	}
	for len(next) > 0 {
		from := next[0]
		next = next[1:]
		for _, reference := range from.Resource.References {
			if target, ok := b.Resolve(from, reference.Reference); ok && target.Entry != nil && !reached[target.Entry] {
				reached[target.Entry] = true
				next = append(next, target.Entry)
			}
		}
	}
	focus.Entry = nil
	for _, entry := range b.Entry {
		if reached[entry] {
			focus.Entry = append(focus.Entry, entry)
		}
	}
	return &focus
}

// Concerns reports whether an issue of the body lies in an entry that this bundle has, or outside
// of all entries.
func (b *Bundle) Concerns(issue Issue) bool {
	rest, inEntry := strings.CutPrefix(issue.Path, b.Path+".entry[")
	digits, _, closed := strings.Cut(rest, "]")
	index, err := strconv.Atoi(digits)
	if !inEntry || !closed || err != nil {
		return true
	}
	_, here := slices.BinarySearchFunc(b.Entry, index, func(entry *Entry, index int) int { return cmp.Compare(entry.Index, index) })
	return here
}
