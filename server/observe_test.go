package server

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestObserve_oneLineARequest(t *testing.T) {
	x := withClaim(t)
	x.log.Reset()
	x.send("GET", "/v1/shr-med/claim-status?claim_id="+outpatientID, nil, x.bearer(t, "provider"), "X-Request-Id: req-7")
	if n := strings.Count(x.log.String(), "\n"); n != 1 {
		t.Fatalf("%d lines:\n%s", n, x.log)
	}
	line := x.lastLine(t)
	if size, _ := line["bytes"].(float64); size < 1000 {
		t.Errorf("bytes is %v", line["bytes"])
	}
	for _, name := range []string{"bytes", "time"} {
		delete(line, name)
	}
	want := map[string]any{
		"level": "INFO", "msg": "request", "request_id": "req-7", "method": "GET", "route": "/v1/shr-med/claim-status",
		"status": 200.0, "ms": 0.0, "client": "provider", "role": "provider",
	}
	if diff := cmp.Diff(want, line); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// No log line may hold a word of a body, a path, a query or a credential, however the request ends.
func TestObserve_noPersonalData(t *testing.T) {
	x := withClaim(t)
	body := bundle(t, "outpatient-phc")
	bad := []byte(strings.ReplaceAll(string(body), `"use"`, `"used"`))
	provider, json := x.bearer(t, "provider"), "Content-Type: application/json"
	x.send("POST", "/v1/shr-med/bundle", bad, provider, json)
	x.send("POST", "/v1/shr-med/bundle", body[:900], provider, json)
	x.send("POST", "/fhir/Bundle/$validate", bad, provider, json)
	x.send("GET", "/v1/shr-med/claim-status?claim_id=CR1234567890123-4", nil, provider)
	x.send("GET", "/v1/shr-med/claim-status?claim_id=broken&x=CR1234567890123-4", nil, provider)
	x.send("GET", "/v1/bundles/CR1234567890123-4/raw", nil, provider)
	x.send("GET", "/fhir/Patient/CR1234567890123-4", nil, provider)
	x.send("CR1234567890123-4", "/fhir/Patient", nil, provider)
	x.send("GET", "/health/live", nil, "X-Request-Id: CR1234567890123-4 Achieng")
	x.send("PUT", "/v1/callbacks/"+testFID, []byte(`{"url":"https://h.test/CR1234567890123-4","username":"u","password":"p-CR1234567890123-4"}`), provider, json)
	x.send("POST", "/api/auth/token/", []byte(`{"client_id":"CR1234567890123-4","client_secret":"`+testSecret+`"}`), json)
	x.send("GET", "/v1/hie-auth?key=CR1234567890123-4", nil, basic("CR1234567890123-4", testSecret))

	for _, word := range append(personal(body), "CR1234567890123", testSecret, strings.TrimPrefix(provider, "Authorization: Bearer "), "/raw?", outpatientID, testFID) {
		if strings.Contains(x.log.String(), word) {
			t.Errorf("the log holds %q:\n%s", word, x.log)
		}
	}
}

// personal are the values in a bundle that name a person or say what is wrong with them.
func personal(body []byte) []string {
	words := map[string]bool{}
	for line := range strings.Lines(string(body)) {
		name, value, found := strings.Cut(strings.TrimSpace(line), ": ")
		value = strings.Trim(value, `",`)
		if found && slices.Contains([]string{`"family"`, `"text"`, `"birthDate"`, `"value"`, `"display"`, `"valueString"`}, name) && len(value) > 4 {
			words[value] = true
		}
	}
	return slices.Sorted(maps.Keys(words))
}

func TestPersonal_findsSome(t *testing.T) {
	if words := personal(bundle(t, "outpatient-phc")); len(words) < 10 {
		t.Errorf("only %q: the test above would prove nothing", words)
	}
}

func TestObserve_requestID(t *testing.T) {
	x := newExchange(t)
	for given, kept := range map[string]bool{
		"abc-1.2_3": true, strings.Repeat("a", 64): true,
		"": false, strings.Repeat("a", 65): false, "a b": false, "a\tb": false, "é": false, "a/b": false,
	} {
		got := x.send("GET", "/health/live", nil, "X-Request-Id: "+given).Header().Get("X-Request-Id")
		if (got == given) != kept || got == "" {
			t.Errorf("given %q, answered %q", given, got)
		}
	}
}
