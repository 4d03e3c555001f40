package server

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// schemaSet checks values against the JSON Schemas of the OpenAPI document, as far as these use the
// language. Other than JSON Schema it takes an object that lists its properties as closed unless it
// says "additionalProperties": true, so that no member of an answer is forgotten.
type schemaSet map[string]map[string]any

// known are the words of JSON Schema that are checked or only tell people something.
var known = []string{
	"$ref", "anyOf", "type", "const", "enum", "required", "properties", "additionalProperties", "items", "minItems",
	"maxItems", "format", "default", "description", "externalDocs",
}

// check says in what the value is not as the schema wants it.
func (s schemaSet) check(schema map[string]any, value any, at string) (faults []string) {
	fault := func(format string, args ...any) { faults = append(faults, at+" "+fmt.Sprintf(format, args...)) }
	for word := range schema {
		if !slices.Contains(known, word) {
			fault("has the word %q in its schema, which this test does not know", word)
		}
	}
	if ref, ok := schema["$ref"].(string); ok {
		faults = append(faults, s.check(s[strings.TrimPrefix(ref, "#/components/schemas/")], value, at)...)
	}
	if forms, ok := schema["anyOf"].([]any); ok && !slices.ContainsFunc(forms, func(form any) bool {
		return len(s.check(form.(map[string]any), value, at)) == 0
	}) {
		fault("is none of %d forms", len(forms))
	}
	if constant, ok := schema["const"]; ok && !reflect.DeepEqual(constant, value) {
		fault("is %v; %v is wanted", value, constant)
	}
	if values, ok := schema["enum"].([]any); ok && !slices.Contains(values, value) {
		fault("is %v; one of %v is wanted", value, values)
	}
	if wanted, ok := schema["type"].(string); ok && !isOfType(value, wanted) {
		fault("is %T; %s is wanted", value, wanted)
	}
	if text, ok := value.(string); ok && schema["format"] == "date-time" {
		if _, err := time.Parse(time.RFC3339, text); err != nil {
			fault("is %v", err)
		}
	}
	switch value := value.(type) {
	case map[string]any:
		faults = append(faults, s.checkObject(schema, value, at)...)
	case []any:
		faults = append(faults, s.checkArray(schema, value, at)...)
	}
	return faults
}

func (s schemaSet) checkObject(schema, object map[string]any, at string) (faults []string) {
	required, _ := schema["required"].([]any)
	for _, name := range required {
		if _, given := object[name.(string)]; !given {
			faults = append(faults, fmt.Sprintf("%s.%s is missing", at, name))
		}
	}
	properties, _ := schema["properties"].(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(object)) {
		switch property, listed := properties[name].(map[string]any); {
		case listed:
			faults = append(faults, s.check(property, object[name], at+"."+name)...)
		case properties != nil && schema["additionalProperties"] != true:
			faults = append(faults, fmt.Sprintf("%s.%s is not in the schema", at, name))
		}
	}
	return faults
}

func (s schemaSet) checkArray(schema map[string]any, array []any, at string) (faults []string) {
	if least, ok := schema["minItems"].(float64); ok && len(array) < int(least) {
		faults = append(faults, fmt.Sprintf("%s has %d items; at least %v are wanted", at, len(array), least))
	}
	if most, ok := schema["maxItems"].(float64); ok && len(array) > int(most) {
		faults = append(faults, fmt.Sprintf("%s has %d items; at most %v are wanted", at, len(array), most))
	}
	if items, ok := schema["items"].(map[string]any); ok {
		for i, item := range array {
			faults = append(faults, s.check(items, item, fmt.Sprintf("%s[%d]", at, i))...)
		}
	}
	return faults
}

func isOfType(value any, wanted string) bool {
	switch value := value.(type) {
	case string:
		return wanted == "string"
	case bool:
		return wanted == "boolean"
	case float64:
		return wanted == "number" || wanted == "integer" && value == math.Trunc(value)
	case map[string]any:
		return wanted == "object"
	case []any:
		return wanted == "array"
	}
	return wanted == "null" && value == nil
}

func TestSchemaSet(t *testing.T) {
	var set schemaSet
	err := json.Unmarshal([]byte(`{"List": {"type": "object", "required": ["item"], "properties": {
		"item": {"type": "array", "minItems": 1, "items": {"type": "integer"}},
		"kind": {"enum": ["a", "b"]}, "at": {"type": "string", "format": "date-time"},
		"one": {"anyOf": [{"const": "x"}, {"type": "boolean"}]}}}}`), &set)
	if err != nil {
		t.Fatal(err)
	}
	for body, want := range map[string]int{
		`{"item": [1, 2], "kind": "a", "at": "2026-11-21T08:00:00+03:00", "one": true}`: 0,
		`{"item": [1], "one": "x"}`:            0,
		`[]`:                                   1,
		`{}`:                                   1,
		`{"item": []}`:                         1,
		`{"item": [1.5, "1", null]}`:           3,
		`{"item": [1], "kind": "c", "at": ""}`: 2,
		`{"item": [1], "one": "y"}`:            1,
		`{"item": [1], "other": 1}`:            1,
	} {
		var value any
		if err := json.Unmarshal([]byte(body), &value); err != nil {
			t.Fatal(err)
		}
		if faults := set.check(map[string]any{"$ref": "#/components/schemas/List"}, value, "body"); len(faults) != want {
			t.Errorf("%s has the faults %q; wanted %d", body, faults, want)
		}
	}
	if faults := set.check(map[string]any{"pattern": "x"}, "x", "body"); len(faults) != 1 {
		t.Error("a word that is not known passes")
	}
}
