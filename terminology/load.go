package terminology

import (
	"context"
	"fmt"
	"maps"
	"slices"
)

// countedClaims is how many of the newest claims are asked which codes they name.
const countedClaims = 10_000

// Load makes a set of base and of what the record holds, and says of which revision of the record it
// is. A code system of which the record has a version is the record's alone, and so is the catalogue
// where there are tariffs; all else is base's. The uses are those of base and of the newest claims
// together. The set can be searched at once. Where Load fails nothing has changed.
func Load(ctx context.Context, record Record, base Parts) (*Set, int64, error) {
	kept, err := record.Read(ctx)
	if err != nil {
		return nil, 0, fmt.Errorf("load code systems: %w", err)
	}
	uses, err := countUses(ctx, record, base)
	if err != nil {
		return nil, 0, err
	}
	set, err := NewSet(base.with(kept, uses))
	if err != nil {
		return nil, 0, fmt.Errorf("load code systems: %w", err)
	}
	set.prepare()
	return set, kept.Revision, nil
}

// countUses counts how often codes are used by base and by claims.
func countUses(ctx context.Context, record Record, base Parts) (map[string]int, error) {
	counted, err := record.Uses(ctx, countedClaims)
	if err != nil {
		return nil, fmt.Errorf("count which codes claims use: %w", err)
	}
	uses := maps.Clone(base.Uses)
	if uses == nil {
		uses = make(map[string]int, len(counted))
	}
	for code, count := range counted {
		uses[code] += count
	}
	return uses, nil
}

// with is p where what is kept takes the place of what p has of the same.
func (p Parts) with(kept Kept, uses map[string]int) Parts {
	systems := slices.Clone(kept.CodeSystems)
	for _, system := range p.CodeSystems {
		if !slices.ContainsFunc(kept.CodeSystems, func(other *CodeSystem) bool { return other.URL == system.URL }) {
			systems = append(systems, system)
		}
	}
	p.CodeSystems, p.Uses = systems, uses
	if kept.Catalogue != nil {
		p.Catalogue = kept.Catalogue
	}
	return p
}

// prepare makes what is else made by the first search, so that nobody waits for it.
func (s *Set) prepare() {
	for _, system := range s.CodeSystems() {
		system.Index()
	}
	s.catalogue.CodeSystem().Index()
}
