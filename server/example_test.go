package server

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// unshown are the schemas of bodies without an example: whoever wants one can read it from any
// exchange.
var unshown = []string{
	"CapabilityStatement", "StructureDefinition", "CodeSystem", "ValueSet", "Searchset", "OpenAPI",
	"OperationParameters", "TerminologyCapabilities",
}

// Every request of the examples gets the answer of the examples.
func TestExamples_areWhatIsAnswered(t *testing.T) {
	document := readDocument(t, newExchange(t))
	operations := document.operations()
	for _, name := range slices.Sorted(maps.Keys(operations)) {
		got := shown(t).sendSample(t, sampleOf(t, document, name))
		response, documented := operations[name].Responses[strconv.Itoa(got.Code)]
		if got.Code >= 300 || !documented {
			t.Errorf("%s: the example is answered with %d %s", name, got.Code, got.Body)
			continue
		}
		for mediaType, media := range response.Content {
			example := strings.TrimPrefix(media.Examples["example"].Ref, "#/components/examples/")
			schema := strings.TrimPrefix(media.Schema.Ref, "#/components/schemas/")
			switch {
			case schema == "" || example == "" && slices.Contains(unshown, schema) || !strings.HasPrefix(got.Header().Get("Content-Type"), mediaType):
			case example == "" && *update:
				wantFile(t, "example/"+schema+".json", got.Body.Bytes())
			case example == "":
				t.Errorf("%s: the answer has no example; go test -update makes one", name)
			default:
				wantFile(t, "example/"+example+".json", got.Body.Bytes())
			}
		}
	}
}

// The bundle of the examples is one of the sound ones of the project.
func TestExamples_bundle(t *testing.T) {
	wantFile(t, "example/Bundle.json", bundle(t, "outpatient-phc"))
}

// A refusal is shown as it is answered to a bundle with faults.
func TestExamples_refusal(t *testing.T) {
	x := newExchange(t)
	body := bundle(t, "outpatient-phc")
	i := bytes.LastIndex(body, []byte(`"KES"`)) // of Claim.total
	body = slices.Concat(body[:i], []byte(`"USD"`), body[i+5:])
	body = bytes.ReplaceAll(body, []byte(`"status": "active"`), []byte(`"status": "draft"`))
	got := x.send("POST", "/v1/shr-med/bundle", body, x.bearer(t, "provider"), "Content-Type: application/fhir+json")
	wantStatus(t, got, http.StatusUnprocessableEntity)
	wantFile(t, "example/refusal.422.json", got.Body.Bytes())
}

// Every example is as its schema wants it.
func TestExamples_fitTheirSchemas(t *testing.T) {
	document := readDocument(t, newExchange(t))
	schemas := document.schemas(t)
	for name, example := range document.Components.Examples {
		schema := name
		switch route, _, found := strings.Cut(name, "."); {
		case found && route == "refusal":
			schema = "OperationOutcome"
		case route == "tokenByOAuth":
			schema = "AccessToken"
		case found || strings.HasSuffix(name, "Parameters"):
			schema = "OperationParameters"
		}
		var value any
		if err := json.Unmarshal(example.Value, &value); err != nil {
			t.Fatal(err)
		}
		for _, fault := range schemas.check(map[string]any{"$ref": "#/components/schemas/" + schema}, value, name) {
			t.Error(fault)
		}
	}
}

// schemas are those of the document, ready to be checked against.
func (d openAPI) schemas(t *testing.T) schemaSet {
	t.Helper()
	set := schemaSet{}
	for name, text := range d.Components.Schemas {
		var schema map[string]any
		if err := json.Unmarshal(text, &schema); err != nil {
			t.Fatal(err)
		}
		set[name] = schema
	}
	return set
}
