package server

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/engine"
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
		x, request := shown(t), sampleOf(t, document, name)
		x.leadTo(t, &request)
		got := x.sendSample(t, request)
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
				wantFile(t, "example/"+schema+".json", plainSecret(got.Body.Bytes()))
			case example == "":
				t.Errorf("%s: the answer has no example; go test -update makes one", name)
			default:
				wantFile(t, "example/"+example+".json", plainSecret(got.Body.Bytes()))
			}
		}
	}
}

var signingSecret = regexp.MustCompile(`whsec_[A-Za-z0-9+/]{43}=`)

// plainSecret puts a secret that nobody has in the place of the random ones.
func plainSecret(answer []byte) []byte {
	return signingSecret.ReplaceAll(answer, []byte("whsec_"+base64.StdEncoding.EncodeToString([]byte("an example, never in use anywhere"))[:43]+"="))
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

// A proposal is shown as it is answered to the first officer.
func TestExamples_proposal(t *testing.T) {
	x := shown(t)
	got := x.step(t, engine.ClaimsOfficer, deliveryID, engine.Approve, `{"override":true,"reason":"officer-override"}`)
	wantStatus(t, got, http.StatusAccepted)
	wantFile(t, "example/approveClaim.202.json", got.Body.Bytes())
}

// Every example is as its schema wants it.
func TestExamples_fitTheirSchemas(t *testing.T) {
	document := readDocument(t, newExchange(t))
	schemas, wanted := document.schemas(t), document.schemasOfExamples()
	for name, example := range document.Components.Examples {
		var value any
		if err := json.Unmarshal(example.Value, &value); err != nil {
			t.Fatal(err)
		}
		if wanted[name] == nil {
			t.Errorf("nothing shows the example %s", name)
			continue
		}
		for _, fault := range schemas.check(wanted[name], value, name) {
			t.Error(fault)
		}
	}
}

// schemasOfExamples are the schemas of the bodies that the examples are of.
func (d openAPI) schemasOfExamples() map[string]map[string]any {
	all := map[string]map[string]any{}
	take := func(content map[string]apiMedia) {
		for _, media := range content {
			if ref := media.Examples["example"].Ref; ref != "" {
				all[strings.TrimPrefix(ref, "#/components/examples/")] = media.Schema.check()
			}
		}
	}
	for _, response := range d.Components.Responses {
		take(response.Content)
	}
	for _, operation := range d.operations() {
		if operation.RequestBody != nil {
			take(operation.RequestBody.Content)
		}
		for _, response := range operation.Responses {
			take(response.Content)
		}
	}
	return all
}

// check is the schema as schemaSet checks it.
func (s apiSchema) check() map[string]any {
	if len(s.AnyOf) == 0 {
		return map[string]any{"$ref": s.Ref}
	}
	var forms []any
	for _, form := range s.AnyOf {
		forms = append(forms, form.check())
	}
	return map[string]any{"anyOf": forms}
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
