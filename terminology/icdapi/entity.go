package icdapi

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/terminology"
)

// What is asked for, by headers: version 2 of the API has the axes.
const (
	apiVersion = "v2"
	language   = "en"
)

// entity is what the API says of a concept: LinearizationEntity of WHO's description, as far as it is
// of use here.
type entity struct {
	ID         string  `json:"@id"`
	Definition text    `json:"definition"`
	CodingNote text    `json:"codingNote"`
	Synonyms   []term  `json:"synonym"`
	IndexTerms []term  `json:"indexTerm"`
	Scales     []scale `json:"postcoordinationScale"`
}

type text struct {
	Language string `json:"@language"`
	Value    string `json:"@value"`
}

type term struct {
	Label      text `json:"label"`
	Deprecated bool `json:"deprecated"`
}

// scale is PostcoordinationScaleInfo: an axis.
type scale struct {
	AxisName string   `json:"axisName"`
	Required string   `json:"requiredPostcoordination"`
	Multiple string   `json:"allowMultipleValues"`
	Roots    []string `json:"scaleEntity"`
}

// readEntity reads what is said of a concept of a release. It must be that concept, and of that
// release.
func readEntity(body []byte, release string, concept *terminology.Concept) (terminology.Supplement, error) {
	var read entity
	if err := json.Unmarshal(body, &read); err != nil {
		return terminology.Supplement{}, fmt.Errorf("%s: the answer is no JSON as the ICD-API writes it: %w", concept.URI, err)
	}
	uri, err := plainURI(read.ID, release)
	if err != nil {
		return terminology.Supplement{}, fmt.Errorf("%s: %w", concept.URI, err)
	}
	if uri != concept.URI {
		return terminology.Supplement{}, fmt.Errorf("%s was asked for, and %s is answered", concept.URI, read.ID)
	}
	supplement := terminology.Supplement{
		URI: concept.URI, Designations: read.designations(concept), Properties: read.properties(concept),
	}
	for _, s := range read.Scales {
		axis, err := s.axis(release)
		if err != nil {
			return terminology.Supplement{}, fmt.Errorf("%s: %w", concept.URI, err)
		}
		supplement.Axes = append(supplement.Axes, axis)
	}
	return supplement, nil
}

// designations are the texts that are not the concept's title, which WHO's index has, too.
func (e *entity) designations(concept *terminology.Concept) []terminology.Designation {
	var designations []terminology.Designation
	add := func(use string, terms []term) {
		for _, t := range terms {
			d := terminology.Designation{Language: cmp.Or(t.Label.Language, language), Use: use, Value: strings.TrimSpace(t.Label.Value)}
			if !t.Deprecated && d.Value != "" && d.Value != concept.Display && !slices.Contains(designations, d) {
				designations = append(designations, d)
			}
		}
	}
	add(terminology.Synonym, e.Synonyms)
	add(terminology.IndexTerm, e.IndexTerms)
	return designations
}

// properties are the definition, and the coding note where the tabulation did not have it.
func (e *entity) properties(concept *terminology.Concept) []terminology.Property {
	var properties []terminology.Property
	for _, property := range []terminology.Property{
		{Code: terminology.Definition, Value: e.Definition.Value},
		{Code: terminology.CodingNote, Value: e.CodingNote.Value},
	} {
		if property.Value != "" && concept.Property(property.Code) == "" {
			properties = append(properties, property)
		}
	}
	return properties
}

// axis reads one scale. Nothing is guessed: an axis misread would warn of good clusters.
func (s scale) axis(release string) (terminology.Axis, error) {
	axis := terminology.Axis{
		Name:     s.AxisName[strings.LastIndex(s.AxisName, "/")+1:],
		Required: strings.EqualFold(s.Required, "true"),
		Multiple: terminology.Multiple(s.Multiple),
	}
	if axis.Name == "" {
		return axis, fmt.Errorf("an axis has the name %q; wanted is a URI such as http://id.who.int/icd/schema/laterality", s.AxisName)
	}
	if !axis.Required && !strings.EqualFold(s.Required, "false") {
		return axis, fmt.Errorf("the axis %s has requiredPostcoordination %q; true or false is wanted", axis.Name, s.Required)
	}
	multiples := []terminology.Multiple{terminology.AllowAlways, terminology.NotAllowed, terminology.AllowedExceptFromSameBlock}
	if !slices.Contains(multiples, axis.Multiple) {
		return axis, fmt.Errorf("the axis %s has allowMultipleValues %q; one of %q is wanted", axis.Name, s.Multiple, multiples)
	}
	for _, root := range s.Roots {
		uri, err := plainURI(root, release)
		if err != nil {
			return axis, fmt.Errorf("the axis %s: %w", axis.Name, err)
		}
		axis.Roots = append(axis.Roots, uri)
	}
	return axis, nil
}
