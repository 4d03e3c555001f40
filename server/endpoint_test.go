package server

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
)

const (
	endpointPath = "/v1/callbacks/" + testFID
	jsonType     = "Content-Type: application/json"
)

func TestEndpoint_setReadRemove(t *testing.T) {
	x := newExchange(t)
	for _, client := range []string{"provider", "admin"} {
		caller := x.bearer(t, client)
		wantOutcome(t, x.send("GET", endpointPath, nil, caller), http.StatusNotFound, "not-found")

		set := x.send("PUT", endpointPath, []byte(`{"url":"https://h.test/cb","username":"u","password":"p"}`), caller, jsonType)
		wantStatus(t, set, http.StatusOK)
		want := `{"url":"https://h.test/cb","username":"u","enabled":true}`
		secret := secretOf(t, set)
		if diff := cmp.Diff(strings.TrimSuffix(want, "}")+`,"signing_secret":"`+secret+`"}`, set.Body.String()); diff != "" {
			t.Errorf("%s sets (-want +got):\n%s", client, diff)
		}
		read := x.send("GET", endpointPath, nil, caller)
		wantStatus(t, read, http.StatusOK)
		if diff := cmp.Diff(strings.TrimSuffix(want, "}")+`,"circuit":"closed"}`, read.Body.String()); diff != "" {
			t.Errorf("%s reads (-want +got):\n%s", client, diff)
		}
		disabled := x.send("PUT", endpointPath, []byte(`{"url":"https://h.test/cb","username":"u","password":"p","enabled":false}`), caller, jsonType)
		if !strings.Contains(disabled.Body.String(), `"enabled":false`) {
			t.Errorf("%s disables: %s", client, disabled.Body)
		}
		wantStatus(t, x.send("DELETE", endpointPath, nil, caller), http.StatusNoContent)
		wantOutcome(t, x.send("DELETE", endpointPath, nil, caller), http.StatusNotFound, "not-found")
	}
}

// secretOf is the signing secret that an answer tells.
func secretOf(t *testing.T, got *httptest.ResponseRecorder) string {
	t.Helper()
	var view struct {
		SigningSecret string `json:"signing_secret"`
	}
	wantStatus(t, got, http.StatusOK)
	if err := json.Unmarshal(got.Body.Bytes(), &view); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(view.SigningSecret, "whsec_") || len(view.SigningSecret) != len("whsec_")+44 { // 32 bytes in base64
		t.Fatalf("%s: no signing secret", got.Body)
	}
	return view.SigningSecret
}

// A secret is told once, and another only by rotation.
func TestRotateSecret(t *testing.T) {
	x := newExchange(t)
	caller := x.bearer(t, "provider")
	wantOutcome(t, x.send("POST", endpointPath+"/rotate-secret", nil, caller), http.StatusNotFound, "not-found")
	setting := []byte(`{"url":"https://h.test/cb","username":"u","password":"p"}`)
	first := secretOf(t, x.send("PUT", endpointPath, setting, caller, jsonType))
	if again := x.send("PUT", endpointPath, setting, caller, jsonType); strings.Contains(again.Body.String(), "secret") {
		t.Errorf("set again: %s", again.Body)
	}
	rotated := x.send("POST", endpointPath+"/rotate-secret", nil, caller)
	second := secretOf(t, rotated)
	until := testNow.Add(24 * time.Hour).In(fhir.Nairobi).Format(time.RFC3339)
	if second == first || !strings.Contains(rotated.Body.String(), `"both_until":"`+until) {
		t.Errorf("rotated: %s, wanted is another secret, and both until %s", rotated.Body, until)
	}
	wantOutcome(t, x.send("POST", endpointPath+"/rotate-secret", nil, x.bearer(t, "other")), http.StatusNotFound, "not-found")
	for text := range strings.Lines(x.log.String()) {
		if strings.Contains(text, "whsec_") || strings.Contains(text, first) || strings.Contains(text, second) {
			t.Errorf("the log tells a secret: %s", text)
		}
	}
}

