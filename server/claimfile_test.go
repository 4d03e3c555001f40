package server

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
)

const deliveryPath = "/v1/claims/" + deliveryID

// A facility gets the bytes of the claim status, with the version that its steps need.
func TestReadClaim_facility(t *testing.T) {
	x := shown(t)
	status := x.send("GET", "/v1/shr-med/claim-status?claim_id="+deliveryID, nil, x.bearer(t, "provider"))
	got := x.send("GET", deliveryPath, nil, x.bearer(t, "provider"))
	wantStatus(t, got, http.StatusOK)
	if diff := cmp.Diff(status.Body.String(), got.Body.String()); diff != "" || got.Header().Get("Content-Type") != typeFHIR {
		t.Errorf("as %s (-status +claim):\n%s", got.Header().Get("Content-Type"), diff)
	}
	if tag := got.Header().Get("ETag"); tag != `W/"2"` {
		t.Errorf("ETag %s", tag)
	}
	for _, role := range []string{"provider", "auditor"} {
		again := x.send("GET", deliveryPath, nil, x.bearer(t, role), `If-None-Match: W/"2"`)
		if again.Code != http.StatusNotModified || again.Body.Len() != 0 || again.Header().Get("ETag") != `W/"2"` {
			t.Errorf("%s again: %d %s", role, again.Code, again.Body)
		}
	}
	// Only a Claim.id names a claim here.
	wantStatus(t, x.send("GET", "/v1/claims/40be7382-914f-4042-9e79-a3539fb36e05", nil, x.bearer(t, "provider")), http.StatusNotFound)
}

// A finance officer knows a claim from approved on, without what is said of the patient's health.
func TestReadClaim_finance(t *testing.T) {
	x := shown(t)
	wantStatus(t, x.send("GET", deliveryPath, nil, x.bearer(t, "finance_officer")), http.StatusNotFound)
	x.lead(t, engine.SendToPayment)
	got := x.send("GET", deliveryPath, nil, x.bearer(t, "finance_officer"))
	wantStatus(t, got, http.StatusOK)
	whole := x.send("GET", deliveryPath, nil, x.bearer(t, "auditor")).Body.String()
	for _, word := range []string{"JB20.0", "ELG-001"} {
		if strings.Contains(got.Body.String(), word) || !strings.Contains(whole, word) {
			t.Errorf("%s: finance reads %s", word, got.Body)
		}
	}
	wantStatus(t, x.send("GET", deliveryPath+"/explanation", nil, x.bearer(t, "finance_officer")), http.StatusForbidden)
}

// The file tells of a proposal until another step drops it, and of the payment.
func TestReadClaim_proposalAndPayment(t *testing.T) {
	x := shown(t)
	file := func() (file struct {
		Claim    struct{ Benefit json.Number }
		Decision struct {
			Items []struct{ Reductions []map[string]any }
		}
		Proposal, Payment map[string]any
		Events            []map[string]any
	}) {
		t.Helper()
		got := x.send("GET", deliveryPath, nil, x.bearer(t, "sha_officer"))
		wantStatus(t, got, http.StatusOK)
		if err := json.Unmarshal(got.Body.Bytes(), &file); err != nil {
			t.Fatal(err)
		}
		return file
	}
	body := `{"override":true,"reason":"officer-override","items":[{"sequence":1,"benefit":"8500.50","reason":"not-clinically-indicated"}]}`
	wantStatus(t, x.step(t, engine.ClaimsOfficer, deliveryID, engine.Approve, body), http.StatusAccepted)
	want := map[string]any{
		"officer": "claims_officer", "benefit": 8500.5, "override": true, "reason": "officer-override",
		"items": []any{map[string]any{"sequence": 1.0, "benefit": 8500.5, "reason": "not-clinically-indicated"}},
	}
	if diff := cmp.Diff(want, file().Proposal); diff != "" {
		t.Errorf("proposal (-want +got):\n%s", diff)
	}
	wantStatus(t, x.step(t, engine.SHAOfficer, deliveryID, engine.Approve, ""), http.StatusOK)
	wantStatus(t, x.step(t, engine.FinanceOfficer, deliveryID, engine.SendToPayment, `{"reference":"P-1"}`), http.StatusOK)
	wantStatus(t, x.step(t, engine.FinanceOfficer, deliveryID, engine.CompletePayment, `{"reference":"P-1","date":"2026-11-21","adjustment":0.5}`), http.StatusOK)
	got := file()
	if diff := cmp.Diff(map[string]any{"reference": "P-1", "date": "2026-11-21", "amount": 8500.0, "adjustment": 0.5}, got.Payment); diff != "" {
		t.Errorf("payment (-want +got):\n%s", diff)
	}
	if got.Proposal != nil || got.Claim.Benefit != "8500.5" || len(got.Events) != 6 || got.Events[2]["proposal"] == nil {
		t.Errorf("%+v", got)
	}
	reduction := map[string]any{"reason": "not-clinically-indicated", "display": "Not clinically indicated", "amount": 1499.5}
	if diff := cmp.Diff([]map[string]any{reduction}, got.Decision.Items[0].Reductions); diff != "" {
		t.Errorf("reductions (-want +got):\n%s", diff)
	}
}

// A facility's explanation has no word of the payer's, and in surveillance what was submitted alone.
func TestExplainClaim_facility(t *testing.T) {
	x := shown(t)
	explain := func() string {
		got := x.send("GET", deliveryPath+"/explanation", nil, x.bearer(t, "provider"))
		wantStatus(t, got, http.StatusOK)
		return got.Body.String()
	}
	if got := explain(); strings.Contains(got, `"benefit"`) || !strings.Contains(got, `"eligible":10000`) {
		t.Errorf("in review a facility reads %s", got)
	}
	if got := explain(); !strings.Contains(got, `"facility":"The patient`) || strings.Contains(got, `"payer"`) || strings.Contains(got, "rows of the registry") {
		t.Error(got)
	}
	wantStatus(t, x.step(t, engine.ClaimsOfficer, deliveryID, engine.ReferSurveillance, `{"reason":"pattern-unusual","note":"The third in a year."}`), http.StatusOK)
	want := `{"claim":"` + deliveryID + `","number":"CLM/2026/000002","state":"sent-to-surveillance","items":[{"code":"SHA-08-005","serviced":{"start":"2026-11-10","end":"2026-11-12"},"quantity":1,"sequence":1,"submitted":10000}]}`
	if diff := cmp.Diff(want, explain()); diff != "" {
		t.Errorf("in surveillance (-want +got):\n%s", diff)
	}
	wantStatus(t, x.step(t, engine.SHAOfficer, deliveryID, engine.Reject, `{"reason":"not-covered"}`), http.StatusOK)
	if got := explain(); !strings.Contains(got, `"submitted":10000,"benefit":0}`) && !strings.Contains(got, `"submitted":10000,"benefit":0,`) {
		t.Errorf("of a rejected claim a facility reads %s", got)
	}
}
