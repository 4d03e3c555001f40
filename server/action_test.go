package server

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
)

func TestAct_ifMatch(t *testing.T) {
	x := shown(t)
	for header, want := range map[string]int{
		"": http.StatusPreconditionRequired, `W/"1"`: http.StatusPreconditionFailed, `"9"`: http.StatusPreconditionFailed,
		`*`: http.StatusBadRequest, `2`: http.StatusBadRequest, `W/"x"`: http.StatusBadRequest, `"2", "3"`: http.StatusBadRequest,
		`W/"0"`: http.StatusBadRequest, `W/"99999999999999999999"`: http.StatusBadRequest,
	} {
		headers := []string{x.bearer(t, "claims_officer")}
		if header != "" {
			headers = append(headers, "If-Match: "+header)
		}
		if got := x.send("POST", "/v1/claims/"+deliveryID+"/approve", nil, headers...); got.Code != want {
			t.Errorf("If-Match %s: %d %s; wanted %d", header, got.Code, got.Body, want)
		}
	}
	got := x.send("POST", "/v1/claims/"+deliveryID+"/approve", nil, x.bearer(t, "claims_officer"), `If-Match: "2"`)
	wantStatus(t, got, http.StatusOK)
	if tag, view := got.Header().Get("ETag"), standing(t, got); tag != `W/"3"` || view.Version != 3 || view.State != engine.Approved {
		t.Errorf("ETag %s, %+v", tag, view)
	}
}

// What is wrong with a body is said, and nothing changes.
func TestAct_bodies(t *testing.T) {
	x := shown(t)
	for _, test := range []struct {
		on   engine.Action
		body string
		want int
		text string
	}{
		{engine.Approve, `{"items":[{"sequence":1,"benefit":10000.01}]}`, 422, "at most KES 10000.00"},
		{engine.Approve, `{"items":[{"sequence":1,"benefit":-1}]}`, 422, "below zero"},
		{engine.Approve, `{"items":[{"sequence":1,"benefit":1.005}]}`, 400, `"1.005"`},
		{engine.Approve, `{"items":[{"sequence":1}]}`, 400, "items[0]"},
		{engine.Approve, `{"items":[{"benefit":1}]}`, 400, "items[0]"},
		{engine.Approve, `{"items":[{"sequence":1,"benefit":1,"amount":2}]}`, 400, `"amount"`},
		{engine.Approve, `{"items":[{"sequence":7,"benefit":1}]}`, 422, "no item 7"},
		{engine.Approve, `{"override":"yes"}`, 400, `"override"`},
		{engine.Approve, `{"override":true}`, 422, "needs a reason"},
		{engine.Reject, `{"items":[]}`, 400, `"items"`},
		{engine.Reject, `{}`, 422, "a reason is needed"},
		{engine.Reject, ``, 422, "a reason is needed"},
		{engine.Reject, `{"reason":"pattern-unusual"}`, 422, "no reason to reject"},
		{engine.Reject, `{"reason":"` + strings.Repeat("x", 65) + `"}`, 400, "at most 64"},
		{engine.SendBack, `{"reason":"documents-missing"}`, 422, "a note is needed"},
		{engine.SendBack, `{"reason":"documents-missing","note":"` + strings.Repeat("x", 2001) + `"}`, 400, "at most 2000"},
		{engine.SendBack, `{"reason":"documents-missing","note":"a\u0000b"}`, 400, "no text"},
		{engine.SendBack, `[]`, 400, "JSON object"},
		{engine.SendToPayment, `{"reference":"x"}`, 404, "known to you"}, // finance knows it from approved on
	} {
		got := x.step(t, actors(test.on)[0], deliveryID, test.on, test.body)
		if got.Code != test.want || !strings.Contains(got.Body.String(), strings.ReplaceAll(test.text, `"`, `\"`)) {
			t.Errorf("%s %s: %d %s; wanted %d that speaks of %s", test.on, test.body, got.Code, got.Body, test.want, test.text)
		}
	}
	if version := x.claims.held[deliveryID].claim.Version; version != 2 {
		t.Errorf("the claim is at version %d", version)
	}
}

