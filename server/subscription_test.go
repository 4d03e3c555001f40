package server

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

const (
	subscriptionsPath = "/fhir/Subscription"
	subscriptionPath  = subscriptionsPath + "/" + testFID
	fhirType          = "Content-Type: " + typeFHIR
)

// subscriptionBody is a Subscription of the facility of the client "provider", with changes.
func subscriptionBody(changes ...string) []byte {
	return []byte(strings.NewReplacer(changes...).Replace(`{"resourceType":"Subscription","id":"` + testFID + `","status":"requested","reason":"told",` +
		`"criteria":"ClaimResponse?requestor=Organization/` + testFID + `","channel":{"type":"rest-hook","endpoint":"https://h.test/cb",` +
		`"payload":"application/fhir+json","header":["Authorization: Basic dTpw"]}}`))
}

// wantSubscription checks that a sound R4 Subscription was answered, and returns it without its secret.
func wantSubscription(t *testing.T, body []byte) (view subscription, secret string) {
	t.Helper()
	if err := fhir.Judge(body); err != nil {
		t.Errorf("%s is no sound R4: %v", body, err)
	}
	if err := json.Unmarshal(body, &view); err != nil {
		t.Fatal(err)
	}
	for _, extension := range view.Channel.Extension {
		if extension.URL == testBase+"/StructureDefinition/bima-signing-secret" {
			secret = extension.ValueString
		}
	}
	view.Channel.Extension = nil
	return view, secret
}

// One endpoint is seen through both doors.
func TestSubscription_createReadUpdateDelete(t *testing.T) {
	want := subscription{
		ResourceType: "Subscription", ID: testFID, Status: "active", Reason: toldReason, Criteria: "ClaimResponse?requestor=Organization/" + testFID,
		Channel: subscriptionChannel{Type: "rest-hook", Endpoint: "https://h.test/cb", Payload: typeFHIR},
	}
	for _, client := range []string{"provider", "admin"} {
		x := newExchange(t)
		caller := x.bearer(t, client)
		wantOutcome(t, x.send("PUT", subscriptionPath, subscriptionBody(), caller, fhirType), http.StatusNotFound, "not-found")
		created := x.send("POST", subscriptionsPath, subscriptionBody(), caller, fhirType)
		wantStatus(t, created, http.StatusCreated)
		if got := created.Header().Get("Location"); got != testBase+"/Subscription/"+testFID {
			t.Errorf("Location is %q", got)
		}
		got, secret := wantSubscription(t, created.Body.Bytes())
		if diff := cmp.Diff(want, got); diff != "" || !signingSecret.MatchString(secret) {
			t.Errorf("%s: created with the secret %q (-want +got):\n%s", client, secret, diff)
		}
		steps := []struct{ method, path, body, endpoint, status string }{
			{"GET", subscriptionPath, "", `"url":"https://h.test/cb","username":"u","enabled":true`, "active"},
			{"PUT", subscriptionPath, string(subscriptionBody("requested", "off")), `"enabled":false`, "off"},
			{"PUT", subscriptionPath, string(subscriptionBody("/cb", "/other", "?requestor=Organization/"+testFID, "", "dTpw", "dTpwOnE=")), `"url":"https://h.test/other","username":"u","enabled":true`, "active"},
			{"PUT", subscriptionPath, string(subscriptionBody("Authorization: ", "authorization:")), `"url":"https://h.test/cb","username":"u","enabled":true`, "active"},
		}
		for _, step := range steps {
			answer := x.send(step.method, step.path, []byte(step.body), caller, fhirType)
			wantStatus(t, answer, http.StatusOK)
			got, secret := wantSubscription(t, answer.Body.Bytes())
			if got.Status != step.status || secret != "" || strings.Contains(answer.Body.String(), "header") {
				t.Errorf("%s %s: %s", step.method, step.body, answer.Body)
			}
			if shown := x.send("GET", endpointPath, nil, caller).Body.String(); !strings.Contains(shown, step.endpoint) {
				t.Errorf("after %s %s the endpoint is %s; wanted %s", step.method, step.body, shown, step.endpoint)
			}
		}
		o := wantOutcome(t, x.send("POST", subscriptionsPath, subscriptionBody(), caller, fhirType), http.StatusConflict, "conflict")
		if text := o.Issue[0].Diagnostics; !strings.Contains(text, "PUT Subscription/"+testFID) {
			t.Errorf("the conflict says %q", text)
		}
		wantStatus(t, x.send("DELETE", subscriptionPath, nil, caller), http.StatusNoContent)
		wantOutcome(t, x.send("DELETE", subscriptionPath, nil, caller), http.StatusNotFound, "not-found")
		wantOutcome(t, x.send("GET", endpointPath, nil, caller), http.StatusNotFound, "not-found")
		var actions []string
		for _, row := range x.ledger.rows {
			actions = append(actions, row.Action+" "+row.Target)
		}
		if diff := cmp.Diff([]string{"endpoint-set " + testFID, "endpoint-set " + testFID, "endpoint-set " + testFID, "endpoint-set " + testFID, "endpoint-removed " + testFID}, actions); diff != "" {
			t.Errorf("audit rows (-want +got):\n%s", diff)
		}
	}
}

