package server

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
)

func readStatement(t *testing.T, x *exchange) (capabilityStatement, []byte) {
	t.Helper()
	got := x.send("GET", "/fhir/metadata", nil)
	wantStatus(t, got, http.StatusOK)
	if mediaType := got.Header().Get("Content-Type"); mediaType != typeFHIR {
		t.Errorf("Content-Type is %q", mediaType)
	}
	var statement capabilityStatement
	if err := json.Unmarshal(got.Body.Bytes(), &statement); err != nil {
		t.Fatal(err)
	}
	return statement, got.Body.Bytes()
}

func TestCapability(t *testing.T) {
	_, body := readStatement(t, shown(t))
	wantFile(t, "testdata/capability.json", body)
}

// The statement is sound R4, with definitions and without.
func TestCapability_isSound(t *testing.T) {
	for name, x := range map[string]*exchange{"with definitions": shown(t), "without": newExchange(t)} {
		_, body := readStatement(t, x)
		if _, issues := fhir.DecodeResource(body); len(issues) > 0 {
			t.Errorf("%s: %+v", name, issues)
		}
		if err := fhir.Judge(body); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Whatever Echo routes below /fhir is in the statement, and the other way round.
func TestCapability_hasTheRoutesOfEcho(t *testing.T) {
	x := newExchange(t)
	var routed []string
	for _, route := range x.echo.Routes() {
		path, found := strings.CutPrefix(route.Path, "/fhir/")
		if !found || path == "metadata" { // which every statement implies
			continue
		}
		resourceType, rest, below := strings.Cut(path, "/")
		operation, isOperation := strings.CutPrefix(strings.TrimPrefix(rest, ":id/"), "$")
		switch {
		case isOperation:
			routed = append(routed, resourceType+" operation "+operation)
		case !below && route.Method == http.MethodPost:
			routed = append(routed, resourceType+" create")
		case below && route.Method == http.MethodPut:
			routed = append(routed, resourceType+" update")
		case below && route.Method == http.MethodDelete:
			routed = append(routed, resourceType+" delete")
		case route.Method == http.MethodGet && !below:
			routed = append(routed, resourceType+" search-type")
		case route.Method == http.MethodGet && !strings.Contains(rest, "/"):
			routed = append(routed, resourceType+" read")
		default:
			t.Errorf("%s %s is nothing that this test knows of FHIR", route.Method, route.Path)
		}
	}
	var stated []string
	statement, _ := readStatement(t, x)
	for _, resource := range statement.REST[0].Resource {
		for _, interaction := range resource.Interaction {
			stated = append(stated, resource.Type+" "+interaction.Code)
		}
		for _, operation := range resource.Operation {
			stated = append(stated, resource.Type+" operation "+operation.Name)
		}
	}
	slices.Sort(routed)
	routed = slices.Compact(routed) // an operation has several routes
	slices.Sort(stated)
	if diff := cmp.Diff(routed, stated); diff != "" {
		t.Errorf("Echo and the statement differ (-Echo +statement):\n%s", diff)
	}
}

// The search parameters that are stated are those that are met.
func TestCapability_searchParams(t *testing.T) {
	statement, _ := readStatement(t, newExchange(t))
	for _, resource := range statement.REST[0].Resource {
		stated := map[string]string{}
		for _, param := range resource.SearchParam {
			stated[param.Name] = param.Type
		}
		want := map[string]string{}
		if slices.Contains(definedTypes, resource.Type) {
			want = map[string]string{"_id": "token", "url": "uri", "name": "string", "version": "token", "title": "string", "status": "token"}
		}
		if diff := cmp.Diff(want, stated); diff != "" {
			t.Errorf("%s (-want +stated):\n%s", resource.Type, diff)
		}
	}
}

// Every profile that is served is stated under the type that it is of; extensions are no profiles.
func TestCapability_profiles(t *testing.T) {
	statement, _ := readStatement(t, shown(t))
	profiles := map[string][]string{}
	for _, resource := range statement.REST[0].Resource {
		for _, url := range resource.SupportedProfile {
			profiles[resource.Type] = append(profiles[resource.Type], strings.TrimPrefix(url, testBase+"/StructureDefinition/"))
		}
	}
	want := map[string][]string{"Bundle": {"bundle"}, "Claim": {"claim", "kenya-renal-preauth"}, "Coverage": {"coverage"}}
	if diff := cmp.Diff(want, profiles); diff != "" {
		t.Errorf("profiles (-want +stated):\n%s", diff)
	}
}

func TestReadCapability_mode(t *testing.T) {
	x := newExchange(t)
	for query, want := range map[string]int{
		"": 200, "?mode=full": 200, "?mode=normative": 200, "?mode=terminology": 200, "?mode=all": 400, "?_format=json": 200,
	} {
		for _, path := range []string{"/fhir/metadata", "/metadata"} {
			got := x.send("GET", path+query, nil)
			if got.Code != want {
				t.Errorf("%s%s: %d %s; wanted %d", path, query, got.Code, got.Body, want)
			}
		}
	}
}

// The messages that the statement tells of are taken where it says.
func TestCapability_messaging(t *testing.T) {
	x := newExchange(t)
	statement, _ := readStatement(t, x)
	for _, endpoint := range statement.Messaging[0].Endpoint {
		got := x.send("POST", endpoint.Address, bundle(t, "outpatient-phc"), x.bearer(t, "provider"), "Content-Type: "+typeFHIR)
		wantStatus(t, got, http.StatusAccepted)
	}
	if n := len(statement.Messaging[0].Endpoint); n != 2 {
		t.Errorf("%d endpoints; wanted 2", n)
	}
	if diff := cmp.Diff([]string{"Bundle", "Claim", "CodeSystem", "Organization", "StructureDefinition", "Subscription", "ValueSet"}, statedTypes(statement)); diff != "" {
		t.Errorf("types (-want +stated):\n%s", diff)
	}
}

func statedTypes(statement capabilityStatement) []string {
	types := map[string]bool{}
	for _, resource := range statement.REST[0].Resource {
		types[resource.Type] = true
	}
	return slices.Sorted(maps.Keys(types))
}
