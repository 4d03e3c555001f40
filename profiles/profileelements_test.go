package profiles

import (
	"encoding/json"
	"strings"
	"testing"
)

// cardinality is how often an element may be there: at least min times, at most once where once is set.
type cardinality struct {
	min  int
	once bool
}

// profile is one of our profiles, as far as tests look at it.
type profile struct {
	resourceType string
	elements     []profiled
}

// profiled is an element of a differential, by its path below the resource as the JSON has it:
// "supportingInfo.valueAttachment", "identifier:National_ID".
type profiled struct {
	path string
	cardinality
	// fixed is the pattern or the fixed value, nil where there is none.
	fixed any
}

func readProfile(t *testing.T, id string) profile {
	t.Helper()
	body, err := definitionFiles.ReadFile("definitions/profile/" + id + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var definition struct {
		Type         string
		Differential struct{ Element []elementJSON }
	}
	if err := json.Unmarshal(body, &definition); err != nil {
		t.Fatal(err)
	}
	read, seen := profile{resourceType: definition.Type}, map[string]bool{}
	choice, typed := "no choice so far", ""
	for _, e := range definition.Differential.Element {
		if path, slice := unsliced(e.ID); e.Path != path || e.SliceName != slice && !strings.Contains(e.ID, slice+".") {
			t.Errorf("%s: the element %s has the path %s and the slice name %q", id, e.ID, e.Path, e.SliceName)
		}
		if seen[e.ID] || e.Max == "0" {
			t.Errorf("%s: %s is there twice, or forbidden, which R4 and the rules let pass", id, e.ID)
		}
		seen[e.ID] = true
		if name, ok := strings.CutSuffix(e.ID, "[x]"); ok {
			choice, typed = e.ID, name+strings.ToUpper(e.Type[0].Code[:1])+e.Type[0].Code[1:]
		}
		read.elements = append(read.elements, profiled{
			path:        strings.TrimPrefix(strings.Replace(e.ID, choice, typed, 1), definition.Type+"."),
			cardinality: cardinality{e.Min, e.Max == "1"},
			fixed:       e.fixed(),
		})
	}
	return read
}

// elementJSON is an ElementDefinition.
type elementJSON struct {
	ID, Path, SliceName, Max string
	Min                      int
	Type                     []struct{ Code string }
	PatternCode, FixedURI    string
	PatternCodeableConcept   any
}

func (e elementJSON) fixed() any {
	switch {
	case e.PatternCode != "":
		return e.PatternCode
	case e.FixedURI != "":
		return e.FixedURI
	}
	return e.PatternCodeableConcept
}

// unsliced is the path of an element id, and the slice that it names.
func unsliced(id string) (path, slice string) {
	steps := strings.Split(id, ".")
	for i, step := range steps {
		if list, name, sliced := strings.Cut(step, ":"); sliced {
			steps[i], slice = list, name
		}
	}
	return strings.Join(steps, "."), slice
}

// readSchema is what the schema of a type asks for, by path; of a claim also what it asks of none
// that is a preauthorization. Nothing where there is no schema.
func readSchema(t *testing.T, resourceType string, ofClaim bool) map[string]cardinality {
	t.Helper()
	asked := map[string]cardinality{}
	text, err := schemaFiles.ReadFile("schema/" + resourceType + ".json")
	if err != nil {
		return asked
	}
	var schema map[string]any
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	collect(schema, schema, "", asked)
	if then, ok := schema["then"].(map[string]any); ok && ofClaim {
		collect(schema, then, "", asked)
	}
	return asked
}

// collect takes up what a part of a schema asks of what is below a path.
func collect(schema, part map[string]any, at string, asked map[string]cardinality) {
	if ref, ok := part["$ref"].(string); ok {
		part = schema["definitions"].(map[string]any)[strings.TrimPrefix(ref, "#/definitions/")].(map[string]any)
	}
	if part["maxItems"] == 1.0 {
		asked[at] = cardinality{asked[at].min, true}
	}
	if items, ok := part["items"].(map[string]any); ok {
		collect(schema, items, at, asked)
	}
	required, _ := part["required"].([]any)
	for _, name := range required {
		path := strings.TrimPrefix(at+"."+name.(string), ".")
		asked[path] = cardinality{1, asked[path].once}
	}
	properties, _ := part["properties"].(map[string]any)
	for name, property := range properties {
		collect(schema, property.(map[string]any), strings.TrimPrefix(at+"."+name, "."), asked)
	}
}