// The credentials that were sent are those of the callbacks: the password is what follows the first colon.
func TestCreateSubscription_credentials(t *testing.T) {
	x := newExchange(t)
	wantStatus(t, x.send("POST", subscriptionsPath, subscriptionBody("dTpw", "dTpwOnE="), x.bearer(t, "provider"), jsonType), http.StatusCreated)
	endpoint, err := x.Engine.Deliveries.FindEndpoint(t.Context(), testFID)
	if err != nil {
		t.Fatal(err)
	}
	password, err := x.Box.Open(endpoint.Password, engine.EndpointContext(testFID))
	if err != nil || endpoint.Username != "u" || string(password) != "p:q" {
		t.Errorf("user %q, password %q, %v; wanted are u and p:q", endpoint.Username, password, err)
	}
}

// One can be made that is off: its secret is told all the same.
func TestCreateSubscription_off(t *testing.T) {
	x := newExchange(t)
	got := x.send("POST", subscriptionsPath, subscriptionBody("requested", "off", `"id":"`+testFID, `"id":"any`), x.bearer(t, "provider"), fhirType)
	wantStatus(t, got, http.StatusCreated)
	if view, secret := wantSubscription(t, got.Body.Bytes()); view.Status != "off" || view.ID != testFID || secret == "" {
		t.Errorf("created: %s", got.Body)
	}
	if shown := x.send("GET", endpointPath, nil, x.bearer(t, "provider")); !strings.Contains(shown.Body.String(), `"enabled":false`) {
		t.Errorf("the endpoint is %s", shown.Body)
	}
}

// Criteria that name no facility mean the only one of the client.
func TestCreateSubscription_whose(t *testing.T) {
	of := func(criteria string) []byte {
		return subscriptionBody("ClaimResponse?requestor=Organization/"+testFID, criteria)
	}
	for name, test := range map[string]struct {
		client, criteria string
		status           int
	}{
		"the only one":              {"provider", "ClaimResponse", 201},
		"the only one, empty query": {"provider", "ClaimResponse?", 201},
		"by its absolute url":       {"provider", "ClaimResponse?requestor=" + testBase + "/Organization/" + testFID, 201},
		"escaped":                   {"provider", "ClaimResponse?requestor=Organization%2F" + testFID, 201},
		"of an admin":               {"admin", "ClaimResponse", 422},
		"of a client of two":        {"two", "ClaimResponse", 422},
		"of a client of two, named": {"two", "ClaimResponse?requestor=Organization/" + testFID, 201},
		"of another":                {"other", "ClaimResponse?requestor=Organization/" + testFID, 404},
		"unknown":                   {"provider", "ClaimResponse?requestor=Organization/FID-0-0", 404},
	} {
		t.Run(name, func(t *testing.T) {
			x := newExchange(t)
			two := x.clients["other"]
			two.ID, two.Scope = "two", engine.Scope{FIDs: []string{testFID, "FID-47-115307-8"}}
			x.clients["two"] = two
			got := x.send("POST", subscriptionsPath, of(test.criteria), x.bearer(t, test.client), fhirType)
			wantStatus(t, got, test.status)
			if test.status == 201 && got.Header().Get("Location") != testBase+"/Subscription/"+testFID {
				t.Errorf("Location is %q", got.Header().Get("Location"))
			}
		})
	}
}

