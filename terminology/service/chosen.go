package service

import (
	"slices"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// chosen is the value set that a request is about, with its codes.
type chosen struct {
	selection
	valueSet terminology.ValueSet
}

// name is what the value set is called in a sentence. One that came with the request may have no url.
func (c chosen) name() string {
	if c.valueSet.URL == "" {
		return "the value set that was sent"
	}
	return "the value set " + c.valueSet.URL
}

// versionOf is the version of a code system of which the value set has codes, empty where it has none
// or of several: a code that names no version is one of that.
func (c chosen) versionOf(of *system) string {
	version := ""
	for _, in := range c.systems {
		if of == nil || in.URL != of.url {
			continue
		}
		if version != "" {
			return ""
		}
		version = in.Version
	}
	return version
}

// choose finds the value set that a request names or brings.
func (s *Service) choose(in Parameters, on fhir.Date) (chosen, error) {
	valueSet, parameter, err := s.asked(in)
	if err != nil {
		return chosen{}, err
	}
	c := composer{service: s, on: on, parameter: parameter}
	if err := c.pin(in); err != nil {
		return chosen{}, err
	}
	for _, canonical := range in.all("exclude-system") {
		url, _ := cutVersion(canonical)
		if of := s.find(url); of != nil {
			c.excluded = append(c.excluded, of.url)
		}
	}
	selection, err := c.compose(valueSet)
	return chosen{selection, valueSet}, err
}

// asked is the value set that a request names or brings, and the parameter that did.
func (s *Service) asked(in Parameters) (valueSet terminology.ValueSet, parameter string, err error) {
	if brought := in.find("valueSet"); brought != nil {
		_, read, err := terminology.ReadResource(brought.Resource)
		if err != nil || read == nil {
			return valueSet, "", invalid("valueSet", "valueSet cannot be read as an R4 ValueSet with its compose: %v", err)
		}
		if all, filters := size(read.Include, read.Exclude); all > mostChosen || filters > mostFilters {
			return valueSet, "", unprocessable("valueSet", "the value set says %d things, among them %d filters; at most %d and %d are taken", all, filters, mostChosen, mostFilters)
		}
		return *read, "valueSet", nil
	}
	canonical := in.text("url")
	if canonical == "" {
		return valueSet, "", invalid("url", "url is missing; the canonical url of the value set is wanted")
	}
	if version := in.text("valueSetVersion"); version != "" {
		canonical, _ = cutVersion(canonical)
		canonical += "|" + version
	}
	valueSet, ok := s.valueSet(canonical)
	if !ok {
		return valueSet, "", notFound("url", "the value set %q is not known here; /fhir/ValueSet lists those that are, and a code system's url with ?fhir_vs behind it is all of its codes", shortened(canonical))
	}
	return valueSet, "url", nil
}

// size is how much choices say, and how many filters are among it.
func size(lists ...[]terminology.Choice) (all, filters int) {
	for _, choice := range slices.Concat(lists...) {
		all += 1 + len(choice.Codes) + len(choice.Filters) + len(choice.ValueSets)
		filters += len(choice.Filters)
	}
	return all, filters
}
