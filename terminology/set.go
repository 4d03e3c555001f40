package terminology

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// Set is one state of all code systems. It never changes, so it is safe for concurrent use; what it
// returns must not be changed either.
type Set struct {
	// versions holds those of each code system by canonical url, the first in force first.
	versions  map[string][]*CodeSystem
	catalogue *Catalogue
	valueSets map[string]ValueSet
	// uses is how often claims named a code.
	uses map[string]int
	// favours follow from uses: how much the search prefers each position of a code system.
	favours map[*CodeSystem][]uint8
}

// Parts are what a set is made of.
type Parts struct {
	// CodeSystems are all versions of all code systems but the payer's interventions. There must be
	// an ICD-11.
	CodeSystems []*CodeSystem
	Catalogue   *Catalogue
	ValueSets   []ValueSet
	// Uses is how often claims named a code, for the order of search results.
	Uses map[string]int
}

// NewSet puts a set together. It returns an error where a version of a code system is there twice,
// or ICD-11 or the catalogue is missing.
func NewSet(parts Parts) (*Set, error) {
	s := &Set{
		versions: make(map[string][]*CodeSystem), catalogue: parts.Catalogue,
		valueSets: make(map[string]ValueSet),
	}
	for _, system := range parts.CodeSystems {
		for _, other := range s.versions[system.URL] {
			if other.Version == system.Version {
				return nil, fmt.Errorf("version %s of %s is there twice", system.Version, system.URL)
			}
		}
		s.versions[system.URL] = append(s.versions[system.URL], system)
	}
	for _, versions := range s.versions {
		slices.SortFunc(versions, func(a, b *CodeSystem) int {
			return cmp.Or(compareDays(a.From, b.From), cmp.Compare(a.Version, b.Version))
		})
	}
	for _, valueSet := range parts.ValueSets {
		s.valueSets[valueSet.URL] = valueSet
	}
	if len(s.versions[ICD11URL]) == 0 || s.catalogue == nil {
		return nil, fmt.Errorf("a set needs %s and the payer's interventions", ICD11URL)
	}
	return s.withUses(parts.Uses), nil
}

// Parts are what the set is made of, from which others can be made.
func (s *Set) Parts() Parts {
	return Parts{CodeSystems: s.CodeSystems(), Catalogue: s.catalogue, ValueSets: s.ValueSets(), Uses: s.uses}
}

// CodeSystems are all versions of all code systems but the payer's interventions, by canonical url
// and, within one, the first in force first.
func (s *Set) CodeSystems() []*CodeSystem {
	var all []*CodeSystem
	for _, url := range slices.Sorted(maps.Keys(s.versions)) {
		all = append(all, s.versions[url]...)
	}
	return all
}

// Versions are those of a code system, the first in force first. The url may be any under which it
// is known; none: there is no such code system.
func (s *Set) Versions(url string) []*CodeSystem {
	if IsICD11System(url) {
		url = ICD11URL
	}
	return s.versions[url]
}

// InForce is the version of a code system that is in force on the day, or on the zero Date the
// newest.
func (s *Set) InForce(url string, on fhir.Date) (*CodeSystem, bool) {
	versions := s.Versions(url)
	if len(versions) == 0 {
		return nil, false
	}
	return inForce(versions, on), true
}

// inForce chooses among versions, of which there is one at least.
func inForce(versions []*CodeSystem, on fhir.Date) *CodeSystem {
	return versions[indexInForce(versions, on)]
}

// indexInForce is the place of that version in the list.
func indexInForce(versions []*CodeSystem, on fhir.Date) int {
	i := len(versions) - 1
	for i > 0 && !on.IsZero() && on.Before(versions[i].From) {
		i--
	}
	return i
}

// ValueSet finds a value set by its canonical url, without a version.
func (s *Set) ValueSet(url string) (ValueSet, bool) {
	valueSet, ok := s.valueSets[url]
	return valueSet, ok
}

// ValueSets are all value sets by url.
func (s *Set) ValueSets() []ValueSet {
	return slices.SortedFunc(maps.Values(s.valueSets), func(a, b ValueSet) int { return strings.Compare(a.URL, b.URL) })
}

// Catalogue is the payer's interventions.
func (s *Set) Catalogue() *Catalogue { return s.catalogue }

// Intervention finds the row of a code that is in force on the day of service. The zero Date
// finds the latest row.
func (s *Set) Intervention(code string, on fhir.Date) (Intervention, bool) {
	return s.catalogue.Find(code, on)
}

// KnownIntervention reports whether the code is billable on any day at all.
func (s *Set) KnownIntervention(code string) bool { return len(s.catalogue.rows[code]) > 0 }

// Uses is how often claims named a code.
func (s *Set) Uses(code string) int { return s.uses[code] }

// Interventions says how much of the payer's catalogue is loaded.
func (s *Set) Interventions() Content { return s.catalogue.Content }

// Contents describes the code systems that change: the releases of ICD-11 and the interventions.
func (s *Set) Contents() []System {
	var contents []System
	for _, release := range s.versions[ICD11URL] {
		contents = append(contents, release.System)
	}
	return append(contents, s.catalogue.System)
}