// Another facility's Subscription and none are told in the same words, by every method.
func TestSubscription_ofAnotherFacility(t *testing.T) {
	x := newExchange(t)
	other := x.bearer(t, "other")
	ask := func() (answers []string) {
		for _, method := range []string{"GET", "PUT", "DELETE"} {
			for _, body := range [][]byte{subscriptionBody(), nil} {
				got := x.send(method, subscriptionPath, body, other, fhirType)
				wantOutcome(t, got, http.StatusNotFound, "not-found")
				answers = append(answers, got.Body.String())
			}
		}
		got := x.send("POST", subscriptionsPath, subscriptionBody(), other, fhirType)
		wantOutcome(t, got, http.StatusNotFound, "not-found")
		return append(answers, got.Body.String())
	}
	before := ask()
	wantStatus(t, x.send("POST", subscriptionsPath, subscriptionBody(), x.bearer(t, "provider"), fhirType), http.StatusCreated)
	if diff := cmp.Diff(before, ask()); diff != "" {
		t.Errorf("the answers tell that there is one now:\n%s", diff)
	}
}

func TestSubscriptionStatus(t *testing.T) {
	failing := engine.Health{Failures: 7, FailingSince: testNow.Add(-time.Hour), Failure: "HTTP 503 Service Unavailable"}
	resting := func(h engine.Health, until time.Duration) engine.Health {
		h.RestsUntil = testNow.Add(until)
		return h
	}
	const since = "no callback was taken since 2026-11-21T11:00:00+03:00: "
	for name, test := range map[string]struct {
		endpoint     engine.Endpoint
		status, text string
	}{
		"well":                {engine.Endpoint{Enabled: true}, "active", ""},
		"switched off":        {engine.Endpoint{}, "off", ""},
		"gone":                {engine.Endpoint{Disabled: "the receiver answered 410 Gone", Health: failing}, "off", "the receiver answered 410 Gone"},
		"failing":             {engine.Endpoint{Enabled: true, Health: failing}, "error", since + "7 attempts in a row failed, the last with HTTP 503 Service Unavailable"},
		"failing once":        {engine.Endpoint{Enabled: true, Health: engine.Health{Failures: 1, FailingSince: failing.FailingSince, Failure: "no answer"}}, "error", since + "1 attempt failed, the last with no answer"},
		"resting":             {engine.Endpoint{Enabled: true, Health: resting(failing, time.Minute)}, "error", since + "7 attempts in a row failed, the last with HTTP 503 Service Unavailable; nothing is sent until 2026-11-21T12:01:00+03:00"},
		"probed":              {engine.Endpoint{Enabled: true, Health: resting(failing, -time.Minute)}, "error", since + "7 attempts in a row failed, the last with HTTP 503 Service Unavailable; one callback at a time is sent, until one is taken"},
		"resting, none since": {engine.Endpoint{Enabled: true, Health: resting(engine.Health{}, time.Minute)}, "error", "nothing is sent until 2026-11-21T12:01:00+03:00"},
	} {
		if status, text := subscriptionStatus(test.endpoint, testNow); status != test.status || text != test.text {
			t.Errorf("%s: %s %q; wanted %s %q", name, status, text, test.status, test.text)
		}
	}
}
