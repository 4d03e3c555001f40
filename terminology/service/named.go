package service

import (
	"strings"

	"github.com/bima-exchange/bima/terminology"
)

// codeKind is a property of ICD-11's codes that follows from their form: stem or extension.
const codeKind = "codeKind"

// named are the value sets of the exchange itself over the large code systems.
func (s *Service) named() []terminology.ValueSet {
	icd11 := func(id, name, title, kind string) terminology.ValueSet {
		return terminology.ValueSet{
			URL: s.base + "/ValueSet/" + id, Version: "1.0.0", Name: name, Title: title,
			Include: []terminology.Choice{{
				System: terminology.ICD11URL, Filters: []terminology.Filter{{Property: codeKind, Op: "=", Value: kind}},
			}},
		}
	}
	return []terminology.ValueSet{
		icd11("icd-11-stem", "ICD11Stem", "Stem codes of ICD-11", "stem"),
		icd11("icd-11-extension", "ICD11Extension", "Extension codes of ICD-11", "extension"),
		{
			URL: s.base + "/ValueSet/intervention-codes", Version: "1.0.0", Name: "InterventionCodes",
			Title: "Interventions of the payer", Include: []terminology.Choice{{System: s.set.Catalogue().URL}},
		},
	}
}

// valueSet finds a value set by its canonical, or makes the one that a url implies: all codes of a
// code system, or a concept and all below it.
func (s *Service) valueSet(canonical string) (terminology.ValueSet, bool) {
	if valueSet, ok := s.valueSets[canonical]; ok {
		return valueSet, true
	}
	url, version := cutVersion(canonical)
	if valueSet, ok := s.valueSets[url]; ok {
		return valueSet, version == "" || version == valueSet.Version
	}
	system, implied, ok := strings.Cut(url, "?fhir_vs")
	of := s.find(system)
	if !ok || of == nil || version != "" && of.version(version, noDay) == nil {
		return terminology.ValueSet{}, false
	}
	choice := terminology.Choice{System: of.url, Version: version}
	root, isA := strings.CutPrefix(implied, "=isa/")
	switch {
	case isA && root != "":
		choice.Filters = []terminology.Filter{{Property: "concept", Op: "is-a", Value: root}}
	case implied != "":
		return terminology.ValueSet{}, false
	}
	return terminology.ValueSet{URL: url, Include: []terminology.Choice{choice}}, true
}
