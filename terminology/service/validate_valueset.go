package service

import (
	"fmt"
	"slices"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// ValidateInValueSet is ValueSet/$validate-code: a code that is valid in its code system and is in the
// value set.
func (s *Service) ValidateInValueSet(in Parameters, today fhir.Date) ([]byte, error) {
	asked, err := in.given()
	if err != nil {
		return nil, err
	}
	q := question{}
	if q.on, err = in.day(today); err != nil {
		return nil, err
	}
	if q.abstract, err = in.flag("abstract"); err != nil {
		return nil, err
	}
	chosen, err := s.choose(in, q.on)
	if err != nil {
		return nil, err
	}
	q.extensions = chosen.deliberate
	system, version := cutVersion(in.text("system"))
	if named := in.text("systemVersion"); named != "" {
		version = named
	}
	if system == "" && asked.parameter == "code" {
		if len(chosen.systems) != 1 {
			return nil, invalid("system", "system is missing, and the value set has codes of %d code systems; the one of the code is wanted", len(chosen.systems))
		}
		system = chosen.systems[0].URL
	}
	return asked.answer(func(coding Coding, at string) verdict {
		q.at = at
		if coding.System == "" {
			coding.System = system
		}
		if coding.Version == "" {
			coding.Version = version
		}
		v := s.judgeIn(nil, "", coding, q)
		if v.valid() {
			s.member(&v, chosen, q)
		}
		if !v.valid() && asked.parameter == "codeableConcept" && len(asked.codings) > 1 {
			v.inform("this-code-not-in-vs", at+"code", "the code %q is not in the value set %s", shortened(coding.Code), chosen.valueSet.URL)
		}
		return v
	}), nil
}

// chosen is the value set that a request is about, with its codes.
type chosen struct {
	selection
	valueSet terminology.ValueSet
}

// choose finds the value set that a request names or brings.
func (s *Service) choose(in Parameters, on fhir.Date) (chosen, error) {
	valueSet, parameter, err := s.asked(in)
	if err != nil {
		return chosen{}, err
	}
	c := composer{service: s, on: on, parameter: parameter}
	for _, canonical := range in.all("system-version") {
		url, version := cutVersion(canonical)
		of := s.find(url)
		if of == nil || of.version(version, on) == nil || version == "" {
			return chosen{}, invalid("system-version", "system-version is %q; the url of a code system that is known here, | and one of its versions are wanted", shortened(canonical))
		}
		if c.pinned == nil {
			c.pinned = map[string]string{}
		}
		c.pinned[of.url] = version
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

// member reports a code that is not in the value set. A cluster is where its first stem is, since
// what is joined to that describes it. A code that a fragment does not have is in all codes.
func (s *Service) member(v *verdict, in chosen, q question) {
	code := v.code
	if v.system == terminology.ICD11URL {
		if cluster, err := terminology.ParseCluster(code); err == nil {
			code = cluster.Groups[0].Stem.Code
		}
	}
	for _, codeSystem := range in.systems {
		if codeSystem.URL != v.system || codeSystem.Version != v.version {
			continue
		}
		position, ok := codeSystem.Find(code)
		if ok && in.has(codeSystem, position) || !ok && !in.deliberate {
			return
		}
	}
	v.add(finding{fhir.Error, "code-invalid", "not-in-vs", fmt.Sprintf("the code %s of %s (%s) is not in the value set %s", v.code, v.system, v.version, in.valueSet.URL), q.at + "code"})
}
