package server

import (
	"encoding/json"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// readDocument is the OpenAPI document as the exchange serves it.
func readDocument(t *testing.T, x *exchange) openAPI {
	t.Helper()
	got := x.send("GET", "/openapi.json", nil)
	wantStatus(t, got, http.StatusOK)
	var document openAPI
	if err := json.Unmarshal(got.Body.Bytes(), &document); err != nil {
		t.Fatal(err)
	}
	return document
}

// operations are those of the document as "METHOD /path", each with what is said of it.
func (d openAPI) operations() map[string]apiOperation {
	all := map[string]apiOperation{}
	for path, methods := range d.Paths {
		for method, operation := range methods {
			all[strings.ToUpper(method)+" "+path] = operation
		}
	}
	return all
}

// inBraces is a parameter in a path of OpenAPI.
var inBraces = regexp.MustCompile(`\{(\w+)\}`)

// Whatever Echo routes is in the document, and the other way round.
func TestOpenAPI_hasTheRoutesOfEcho(t *testing.T) {
	x := newExchange(t)
	var routed []string
	for _, route := range x.echo.Routes() {
		path := regexp.MustCompile(`:(\w+)`).ReplaceAllString(route.Path, "{$1}")
		routed = append(routed, route.Method+" "+path)
	}
	slices.Sort(routed)
	described := slices.Sorted(maps.Keys(readDocument(t, x).operations()))
	if diff := cmp.Diff(routed, described); diff != "" {
		t.Errorf("Echo and the OpenAPI document differ (-Echo +document):\n%s", diff)
	}
}

func TestOpenAPI_isSound(t *testing.T) {
	x := newExchange(t)
	document := readDocument(t, x)
	if document.Version != "3.1.0" || document.Info.Title == "" || document.Info.Version == "" {
		t.Errorf("openapi %q, info %+v", document.Version, document.Info)
	}
	var tags []string
	for _, tag := range document.Tags {
		tags = append(tags, tag.Name)
	}
	names := map[string]string{}
	for name, operation := range document.operations() {
		if other, taken := names[operation.OperationID]; taken || operation.OperationID == "" {
			t.Errorf("%s and %s have the operationId %q", name, other, operation.OperationID)
		}
		names[operation.OperationID] = name
		if operation.Summary == "" || strings.HasSuffix(operation.Summary, ".") {
			t.Errorf("%s: the summary is %q", name, operation.Summary)
		}
		if len(operation.Tags) != 1 || !slices.Contains(tags, operation.Tags[0]) {
			t.Errorf("%s: the tags are %q", name, operation.Tags)
		}
		checkParameters(t, name, operation)
		checkAnswers(t, name, operation)
		for _, way := range operation.Security {
			for scheme := range way {
				if _, known := document.Components.SecuritySchemes[scheme]; !known {
					t.Errorf("%s: the security scheme %q is not described", name, scheme)
				}
			}
		}
	}
}

func checkParameters(t *testing.T, name string, operation apiOperation) {
	t.Helper()
	var inPath, seen []string
	for _, parameter := range operation.Parameters {
		key := parameter.In + " " + parameter.Name
		if slices.Contains(seen, key) || !slices.Contains([]string{"path", "query", "header"}, parameter.In) || parameter.Description == "" {
			t.Errorf("%s: the parameter %+v is described twice or badly", name, parameter)
		}
		seen = append(seen, key)
		if parameter.In == "path" {
			inPath = append(inPath, parameter.Name)
			if !parameter.Required || parameter.Example == "" {
				t.Errorf("%s: %s of the path is not required or has no example", name, parameter.Name)
			}
		}
	}
	var wanted []string
	for _, match := range inBraces.FindAllStringSubmatch(name, -1) {
		wanted = append(wanted, match[1])
	}
	if diff := cmp.Diff(wanted, inPath); diff != "" {
		t.Errorf("%s: the parameters of the path (-path +described):\n%s", name, diff)
	}
}

func checkAnswers(t *testing.T, name string, operation apiOperation) {
	t.Helper()
	good := 0
	for status, response := range operation.Responses {
		if number, err := strconv.Atoi(status); err != nil || http.StatusText(number) == "" {
			t.Errorf("%s: %q is no status", name, status)
		}
		if response.Ref == "" && response.Description == "" {
			t.Errorf("%s: %s has no description", name, status)
		}
		if strings.HasPrefix(status, "2") {
			good++
		}
	}
	if wanted := 1 + len(operation.Responses["202"].Content)*len(operation.Responses["200"].Content); good != wanted {
		t.Errorf("%s: %d answers are 2xx; wanted %d", name, good, wanted)
	}
}

// Every reference leads to something, and every component is referred to.
func TestOpenAPI_references(t *testing.T) {
	x := newExchange(t)
	body := x.send("GET", "/openapi.json", nil).Body.Bytes()
	var document map[string]any
	if err := json.Unmarshal(body, &document); err != nil {
		t.Fatal(err)
	}
	components := map[string]bool{}
	for kind, all := range document["components"].(map[string]any) {
		for name := range all.(map[string]any) {
			if kind != "securitySchemes" {
				components["#/components/"+kind+"/"+name] = false
			}
		}
	}
	for _, match := range regexp.MustCompile(`"\$ref":"([^"]*)"`).FindAllSubmatch(body, -1) {
		if _, found := components[string(match[1])]; !found {
			t.Errorf("%s leads nowhere", match[1])
		}
		components[string(match[1])] = true
	}
	for name, used := range components {
		if !used {
			t.Errorf("nothing refers to %s", name)
		}
	}
}

// The scopes of tokens are those that are described.
func TestOpenAPI_scopes(t *testing.T) {
	given := map[string]bool{}
	for _, all := range scopes {
		for _, scope := range all {
			given[scope] = true
		}
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(given)), slices.Sorted(maps.Keys(scopeTexts))); diff != "" {
		t.Errorf("the scopes (-given +described):\n%s", diff)
	}
}
