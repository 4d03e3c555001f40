package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
)

// TestIsolation walks every route of the server as another facility's client, with every id that
// belongs to the first, and finds nothing of it; an unknown id gets the same answer.
func TestIsolation(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		s := newStaff(t, startDev(t, t.TempDir(), db, "--open-registry").URL)
		owner, other := s.by[engine.Provider], s.other
		callbacksOf(owner, hospital)
		for range 5 { // so that the claim has another number than those of the documents
			owner.submit(stranger("delivery"), http.StatusAccepted)
		}
		body := inDoubt(t)
		claim := claimIn(t, body)
		id, mediator := claim.ID.Value, owner.mediator(owner.submit(body, http.StatusAccepted))
		owner.settled("bundle_id=" + mediator)
		s.step(engine.ClaimsOfficer, id, engine.SendBack, "", http.StatusOK)
		s.step(engine.Provider, id, engine.AddDocuments, "", http.StatusOK)
		s.step(engine.ClaimsOfficer, id, engine.SendBack, "", http.StatusOK) // so that a facility could move it
		file := s.file(id)
		document := file.Documents[0].ID
		version := s.version(id)
		awaitDead(t, owner, 0)
		deliveries := owner.do(http.MethodGet, "/v1/callbacks/"+hospital+"/deliveries", nil, nil)
		secrets := []string{id, mediator, "user-of-callbacks", file.Claim.Number, document, claim.Patient.Identifier.Value}
		w := walk{other: other, secrets: secrets, ids: []string{id, mediator, hospital, document, id + ".2"}, version: version}

		for _, route := range routes(t, other) {
			if route.method == http.MethodDelete || strings.Contains(route.path, "auth") || strings.Contains(route.path, "oauth") {
				continue // token routes know no facilities; DELETE is tried last
			}
			w.route(t, route, body)
		}
		if w.asked < 30 {
			t.Errorf("only %d routes were asked", w.asked)
		}
		if now := s.version(id); now != version {
			t.Errorf("another facility has moved the claim from %s to %s", version, now)
		}
		if now := owner.do(http.MethodGet, "/v1/callbacks/"+hospital+"/deliveries", nil, nil); !bytes.Equal(now.Body, deliveries.Body) {
			t.Errorf("another facility has changed the callbacks from %s to %s", deliveries.Body, now.Body)
		}
		foreign := other.do(http.MethodGet, "/v1/shr-med/claim-status?claim_id="+id, nil, nil)
		unknown := other.do(http.MethodGet, "/v1/shr-med/claim-status?claim_id=nobody", nil, nil)
		if foreign.Status != http.StatusNotFound || !bytes.Equal(foreign.Body, unknown.Body) {
			t.Errorf("another facility's claim: %d %s; an unknown one: %d %s", foreign.Status, foreign.Body, unknown.Status, unknown.Body)
		}
		for _, endpoint := range []string{"/v1/callbacks/", "/fhir/Subscription/"} {
			if got := other.do(http.MethodDelete, endpoint+hospital, nil, nil); got.Status != http.StatusNotFound {
				t.Errorf("another facility's endpoint was removed as %s: %d", endpoint, got.Status)
			}
		}
		if got := owner.do(http.MethodGet, "/fhir/Subscription/"+hospital, nil, nil); !bytes.Contains(got.Body, []byte(`"status":"active"`)) || bytes.Contains(got.Body, []byte("127.0.0.1:1/")) {
			t.Errorf("another facility has changed the endpoint: %d %s", got.Status, got.Body)
		}
		if got := owner.do(http.MethodGet, "/v1/bundles/"+mediator+"/raw", nil, nil); !bytes.Equal(got.Body, body) {
			t.Error("the owner does not get the bundle as it came")
		}
		checkForeignDelivery(t, other, id+".2")
		checkHeldElsewhere(t, other, body)
	})
}

