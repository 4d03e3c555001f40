package server

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// $submit takes in what intake takes, and answers what the claim status answers.
func TestSubmitClaim(t *testing.T) {
	body := string(bundle(t, "delivery"))
	for name, sent := range map[string]string{
		"a message":    body,
		"a collection": strings.Replace(body, `"type": "message"`, `"type": "collection"`, 1),
		"Parameters":   `{"resourceType":"Parameters","parameter":[{"name":"resource","resource":` + body + `}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			x := newExchange(t)
			got := x.send("POST", "/fhir/Claim/$submit", []byte(sent), x.bearer(t, "provider"), "Content-Type: "+typeFHIR, "Prefer: handling=strict")
			wantStatus(t, got, http.StatusOK)
			place := got.Header().Get("Content-Location")
			status := x.send("GET", place, nil, x.bearer(t, "provider"))
			if diff := cmp.Diff(status.Body.String(), got.Body.String()); diff != "" || got.Header().Get("ETag") != status.Header().Get("ETag") {
				t.Errorf("at %s (-status +$submit):\n%s", place, diff)
			}
			if applied := got.Header().Get("Preference-Applied"); applied != "handling=strict" || got.Header().Get("Content-Type") != typeFHIR {
				t.Errorf("headers %v", got.Header())
			}
			other := strings.Replace(sent, `"priority"`, `"language": "en", "priority"`, 1)
			again := x.send("POST", "/fhir/Claim/$submit", []byte(other), x.bearer(t, "provider"), "Content-Type: "+typeFHIR)
			if again.Body.String() != got.Body.String() || again.Header().Get("X-Bima-Duplicate") != "content-differs" || len(x.claims.accepted) != 1 {
				t.Errorf("again with other content: %d %s, %v", again.Code, again.Body, again.Header())
			}
		})
	}
}

// Claims that only ask are answered, and nothing is kept.
func TestSubmitClaim_predetermination(t *testing.T) {
	x := newExchange(t)
	asks := bytes.Replace(bundle(t, "delivery"), []byte(`"use": "claim"`), []byte(`"use": "predetermination"`), 1)
	got := x.send("POST", "/fhir/Claim/$submit", asks, x.bearer(t, "provider"), "Content-Type: "+typeFHIR)
	wantStatus(t, got, http.StatusOK)
	for _, word := range []string{`"total":1`, `"use":"predetermination"`, `"code":"approved"`, `"value":10000`} {
		if !strings.Contains(got.Body.String(), word) {
			t.Errorf("no %s in %s", word, got.Body)
		}
	}
	if len(x.claims.accepted)+len(x.ledger.rows) != 0 {
		t.Errorf("%d bundles and %d audit rows are kept", len(x.claims.accepted), len(x.ledger.rows))
	}
	wantStatus(t, x.send("POST", "/v1/shr-med/bundle", asks, x.bearer(t, "provider"), "Content-Type: "+typeFHIR), http.StatusUnprocessableEntity)
}

func TestSubmitClaim_refused(t *testing.T) {
	x := newExchange(t)
	wrong := strings.ReplaceAll(string(bundle(t, "delivery")), `"KES"`, `"USD"`)
	for name, test := range map[string]struct {
		client, body string
		want         int
	}{
		"unsound":       {"provider", wrong, 422},
		"no bundle":     {"provider", `{"resourceType":"Claim"}`, 400},
		"odd parameter": {"provider", `{"resourceType":"Parameters","parameter":[{"name":"mode","valueCode":"x"}]}`, 400},
		"no JSON":       {"provider", `{`, 400},
		"foreign":       {"other", string(bundle(t, "delivery")), 403},
	} {
		if got := x.send("POST", "/fhir/Claim/$submit", []byte(test.body), x.bearer(t, test.client), "Content-Type: "+typeFHIR); got.Code != test.want {
			t.Errorf("%s: %d %s; wanted %d", name, got.Code, got.Body, test.want)
		}
	}
	if len(x.claims.accepted) != 0 {
		t.Error("something is kept")
	}
}
