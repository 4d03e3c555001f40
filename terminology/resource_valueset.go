package terminology

import (
	"fmt"
	"slices"
)

type valueSetJSON struct {
	URL     string `json:"url"`
	Version string `json:"version"`
	Name    string `json:"name"`
	Title   string `json:"title"`
	Compose struct {
		Include []choiceJSON `json:"include"`
		Exclude []choiceJSON `json:"exclude"`
	} `json:"compose"`
}

type choiceJSON struct {
	System  string       `json:"system"`
	Version string       `json:"version"`
	Concept []codingJSON `json:"concept"`
	Filter  []struct {
		Property string `json:"property"`
		Op       string `json:"op"`
		Value    string `json:"value"`
	} `json:"filter"`
	ValueSet []string `json:"valueSet"`
}

// filterOperators are the codes of http://hl7.org/fhir/filter-operator.
var filterOperators = []string{"=", "is-a", "descendent-of", "is-not-a", "regex", "in", "not-in", "generalizes", "exists"}

func readValueSet(body []byte) (*ValueSet, error) {
	var read valueSetJSON
	if err := readJSON(body, "ValueSet", &read); err != nil {
		return nil, err
	}
	if len(read.Compose.Include) == 0 {
		return nil, fmt.Errorf("ValueSet.compose has no include, and without one nothing is chosen")
	}
	valueSet := &ValueSet{URL: read.URL, Version: read.Version, Name: read.Name, Title: read.Title}
	var err error
	if valueSet.Include, err = readChoices("ValueSet.compose.include", read.Compose.Include); err != nil {
		return nil, err
	}
	if valueSet.Exclude, err = readChoices("ValueSet.compose.exclude", read.Compose.Exclude); err != nil {
		return nil, err
	}
	return valueSet, nil
}

// readChoices reads includes or excludes by R4's rules vsd-1 to vsd-3.
func readChoices(path string, read []choiceJSON) ([]Choice, error) {
	var choices []Choice
	for i, from := range read {
		at := fmt.Sprintf("%s[%d]", path, i)
		switch {
		case from.System == "" && len(from.ValueSet) == 0:
			return nil, fmt.Errorf("%s has neither a system nor a valueSet; R4 wants one (vsd-1)", at)
		case from.System == "" && len(from.Concept)+len(from.Filter) > 0:
			return nil, fmt.Errorf("%s has a concept or filter and no system; R4 wants one (vsd-2)", at)
		case len(from.Concept) > 0 && len(from.Filter) > 0:
			return nil, fmt.Errorf("%s has both concept and filter; R4 allows one of them (vsd-3)", at)
		}
		choice := Choice{System: from.System, Version: from.Version, ValueSets: from.ValueSet}
		for n, concept := range from.Concept {
			if err := checkCode(fmt.Sprintf("%s.concept[%d].code", at, n), concept.Code); err != nil {
				return nil, err
			}
			choice.Codes = append(choice.Codes, concept.Code)
		}
		for n, filter := range from.Filter {
			switch {
			case filter.Property == "" || filter.Value == "":
				return nil, fmt.Errorf("%s.filter[%d] has no property or no value", at, n)
			case !slices.Contains(filterOperators, filter.Op):
				return nil, fmt.Errorf("%s.filter[%d].op is %q; wanted is one of %q", at, n, filter.Op, filterOperators)
			}
			choice.Filters = append(choice.Filters, Filter(filter))
		}
		choices = append(choices, choice)
	}
	return choices, nil
}
