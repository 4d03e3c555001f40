package terminology

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const wardCodes = `{"resourceType": "CodeSystem", "url": "http://example.org/wards", "version": "2", "name": "Wards", "title": "Wards",
	"content": "complete", "caseSensitive": true, "copyright": "none", "property": [{"code": "beds", "type": "integer", "description": "Beds"}],
	"concept": [
		{"code": "inpatient", "display": "Inpatient", "property": [{"code": "notSelectable", "valueBoolean": true}], "concept": [
			{"code": "icu", "display": "Intensive care", "designation": [{"language": "sw", "value": "ICU"}, {"use": {"code": "index-term"}, "value": "critical"}],
				"property": [{"code": "beds", "valueInteger": 7}]}]},
		{"code": "day case"}]}`

func TestReadResource_codeSystem(t *testing.T) {
	system, valueSet, err := ReadResource([]byte(wardCodes))
	if err != nil || valueSet != nil {
		t.Fatal(valueSet, err)
	}
	head := System{
		URL: "http://example.org/wards", Version: "2", Name: "Wards", Title: "Wards", Content: Complete, CaseSensitive: true,
		Copyright: "none", Properties: []PropertyKind{{"beds", "integer", "Beds"}}, Concepts: 3,
	}
	if diff := cmp.Diff(head, system.System); diff != "" {
		t.Error(diff)
	}
	want := []Concept{
		{Code: "inpatient", Display: "Inpatient", Parent: -1, Abstract: true, Divided: true, Properties: []Property{{"notSelectable", "true"}}},
		{Code: "icu", Display: "Intensive care", Parent: 0, Properties: []Property{{"beds", "7"}},
			Designations: []Designation{{"sw", Synonym, "ICU"}, {"", IndexTerm, "critical"}}},
		{Code: "day case", Display: "day case", Parent: -1},
	}
	for i, concept := range want {
		if diff := cmp.Diff(concept, *system.At(i)); diff != "" {
			t.Error(diff)
		}
	}
}

func TestReadResource_valueSet(t *testing.T) {
	system, valueSet, err := ReadResource([]byte(`{"resourceType": "ValueSet", "url": "http://example.org/vs", "version": "1", "name": "V", "title": "T",
		"compose": {"include": [{"system": "s", "version": "2", "filter": [{"property": "concept", "op": "is-a", "value": "icu"}]}, {"valueSet": ["w"]}],
			"exclude": [{"system": "s", "concept": [{"code": "a"}, {"code": "b"}]}]}}`))
	if err != nil || system != nil {
		t.Fatal(system, err)
	}
	want := &ValueSet{
		URL: "http://example.org/vs", Version: "1", Name: "V", Title: "T",
		Include: []Choice{{System: "s", Version: "2", Filters: []Filter{{"concept", "is-a", "icu"}}}, {ValueSets: []string{"w"}}},
		Exclude: []Choice{{System: "s", Codes: []string{"a", "b"}}},
	}
	if diff := cmp.Diff(want, valueSet); diff != "" {
		t.Error(diff)
	}
}

func TestReadResource_refuses(t *testing.T) {
	codes := func(rest string) string {
		return `{"resourceType": "CodeSystem", "url": "u", "content": "complete", ` + rest + `}`
	}
	compose := func(rest string) string {
		return `{"resourceType": "ValueSet", "url": "u", "compose": {` + rest + `}}`
	}
	deep := strings.Repeat(`{"code": "a", "concept": [`, maxDepth+1) + strings.Repeat("]}", maxDepth+1)
	for _, c := range []struct{ name, body, want string }{
		{"no JSON", `{`, "the resource is no JSON"},
		{"two resources", wardCodes + wardCodes, "the resource is no JSON"},
		{"another resource", `{"resourceType": "Claim"}`, `resourceType is "Claim"`},
		{"no url", `{"resourceType": "CodeSystem", "content": "complete"}`, "CodeSystem.url is missing"},
		{"not present", `{"resourceType": "CodeSystem", "url": "u", "content": "not-present"}`, `CodeSystem.content is "not-present"`},
		{"a number as code", codes(`"concept": [{"code": 1}]`), "CodeSystem.concept.code is a JSON number"},
		{"no code", codes(`"concept": [{"code": "a", "concept": [{"display": "B"}]}]`), "CodeSystem.concept[0].concept[0].code is missing"},
		{"a display that does something in a terminal", codes(`"concept": [{"code": "a", "display": "\u001b[2J"}]`), "CodeSystem.concept[0].display"},
		{"a code with two spaces", codes(`"concept": [{"code": "a  b"}]`), `CodeSystem.concept[0].code is "a  b"`},
		{"a code twice", codes(`"concept": [{"code": "a", "concept": [{"code": "a"}]}]`), "the code a is there twice"},
		{"a property without value", codes(`"concept": [{"code": "a", "property": [{"code": "p"}]}]`), "CodeSystem.concept[0].property[0]"},
		{"a property kind without code", codes(`"property": [{"type": "code"}]`), "CodeSystem.property[0].code is missing"},
		{"concepts in concepts", codes(`"concept": [` + deep + `]`), "deeper than 64"},
		{"no compose", `{"resourceType": "ValueSet", "url": "u"}`, "ValueSet.compose has no include"},
		{"an include of nothing", compose(`"include": [{}]`), "ValueSet.compose.include[0] has neither"},
		{"a concept of no system", compose(`"include": [{"valueSet": ["v"], "concept": [{"code": "a"}]}]`), "vsd-2"},
		{"concept and filter", compose(`"include": [{"system": "s", "concept": [{"code": "a"}], "filter": [{}]}]`), "vsd-3"},
		{"an unknown operator", compose(`"include": [{"system": "s"}], "exclude": [{"system": "s", "filter": [{"property": "p", "op": "like", "value": "v"}]}]`),
			`ValueSet.compose.exclude[0].filter[0].op is "like"`},
		{"a filter without value", compose(`"include": [{"system": "s", "filter": [{"property": "p", "op": "="}]}]`), "ValueSet.compose.include[0].filter[0]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			system, valueSet, err := ReadResource([]byte(c.body))
			if err == nil || !strings.Contains(err.Error(), c.want) || system != nil || valueSet != nil {
				t.Errorf("error %v, want %s", err, c.want)
			}
		})
	}
}

// FuzzReadResource looks for a body that is read and contradicts itself.
func FuzzReadResource(f *testing.F) {
	f.Add([]byte(wardCodes))
	f.Add([]byte(`{"resourceType": "ValueSet", "url": "u", "compose": {"include": [{"system": "s"}]}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		system, valueSet, err := ReadResource(body)
		switch {
		case err != nil:
			if system != nil || valueSet != nil {
				t.Fatal("an error and a resource")
			}
		case (system == nil) == (valueSet == nil) || !json.Valid(body):
			t.Fatal("neither or both were read, or what is no JSON")
		case system != nil:
			for i := range system.Len() {
				if at, ok := system.Find(system.At(i).Code); !ok || at != i || system.At(i).Parent >= i {
					t.Fatalf("concept %d is not where it is", i)
				}
			}
		}
	})
}
