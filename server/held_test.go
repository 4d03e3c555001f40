package server

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/engine"
)

// The claim of the bundle "delivery", and a document that is added to it.
const (
	deliveryID = "a1b5cd43-6e97-4d30-a408-bdaf71829e51"
	documentID = "3f0c6f0e-6f5e-4d5b-9d0b-0c6f1f4f2b11"
)

// unknownMember is ELG-001 of the exchange, in whose registry here nobody is.
var unknownMember = engine.Rule{
	ID: "ELG-001",
	Check: func(engine.Case) []engine.Finding {
		return []engine.Finding{{
			Outcome: engine.Refer, Reason: engine.MemberNotFound,
			Payer:    "The SHA number on the claim is not in the member registry as of the first day of service.",
			Facility: "The patient was not found as a registered member under the SHA number given. Check the number with the client registry.",
			Figures:  []engine.Figure{{Name: "rows of the registry", Value: "0", Payer: true}},
		}}
	},
}

// hold has the claim of a bundle accepted and decided by the engine.
func (x *exchange) hold(t *testing.T, name string) {
	t.Helper()
	got := x.send("POST", "/v1/shr-med/bundle", bundle(t, name), x.bearer(t, "provider"), "Content-Type: application/json")
	wantStatus(t, got, 202)
	for _, accepted := range x.claims.accepted[len(x.claims.accepted)-1].Claims {
		if err := x.Engine.Adjudicate(t.Context(), accepted.Claim.ID); err != nil {
			t.Fatal(err)
		}
	}
}

// step makes a step of a claim as it stands now.
func (x *exchange) step(t *testing.T, role engine.Role, id string, on engine.Action, body string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	headers = append(headers, x.bearer(t, string(role)), "If-Match: "+versionETag(x.claims.held[id].claim.Version))
	if body != "" && !slices.ContainsFunc(headers, func(h string) bool { return strings.HasPrefix(h, "Content-Type") }) {
		headers = append(headers, jsonType)
	}
	return x.send("POST", "/v1/claims/"+id+"/"+string(on), []byte(body), headers...)
}

// led are steps that lead from in-review to where another one can be made.
var led = map[engine.Action][]engine.Action{
	engine.Resume: {engine.ReferSurveillance}, engine.AddDocuments: {engine.SendBack}, engine.Appeal: {engine.Reject},
	engine.SendToPayment:   {engine.Approve},
	engine.CompletePayment: {engine.Approve, engine.SendToPayment}, engine.DeclinePayment: {engine.Approve, engine.SendToPayment},
}

// bodies are what is said with these steps.
var bodies = map[engine.Action]string{
	engine.ReferSurveillance: `{"reason":"pattern-unusual"}`, engine.SendBack: `{"reason":"documents-missing","note":"Add the summary."}`,
	engine.Reject: `{"reason":"not-covered"}`, engine.SendToPayment: `{"reference":"PAY-2026-000731"}`,
}

// lead brings the claim of "delivery", which is in review, to where a step can be made.
func (x *exchange) lead(t *testing.T, to engine.Action) {
	t.Helper()
	for _, on := range led[to] {
		wantStatus(t, x.step(t, actors(on)[0], deliveryID, on, bodies[on]), 200)
	}
}

// leadTo brings the exchange to where the request of an operation is answered as it should be, and
// has the request name the version that there is.
func (x *exchange) leadTo(t *testing.T, request *sample) {
	t.Helper()
	if request.method == "POST" && request.path == "/fhir/Subscription" {
		wantStatus(t, x.send("DELETE", endpointPath, nil, x.bearer(t, "admin")), 204)
	}
	rest, found := strings.CutPrefix(request.path, "/v1/claims/"+deliveryID+"/")
	if !found {
		return
	}
	held := x.claims.held[deliveryID]
	held.documents = []engine.Document{{ID: documentID, ClaimID: deliveryID, Title: "Discharge summary", ContentType: "application/pdf", Body: []byte("%PDF-1.4")}}
	x.claims.held[deliveryID] = held
	x.lead(t, engine.Action(rest))
	for i, header := range request.headers {
		if strings.HasPrefix(header, "If-Match") {
			request.headers[i] = "If-Match: " + versionETag(x.claims.held[deliveryID].claim.Version)
		}
	}
}

// keep returns what puts all claims back to where they are now.
func (c *fakeClaims) keep() (restore func()) {
	accepted, held := slices.Clone(c.accepted), maps.Clone(c.held)
	return func() { c.accepted, c.held = slices.Clone(accepted), maps.Clone(held) }
}

// standing reads the answer to a step.
func standing(t *testing.T, got *httptest.ResponseRecorder) standingView {
	t.Helper()
	var view standingView
	if err := json.Unmarshal(got.Body.Bytes(), &view); err != nil {
		t.Fatal(fmt.Errorf("%d %s: %w", got.Code, got.Body, err))
	}
	return view
}
