// Package service answers R4's terminology operations ($lookup, $validate-code, $subsumes, $expand)
// from one state of the code systems, and describes these as resources. It does not know HTTP, and
// its answers depend on nothing but what it is given: the day is handed in.
package service

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// Service answers from one state of the code systems. It is safe for concurrent use.
type Service struct {
	set *terminology.Set
	// base is the FHIR base below which the value sets of the exchange are.
	base string
	// state is the fingerprint of what the answers are made of.
	state string

	systems   []*system // by url
	byURL     map[string]*system
	valueSets map[string]terminology.ValueSet
	resources []fhir.CanonicalResource
}

// Config is what a Service is made of.
type Config struct {
	Set *terminology.Set
	// Base is the FHIR base of the exchange, without a slash at its end.
	Base string
	// Version is that of the program: another may answer otherwise.
	Version string
	// Definitions are the CodeSystems and ValueSets of the exchange itself; others are left out.
	Definitions []fhir.CanonicalResource
}

// New makes a Service. It returns an error where a definition cannot be read.
func New(config Config) (*Service, error) {
	s := &Service{
		set: config.Set, base: config.Base, state: fingerprint(config),
		byURL: make(map[string]*system), valueSets: make(map[string]terminology.ValueSet),
	}
	for _, codeSystem := range append(config.Set.CodeSystems(), config.Set.Catalogue().CodeSystem()) {
		s.add(codeSystem)
	}
	for _, valueSet := range append(s.named(), config.Set.ValueSets()...) {
		s.valueSets[valueSet.URL] = valueSet
	}
	s.resources = s.describe(config.Definitions)
	for _, definition := range config.Definitions {
		if err := s.define(definition); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(s.systems, func(a, b *system) int { return strings.Compare(a.url, b.url) })
	return s, nil
}

// define makes a definition of the exchange known to the operations.
func (s *Service) define(definition fhir.CanonicalResource) error {
	if definition.Type != "CodeSystem" && definition.Type != "ValueSet" {
		return nil
	}
	codeSystem, valueSet, err := terminology.ReadResource(definition.Body)
	switch {
	case err != nil:
		return fmt.Errorf("read %s/%s: %w", definition.Type, definition.ID, err)
	case codeSystem != nil:
		s.add(codeSystem)
	default:
		s.valueSets[valueSet.URL] = *valueSet
	}
	return nil
}

// system is a code system in all its versions.
type system struct {
	url string
	// versions are at least one, the first in force first.
	versions []*terminology.CodeSystem
}

func (s *Service) add(codeSystem *terminology.CodeSystem) {
	of := s.byURL[codeSystem.URL]
	if of == nil {
		of = &system{url: codeSystem.URL}
		s.byURL[of.url] = of
		s.systems = append(s.systems, of)
	}
	of.versions = append(of.versions, codeSystem)
}

// find finds a code system under any url under which it is known; nil: there is none.
func (s *Service) find(url string) *system {
	switch found := s.byURL[url]; {
	case found != nil:
		return found
	case terminology.IsICD11System(url):
		return s.byURL[terminology.ICD11URL]
	case terminology.IsInterventionSystem(url):
		return s.byURL[s.set.Catalogue().URL]
	}
	return nil
}

// version is the version named or, where none is, the one in force on the day; nil: it is not known.
func (s *system) version(named string, on fhir.Date) *terminology.CodeSystem {
	if named != "" {
		for _, version := range s.versions {
			if version.Version == named {
				return version
			}
		}
		return nil
	}
	for i := len(s.versions) - 1; i > 0; i-- {
		if from := s.versions[i].From; on.IsZero() || !on.Before(from) {
			return s.versions[i]
		}
	}
	return s.versions[0]
}

// names are the versions, for people.
func (s *system) names() string {
	names := make([]string, len(s.versions))
	for i, version := range s.versions {
		names[i] = version.Version
	}
	return strings.Join(names, ", ")
}

// cutVersion parts a canonical from the version that may stand behind it.
func cutVersion(canonical string) (url, version string) {
	url, version, _ = strings.Cut(canonical, "|")
	return url, version
}