// checkForeignDelivery: under its own facility another client does not reach the callback either.
func checkForeignDelivery(t *testing.T, other *hmis, id string) {
	t.Helper()
	callbacksOf(other, healthCentre)
	base := "/v1/callbacks/" + healthCentre
	for _, ask := range []func(id string) answer{
		func(id string) answer { return other.do(http.MethodGet, base+"/deliveries/"+id, nil, nil) },
		func(id string) answer {
			return other.do(http.MethodPost, base+"/deliveries/"+id+"/redeliver", nil, nil)
		},
	} {
		got, unknown := ask(id), ask("nobody.2")
		if got.Status != http.StatusNotFound || !bytes.Equal(bytes.ReplaceAll(got.Body, []byte(id), []byte("nobody.2")), unknown.Body) {
			t.Errorf("another facility's callback: %d %s; an unknown one: %d %s", got.Status, got.Body, unknown.Status, unknown.Body)
		}
	}
	if got := other.do(http.MethodPost, base+"/recover", []byte(`{"since":"2020-01-01"}`), jsonBody); string(got.Body) != `{"recovered":0}` {
		t.Errorf("another facility recovers %s", got.Body)
	}
}

// walk is what another facility asks of each route.
type walk struct {
	other        *hmis
	secrets, ids []string
	// version is the one of the claim that is asked for.
	version string
	asked   int
}

// route asks one route with every id, and with bodies that it takes.
func (w *walk) route(t *testing.T, route route, bundle []byte) {
	t.Helper()
	w.asked++
	sent := [][]byte{nil}
	if route.method != http.MethodGet {
		sent = [][]byte{
			[]byte(`{"url":"http://127.0.0.1:1/","username":"u","password":"p"}`), []byte(`{"since":"2020-01-01"}`), []byte(`{}`), []byte(saying[engine.Appeal]), []byte(saying[engine.AddDocuments]),
		}
	}
	switch {
	case strings.Contains(route.path, "$submit"):
		sent = append(sent, bundle)
	case strings.Contains(route.path, "/Subscription"):
		sent = append(sent, subscriptionOf(hospital, "http://127.0.0.1:1/"))
	}
	for _, id := range w.ids {
		path := inBraces.ReplaceAllLiteralString(route.path, id)
		if strings.HasSuffix(route.path, "/{document_id}") {
			path = "/v1/claims/" + w.ids[0] + "/documents/" + id
		}
		if strings.Contains(route.path, "/deliveries/{id}") {
			path = strings.NewReplacer("{fid}", hospital, "{id}", id).Replace(route.path)
		}
		for _, body := range sent {
			header := http.Header{"If-Match": {w.version}}
			if body != nil && !bytes.Contains(body, []byte(`"resourceType"`)) {
				header.Set("Content-Type", "application/json")
			}
			got := w.other.do(route.method, path+"?claim_id="+id+"&bundle_id="+id+"&history=true&facility="+hospital, body, header)
			for _, secret := range w.secrets {
				if secret != id && !strings.Contains(path, secret) && bytes.Contains(got.Body, []byte(secret)) {
					t.Errorf("%s %s shows %s to another facility: %s", route.method, path, secret, got.Body)
				}
			}
		}
	}
}

// checkHeldElsewhere: a claim id that another facility holds is a conflict that names the entry and
// nothing else.
func checkHeldElsewhere(t *testing.T, other *hmis, body []byte) {
	t.Helper()
	body = bytes.ReplaceAll(body, []byte(hospital), []byte(healthCentre))
	got := other.submit(body, http.StatusConflict)
	findings := got.findings()
	if len(findings) != 1 || !strings.HasSuffix(findings[0].Path, ".resource.id") || bytes.Contains(got.Body, []byte(hospital)) {
		t.Errorf("%s", got.Body)
	}
	for range 30 {
		got = other.do(http.MethodPost, "/v1/shr-med/bundle", body, nil)
	}
	if got.Status != http.StatusTooManyRequests || got.Header.Get("Retry-After") == "" {
		t.Errorf("after many foreign ids: %d, Retry-After %q", got.Status, got.Header.Get("Retry-After"))
	}
}

