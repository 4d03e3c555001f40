package server

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"maps"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
)

var update = flag.Bool("update", false, "rewrite the golden files and the examples")

// shown is an exchange in which every request of the examples is answered as it should be.
func shown(t *testing.T) *exchange {
	t.Helper()
	x := newExchange(t, func(c *Config) {
		c.Definitions, c.MaxBody = shownDefinitions(), 40<<10
		c.Engine.Rules = []engine.Rule{unknownMember}
		settings := engine.DefaultSettings()
		settings.ClinicalClaims = true
		c.Engine.RuleSets = engine.RuleSets{settings}
	})
	client := x.clients["provider"]
	client.ID, client.SecretHash = demoClient, x.Hasher.Hash(demoSecret)
	x.clients[demoClient] = client
	document := readDocument(t, x)
	for _, name := range []string{"POST /v1/shr-med/bundle", "PUT /v1/callbacks/{fid}"} {
		if got := x.sendSample(t, sampleOf(t, document, name)); got.Code >= 300 {
			t.Fatalf("%s: %d %s", name, got.Code, got.Body)
		}
	}
	x.hold(t, "delivery")
	return x
}

// sample is the request that the document shows for an operation.
type sample struct {
	method, path string
	query        url.Values
	mediaType    string
	body         []byte
	headers      []string
	// way is the security scheme by which it says who calls; empty: it does not. asker is the client,
	// where it is not that of the examples.
	way, asker string
}

// asked are the routes whose example is another's than a provider's, who may ask, too.
var asked = map[string]string{
	"GET /v1/claims": "claims_officer", "GET /v1/claims/{claim_id}": "claims_officer",
	"GET /v1/claims/{claim_id}/explanation": "claims_officer",
}

// firstRole is the first of the roles that are let in; empty where everybody is.
func firstRole(operation apiOperation) engine.Role {
	if len(operation.Roles) == 0 {
		return ""
	}
	return operation.Roles[0]
}

func sampleOf(t *testing.T, document openAPI, name string) sample {
	t.Helper()
	operation := document.operations()[name]
	method, path, _ := strings.Cut(name, " ")
	request := sample{method: method, path: path, query: url.Values{}}
	for _, parameter := range operation.Parameters {
		switch {
		case parameter.In == "path":
			request.path = strings.ReplaceAll(request.path, "{"+parameter.Name+"}", parameter.Example)
		case parameter.In == "query" && parameter.Example != "":
			request.query.Set(parameter.Name, parameter.Example)
		case parameter.In == "header" && parameter.Example != "":
			request.headers = append(request.headers, parameter.Name+": "+parameter.Example)
		}
	}
	if !slices.Contains(operation.Roles, engine.Provider) || asked[name] != "" {
		request.asker = cmp.Or(asked[name], string(firstRole(operation)))
	}
	if len(operation.Security) > 0 {
		request.way = slices.Sorted(maps.Keys(operation.Security[0]))[0]
	}
	if operation.RequestBody == nil {
		return request
	}
	for _, mediaType := range slices.Sorted(maps.Keys(operation.RequestBody.Content)) {
		ref := operation.RequestBody.Content[mediaType].Examples["example"].Ref
		if body := document.Components.Examples[strings.TrimPrefix(ref, "#/components/examples/")].Value; body != nil {
			request.mediaType, request.body = mediaType, body
		}
	}
	if request.body == nil {
		t.Fatalf("%s: the body has no example", name)
	}
	if request.mediaType == typeForm {
		request.body = asForm(t, request.body)
	}
	return request
}

func asForm(t *testing.T, body []byte) []byte {
	t.Helper()
	var members map[string]string
	if err := json.Unmarshal(body, &members); err != nil {
		t.Fatal(err)
	}
	form := url.Values{}
	for name, value := range members {
		form.Set(name, value)
	}
	return []byte(form.Encode())
}

// sendSample sends the request with the credentials of the client of the examples.
func (x *exchange) sendSample(t *testing.T, request sample) *httptest.ResponseRecorder {
	t.Helper()
	headers := slices.Clone(request.headers)
	switch request.way {
	case "bearer":
		headers = append(headers, x.bearer(t, cmp.Or(request.asker, demoClient)))
	case "basic":
		headers = append(headers, basic(demoClient, demoSecret))
	}
	if request.mediaType != "" {
		headers = append(headers, "Content-Type: "+request.mediaType)
	}
	target := url.URL{Path: request.path, RawQuery: request.query.Encode()}
	return x.send(request.method, target.String(), request.body, headers...)
}

// wantFile compares a body with a file, or writes it there.
func wantFile(t *testing.T, name string, body []byte) {
	t.Helper()
	var indented bytes.Buffer
	body = bytes.TrimSpace(body)
	if err := json.Indent(&indented, body, "", "  "); err != nil {
		t.Fatalf("%s: %v: %s", name, err, body)
	}
	indented.WriteByte('\n')
	if *update {
		if err := os.WriteFile(name, indented.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(string(want), indented.String()); diff != "" {
		t.Errorf("%s is not what is answered; go test -update writes it anew (-file +answer):\n%s", name, diff)
	}
}