func TestSetEndpoint_refused(t *testing.T) {
	x := newExchange(t)
	for name, test := range map[string]struct{ body, text string }{
		"unknown member": {`{"url":"https://h.test","username":"u","password":"p","pasword":"p"}`, `"pasword"`},
		"no url":         {`{"username":"u","password":"p"}`, "url"},
		"no username":    {`{"url":"https://h.test","password":"p"}`, "username"},
		"no password":    {`{"url":"https://h.test","username":"u"}`, "password"},
		"wrong type":     {`{"url":"https://h.test","username":"u","password":"p","enabled":"yes"}`, `"enabled"`},
		"not an address": {`{"url":"http://127.0.0.1/","username":"u","password":"p"}`, "loopback"},
		"no object":      {`"x"`, "JSON object"},
		"more than one":  {`{"url":"https://h.test","username":"u","password":"p"} {}`, "behind"},
		"nothing":        {``, "JSON object"},
	} {
		t.Run(name, func(t *testing.T) {
			o := wantOutcome(t, x.send("PUT", endpointPath, []byte(test.body), x.bearer(t, "provider"), jsonType), http.StatusBadRequest, "invalid")
			if !strings.Contains(o.Issue[0].Diagnostics, test.text) {
				t.Errorf("%q does not speak of %s", o.Issue[0].Diagnostics, test.text)
			}
		})
	}
	wantOutcome(t, x.send("PUT", endpointPath, []byte(`{}`), x.bearer(t, "provider")), http.StatusUnsupportedMediaType, "not-supported")
}

func TestEndpoint_ofAnotherFacility(t *testing.T) {
	x := newExchange(t)
	other := x.bearer(t, "other")
	before := x.send("GET", endpointPath, nil, other)
	x.send("PUT", endpointPath, []byte(`{"url":"https://h.test/cb","username":"u","password":"p"}`), x.bearer(t, "provider"), jsonType)
	after := x.send("GET", endpointPath, nil, other)
	wantOutcome(t, after, http.StatusNotFound, "not-found")
	if diff := cmp.Diff(before.Body.String(), after.Body.String()); diff != "" {
		t.Errorf("the answer tells that there is one now:\n%s", diff)
	}
	for _, method := range []string{"PUT", "DELETE"} {
		body := []byte(`{"url":"https://h.test","username":"u","password":"p"}`)
		wantOutcome(t, x.send(method, endpointPath, body, other, jsonType), http.StatusNotFound, "not-found")
	}
	wantOutcome(t, x.send("GET", endpointPath+"/deliveries", nil, other), http.StatusNotFound, "not-found")
}

func TestListDeliveries(t *testing.T) {
	x := newExchange(t)
	const (
		done    = `{"id":"c-1.2","claim":"c-1","version":2,"state":"delivered","attempts":1,"created":"2026-11-21T12:00:00+03:00"}`
		pending = `{"id":"c-1.3","claim":"c-1","version":3,"state":"pending","attempts":2,"created":"2026-11-21T12:00:00+03:00","next":"2026-11-21T12:01:00+03:00"}`
		dead    = `{"id":"c-2.2","claim":"c-2","version":2,"state":"dead","attempts":17,"created":"2026-11-21T12:00:00+03:00"}`
	)
	for query, want := range map[string]string{
		"":                                  `{"delivery":[` + done + `,` + pending + `,` + dead + `],"count":{"pending":1,"dead":1}}`,
		"state=pending":                     `{"delivery":[` + pending + `],"count":{"pending":1,"dead":1}}`,
		"cursor=c-1.2":                      `{"delivery":[` + pending + `,` + dead + `],"count":{"pending":1,"dead":1}}`,
		"since=2026-11-22":                  `{"delivery":[],"count":{"pending":1,"dead":1}}`,
		"since=2026-11-21":                  `{"delivery":[` + done + `,` + pending + `,` + dead + `],"count":{"pending":1,"dead":1}}`,
		"since=2026-11-21T12:00:01%2B03:00": `{"delivery":[],"count":{"pending":1,"dead":1}}`,
		"since=2026-11-21T09:00:00Z":        `{"delivery":[` + done + `,` + pending + `,` + dead + `],"count":{"pending":1,"dead":1}}`,
	} {
		got := x.send("GET", endpointPath+"/deliveries?"+query, nil, x.bearer(t, "provider"))
		wantStatus(t, got, http.StatusOK)
		if diff := cmp.Diff(want, got.Body.String()); diff != "" {
			t.Errorf("%q (-want +got):\n%s", query, diff)
		}
	}
	for _, query := range []string{"state=lost", "since=yesterday", "since=2026-11-21T12:00:01"} {
		wantOutcome(t, x.send("GET", endpointPath+"/deliveries?"+query, nil, x.bearer(t, "provider")), http.StatusBadRequest, "invalid")
	}
}

func TestReadPayer(t *testing.T) {
	x := newExchange(t)
	got := x.send("GET", "/fhir/Organization/SHA", nil, x.bearer(t, "member"))
	wantStatus(t, got, http.StatusOK)
	want := `{"resourceType":"Organization","id":"SHA","active":true,"type":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/organization-type","code":"pay","display":"Payer"}]}],"name":"Social Health Authority"}`
	if diff := cmp.Diff(want, got.Body.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got.Header().Get("Content-Type") != "application/fhir+json" {
		t.Errorf("Content-Type is %q", got.Header().Get("Content-Type"))
	}
}