// TestOfficerSeesNoCredentials: what a claim holds of the facility's tokens is for the facility.
func TestOfficerSeesNoCredentials(t *testing.T) {
	exchange := startDev(t, t.TempDir(), "")
	sender, officer := newHMIS(t, exchange.URL, "demo-hmis"), newHMIS(t, exchange.URL, "demo-officer")
	body := withEntries(t, fresh("delivery"), func(entries []any) []any {
		for _, entry := range entries {
			if resource := entry.(map[string]any)["resource"].(map[string]any); resource["resourceType"] == "Claim" {
				token := map[string]any{"url": "https://fhir.sha.go.ke/fhir/StructureDefinition/provider-auth-token", "valueString": "VF2ZC7FSTG"}
				resource["extension"] = append(resource["extension"].([]any), token)
			}
		}
		return entries
	})
	query := "bundle_id=" + sender.mediator(sender.submit(body, http.StatusAccepted))
	if _, got := sender.status(query, nil); !bytes.Contains(got.Body, []byte("VF2ZC7FSTG")) {
		t.Error("the facility does not see its own token")
	}
	if _, got := officer.status(query, nil); bytes.Contains(got.Body, []byte("VF2ZC7FSTG")) || !bytes.Contains(got.Body, []byte(`"resourceType":"Claim"`)) {
		t.Errorf("an officer sees %s", got.Body)
	}
}

type route struct{ method, path string }

// inBraces is a parameter in a path of OpenAPI.
var inBraces = regexp.MustCompile(`\{\w+\}`)

// routes are those of the exchange's own OpenAPI document.
func routes(t *testing.T, client *hmis) []route {
	t.Helper()
	var document struct {
		Paths map[string]map[string]json.RawMessage
	}
	if err := json.Unmarshal(client.do(http.MethodGet, "/openapi.json", nil, nil).Body, &document); err != nil {
		t.Fatal(err)
	}
	var all []route
	for path, methods := range document.Paths {
		for method := range methods {
			all = append(all, route{strings.ToUpper(method), path})
		}
	}
	if len(all) < 20 {
		t.Fatalf("only %d routes", len(all))
	}
	return all
}

// TestLogsNameNobody searches the log of a whole run for what identifies the people of testdata.
func TestLogsNameNobody(t *testing.T) {
	exchange := startDev(t, t.TempDir(), "", "--log-level", "debug")
	sender := newHMIS(t, exchange.URL, "demo-hmis")
	var bodies [][]byte
	for _, name := range []string{"outpatient-phc", "dialysis-preauth", "inpatient-per-diem", "delivery", "dual-coverage"} {
		body := fresh(name)
		bodies = append(bodies, body)
		sender.settled("bundle_id=" + sender.mediator(sender.submit(body, http.StatusAccepted)))
		broken := bytes.ReplaceAll(body, []byte(`"SHA-`), []byte(`"SHA_`))
		sender.do(http.MethodPost, "/v1/shr-med/bundle", append(broken, '!'), nil)
		sender.do(http.MethodPost, "/v1/shr-med/bundle", bytes.ReplaceAll(fresh(name), []byte(`"KES"`), []byte(`"USD"`)), nil)
	}
	sender.do(http.MethodGet, "/v1/shr-med/claim-status?claim_id=CR2222222222222-2&x=SAMPLE", nil, nil)
	exchange.Stop(t)
	logs := exchange.logs.String()
	if strings.Count(logs, `"msg":"request"`) < 20 || strings.Count(logs, `"msg":"claim moved"`) < 5 {
		t.Fatalf("the log is not what this test thinks:\n%s", tail(logs, 20))
	}
	var found []string
	for _, word := range personal(t, bodies) {
		if strings.Contains(logs, word) {
			found = append(found, word)
		}
	}
	if diff := cmp.Diff([]string(nil), found); diff != "" {
		t.Errorf("the log names (-want +got):\n%s", diff)
	}
}