func TestAct_payment(t *testing.T) {
	x := shown(t)
	x.lead(t, engine.CompletePayment)
	for body, want := range map[string]int{
		`{}`: 422, `{"reference":"P-1"}`: 422, `{"reference":"P-1","date":"21.11.2026"}`: 400, `{"reference":"P-1","date":"2026-11-21","amount":10001}`: 422,
		`{"reference":"P-1","date":"2026-11-21","amount":9000,"adjustment":10}`: 422, `{"reference":"P-1","date":"2026-11-21","note":"x"}`: 400,
		`{"reference":"` + strings.Repeat("9", 65) + `","date":"2026-11-21"}`: 400, ``: 415,
	} {
		if got := x.step(t, engine.FinanceOfficer, deliveryID, engine.CompletePayment, body); got.Code != want {
			t.Errorf("%s: %d %s; wanted %d", body, got.Code, got.Body, want)
		}
	}
	paid := x.step(t, engine.FinanceOfficer, deliveryID, engine.CompletePayment, `{"reference":"P-1","date":"2026-11-21","amount":"9000.50"}`)
	wantStatus(t, paid, http.StatusOK)
	again := x.send("POST", "/v1/claims/"+deliveryID+"/payment-completed", []byte(`{"reference":"P-1","date":"2026-11-21","amount":"9000.50"}`),
		x.bearer(t, "finance_officer"), jsonType, `If-Match: W/"2"`)
	if diff := cmp.Diff(paid.Body.String(), again.Body.String()); diff != "" || again.Code != http.StatusOK || again.Header().Get("ETag") != paid.Header().Get("ETag") {
		t.Errorf("the same reference again: %d (-first +again):\n%s", again.Code, diff)
	}
}

// A facility is told the state and nothing of who has the claim, or until when.
func TestAct_facility(t *testing.T) {
	for _, guide := range []bool{false, true} {
		x := shown(t)
		x.Engine.GuideStates = guide
		want := map[bool]engine.State{false: engine.Canceled, true: engine.Rejected}[guide]
		wantStatus(t, x.send("POST", "/v1/claims/"+deliveryID+"/assign", []byte(`{"to":"me"}`), x.bearer(t, "sha_officer"), jsonType, `If-Match: W/"2"`), http.StatusOK)
		got := x.step(t, engine.Provider, deliveryID, engine.Withdraw, "")
		if view := standing(t, got); view.State != want || view.Assigned != "" || view.Due != nil {
			t.Errorf("guide's states %t: %s", guide, got.Body)
		}
	}
}

// Unknown and another facility's claim get one answer, by every route.
func TestClaims_foreignAndUnknownAreOneAnswer(t *testing.T) {
	x := shown(t)
	document, asked := readDocument(t, x), 0
	for _, route := range x.Routes() {
		if !strings.Contains(route.Path, ":claim_id") || !slices.Contains(route.May, engine.Provider) {
			continue
		}
		request := sampleOf(t, document, route.Method+" "+route.template())
		request.asker = "other"
		foreign := x.sendSample(t, request)
		request.path = strings.ReplaceAll(request.path, deliveryID, "nobody")
		unknown := x.sendSample(t, request)
		if diff := cmp.Diff(unknown.Body.String(), foreign.Body.String()); diff != "" || foreign.Code != http.StatusNotFound {
			t.Errorf("%s %s: %d (-unknown +foreign):\n%s", route.Method, route.Path, foreign.Code, diff)
		}
		asked++
	}
	if asked < 6 {
		t.Errorf("only %d routes were asked", asked)
	}
}

// An address that no database takes is one at which nothing is.
func TestRouting_unsoundAddress(t *testing.T) {
	x := shown(t)
	for _, target := range []string{"/v1/claims/%00", "/v1/claims/%ff", "/v1/claims?facility=%00", "/v1/shr-med/claim-status?claim_id=a%00"} {
		wantOutcome(t, x.send("GET", target, nil, x.bearer(t, "auditor")), http.StatusNotFound, "not-found")
	}
}
