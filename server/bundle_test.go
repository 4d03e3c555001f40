package server

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const outpatientID = "0c7a3f4e-5d0b-4c0e-9a35-6f1f5b7f2a01"

const outpatientAck = `{"message":{"mediator_id":"` + outpatientID + `","message":"Use this reference ID to use for Polling for the status of your Claim."}}`

func TestSubmitBundle(t *testing.T) {
	for _, path := range []string{"/v1/shr-med/bundle", "/v1/shr-med/post-bundle"} {
		x := newExchange(t)
		got := x.send("POST", path, bundle(t, "outpatient-phc"), x.bearer(t, "provider"), "Content-Type: application/fhir+json; charset=UTF-8")
		wantStatus(t, got, http.StatusAccepted)
		if diff := cmp.Diff(outpatientAck, got.Body.String()); diff != "" {
			t.Errorf("%s: body (-want +got):\n%s", path, diff)
		}
		for name, want := range map[string]string{
			"Content-Type":       "application/json",
			"Content-Location":   "/v1/shr-med/claim-status?bundle_id=" + outpatientID,
			"Cache-Control":      "no-store",
			"Preference-Applied": "",
			"X-Bima-Duplicate":   "",
		} {
			if got := got.Header().Get(name); got != want {
				t.Errorf("%s: %s is %q; wanted %q", path, name, got, want)
			}
		}
	}
}

func TestSubmitBundle_repeatAnswersTheStoredBytes(t *testing.T) {
	x := newExchange(t)
	body := bundle(t, "outpatient-phc")
	send := func(body []byte, headers ...string) (string, http.Header) {
		t.Helper()
		got := x.send("POST", "/v1/shr-med/bundle", body, append(headers, x.bearer(t, "provider"), "Content-Type: application/json")...)
		wantStatus(t, got, http.StatusAccepted)
		return got.Body.String(), got.Header()
	}
	send(body)
	x.claims.accepted[0].Outcome = []byte(`{"resourceType":"OperationOutcome","issue":[{"x": 1.50}]}`)

	t.Run("the same", func(t *testing.T) {
		if got, header := send(body); got != outpatientAck || header.Get("X-Bima-Duplicate") != "" {
			t.Errorf("%s %q", got, header.Get("X-Bima-Duplicate"))
		}
	})
	t.Run("other content", func(t *testing.T) {
		other := []byte(strings.Replace(string(body), "2026-11-12T07:40:00+03:00", "2026-11-12T07:41:00+03:00", 1))
		if got, header := send(other); got != outpatientAck || header.Get("X-Bima-Duplicate") != "content-differs" {
			t.Errorf("%s %q", got, header.Get("X-Bima-Duplicate"))
		}
	})
	t.Run("with the outcome", func(t *testing.T) {
		got, header := send(body, "Prefer: return=OperationOutcome; handling=strict")
		want := outpatientAck[:len(outpatientAck)-1] + `,"outcome":{"resourceType":"OperationOutcome","issue":[{"x": 1.50}]}}`
		if got != want || !json.Valid([]byte(got)) {
			t.Errorf("got %s", got)
		}
		if applied := header.Get("Preference-Applied"); applied != "handling=strict, return=OperationOutcome" {
			t.Errorf("Preference-Applied is %q", applied)
		}
	})
	if n := len(x.claims.accepted); n != 1 {
		t.Errorf("%d acceptances; wanted 1", n)
	}
}

func TestSubmitBundle_refusedWithEveryFinding(t *testing.T) {
	x := newExchange(t)
	body := strings.Replace(string(bundle(t, "outpatient-phc")), `"status": "active"`, `"status": "draft"`, -1)
	got := x.send("POST", "/v1/shr-med/bundle", []byte(body), x.bearer(t, "provider"), "Content-Type: application/json")
	wantStatus(t, got, http.StatusUnprocessableEntity)
	if !strings.Contains(got.Body.String(), `"CLM-001"`) {
		t.Errorf("CLM-001 is not in %s", got.Body)
	}
	if rules, _ := x.lastLine(t)["rules"].(map[string]any); rules["CLM-001"] != 1.0 {
		t.Errorf("the log counts %v; wanted CLM-001 once", rules)
	}
	if len(x.claims.accepted) != 0 {
		t.Error("a refused bundle was stored")
	}
}

func TestSubmitBundle_notForAnotherFacility(t *testing.T) {
	x := newExchange(t)
	got := x.send("POST", "/v1/shr-med/bundle", bundle(t, "outpatient-phc"), x.bearer(t, "other"), "Content-Type: application/json")
	wantOutcome(t, got, http.StatusForbidden, "forbidden")
}

func TestValidateBundle_storesNothing(t *testing.T) {
	x := newExchange(t)
	for _, path := range []string{"/fhir/Bundle/$validate", "/fhir/Claim/$validate"} {
		got := x.send("POST", path, bundle(t, "outpatient-phc"), x.bearer(t, "provider"), "Content-Type: application/fhir+json")
		wantStatus(t, got, http.StatusOK)
		if !strings.HasPrefix(got.Body.String(), `{"resourceType":"OperationOutcome"`) || strings.Contains(got.Body.String(), `"error"`) {
			t.Errorf("%s: got %s", path, got.Body)
		}
		if !strings.Contains(got.Body.String(), `"information"`) {
			t.Errorf("%s tells no information: %s", path, got.Body)
		}
	}
	if len(x.claims.accepted)+len(x.ledger.rows) != 0 {
		t.Error("something was stored")
	}
}

func TestReadRaw_asItCame(t *testing.T) {
	x := newExchange(t)
	body := bundle(t, "outpatient-phc")
	x.send("POST", "/v1/shr-med/bundle", body, x.bearer(t, "provider"), "Content-Type: application/json")

	got := x.send("GET", "/v1/bundles/"+outpatientID+"/raw", nil, x.bearer(t, "provider"))
	wantStatus(t, got, http.StatusOK)
	if diff := cmp.Diff(string(body), got.Body.String()); diff != "" {
		t.Errorf("the bytes differ:\n%s", diff)
	}
	foreign := x.send("GET", "/v1/bundles/"+outpatientID+"/raw", nil, x.bearer(t, "other"))
	unknown := x.send("GET", "/v1/bundles/nothing/raw", nil, x.bearer(t, "other"))
	wantOutcome(t, foreign, http.StatusNotFound, "not-found")
	if foreign.Body.String() != unknown.Body.String() {
		t.Errorf("foreign %s, unknown %s", foreign.Body, unknown.Body)
	}
}
