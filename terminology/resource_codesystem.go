package terminology

import (
	"cmp"
	"encoding/json"
	"fmt"
)

// maxDepth is how deep concepts may stand in one another.
const maxDepth = 64

type codeSystemJSON struct {
	URL           string  `json:"url"`
	Version       string  `json:"version"`
	Name          string  `json:"name"`
	Title         string  `json:"title"`
	Copyright     string  `json:"copyright"`
	Content       Content `json:"content"`
	CaseSensitive bool    `json:"caseSensitive"`
	Compositional bool    `json:"compositional"`
	Property      []struct {
		Code        string `json:"code"`
		Type        string `json:"type"`
		Description string `json:"description"`
	} `json:"property"`
	Concept []conceptJSON `json:"concept"`
}

type conceptJSON struct {
	Code        string `json:"code"`
	Display     string `json:"display"`
	Designation []struct {
		Language string     `json:"language"`
		Use      codingJSON `json:"use"`
		Value    string     `json:"value"`
	} `json:"designation"`
	Property []propertyJSON `json:"property"`
	Concept  []conceptJSON  `json:"concept"`
}

type codingJSON struct {
	Code string `json:"code"`
}

type propertyJSON struct {
	Code          string       `json:"code"`
	ValueCode     *string      `json:"valueCode"`
	ValueString   *string      `json:"valueString"`
	ValueDateTime *string      `json:"valueDateTime"`
	ValueBoolean  *bool        `json:"valueBoolean"`
	ValueInteger  *json.Number `json:"valueInteger"`
	ValueDecimal  *json.Number `json:"valueDecimal"`
	ValueCoding   *codingJSON  `json:"valueCoding"`
}

// notSelectable is FHIR's property of a concept that no instance can name.
const notSelectable = "notSelectable"

func readCodeSystem(body []byte) (*CodeSystem, error) {
	var read codeSystemJSON
	if err := readJSON(body, "CodeSystem", &read); err != nil {
		return nil, err
	}
	switch {
	case read.URL == "":
		return nil, fmt.Errorf("CodeSystem.url is missing")
	case read.Content != Complete && read.Content != Fragment:
		return nil, fmt.Errorf("CodeSystem.content is %q; wanted is complete or fragment", read.Content)
	}
	system := System{
		URL: read.URL, Version: read.Version, Name: read.Name, Title: read.Title, Copyright: read.Copyright,
		Content: read.Content, CaseSensitive: read.CaseSensitive, Compositional: read.Compositional,
	}
	for i, property := range read.Property {
		if err := checkCode(fmt.Sprintf("CodeSystem.property[%d].code", i), property.Code); err != nil {
			return nil, err
		}
		system.Properties = append(system.Properties, PropertyKind(property))
	}
	concepts, err := addConcepts(nil, -1, "CodeSystem", 1, read.Concept)
	if err != nil {
		return nil, err
	}
	codes, err := NewCodeSystem(system, concepts)
	if err != nil {
		return nil, fmt.Errorf("CodeSystem.concept: %w", err)
	}
	return codes, nil
}

// addConcepts adds the concepts in an element, and those in them, below a parent.
func addConcepts(to []Concept, parent int, path string, depth int, read []conceptJSON) ([]Concept, error) {
	if depth > maxDepth && len(read) > 0 {
		return nil, fmt.Errorf("%s.concept stands deeper than %d concepts in one another", path, maxDepth)
	}
	for i, from := range read {
		at := fmt.Sprintf("%s.concept[%d]", path, i)
		if err := checkCode(at+".code", from.Code); err != nil {
			return nil, err
		}
		if hasControls(from.Display) {
			return nil, fmt.Errorf("%s.display is %+q, which has a control character", at, from.Display)
		}
		concept := Concept{Code: from.Code, Display: cmp.Or(from.Display, from.Code), Parent: parent, Divided: len(from.Concept) > 0}
		for _, designation := range from.Designation {
			concept.Designations = append(concept.Designations, Designation{
				Language: designation.Language, Use: designationUse(designation.Use.Code), Value: designation.Value,
			})
		}
		for n, property := range from.Property {
			value, ok := property.value()
			if property.Code == "" || !ok {
				return nil, fmt.Errorf("%s.property[%d] has no code or no value that R4 knows", at, n)
			}
			concept.Properties = append(concept.Properties, Property{property.Code, value})
		}
		concept.Abstract = concept.Property(notSelectable) == "true"
		to = append(to, concept)
		var err error
		if to, err = addConcepts(to, len(to)-1, at, depth+1, from.Concept); err != nil {
			return nil, err
		}
	}
	return to, nil
}

// designationUse is a use that is known here. What is not one is another word for the concept.
func designationUse(code string) string {
	if code == IndexTerm {
		return IndexTerm
	}
	return Synonym
}

// value is the property's value as it is written in JSON without quotes; false: it has none.
func (p propertyJSON) value() (string, bool) {
	for _, text := range []*string{p.ValueCode, p.ValueString, p.ValueDateTime, (*string)(p.ValueInteger), (*string)(p.ValueDecimal)} {
		if text != nil {
			return *text, true
		}
	}
	switch {
	case p.ValueBoolean != nil:
		return fmt.Sprint(*p.ValueBoolean), true
	case p.ValueCoding != nil:
		return p.ValueCoding.Code, true
	}
	return "", false
}
