package main

import (
	"bytes"
	"net/http"
	"testing"

	"github.com/bima-exchange/bima/callbacks/receiver"
	"github.com/bima-exchange/bima/engine"
)

// TestSecondOfficer: above the threshold two officers have to say the same. Until then the facility sees
// and hears nothing.
func TestSecondOfficer(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		sets := write(t, "sets.json", []byte(`{"sets":[{"from":"2024-10-01","second_above":"9000"}]}`))
		s := newStaff(t, startDev(t, t.TempDir(), db, "--open-registry", "--adjudication="+sets).URL)
		arrived, _ := callbacksOf(s.by[engine.Provider], hospital)
		first := s.by[engine.ClaimsOfficer]
		second := newHMIS(t, first.url, "demo-officer-2")
		approve := func(by *hmis, id, body string, want int) stood {
			t.Helper()
			got := s.act(by, id, engine.Approve, s.version(id), body)
			if got.Status != want {
				t.Fatalf("approve %s: %d %s, want %d", body, got.Status, got.Body, want)
			}
			return standOf(t, got)
		}

		id := s.submit(inDoubt(t), engine.InReview)
		wantCallback(t, arrived, id, "in-review", 2)
		if stood := approve(first, id, "{}", http.StatusAccepted); !stood.Proposed || stood.State != engine.InReview {
			t.Errorf("a proposal is answered by %+v", stood)
		}
		set, told := s.by[engine.Provider].status("claim_id="+id+"&history=true", nil)
		if set.responses(t)[0].Meta.VersionID != "2" || bytes.Contains(told.Body, []byte("demo-officer")) {
			t.Errorf("after a proposal the facility reads %s", told.Body)
		}
		if proposal := s.file(id).Proposal; proposal == nil || proposal.Officer != "demo-officer" {
			t.Errorf("the proposal is %+v", proposal)
		}
		approve(first, id, "{}", http.StatusForbidden)
		other := `{"items":[{"sequence":1,"benefit":"9500.50","reason":"service-not-proven"}]}`
		approve(second, id, other, http.StatusAccepted)
		approve(second, id, other, http.StatusForbidden)
		if stood := approve(first, id, "{}", http.StatusOK); stood.State != engine.Approved || stood.Proposed {
			t.Errorf("the same amounts by another officer: %+v", stood)
		}
		set, _ = s.by[engine.Provider].status("claim_id="+id, nil)
		if paid := benefitOf(t, set); paid != 950050 {
			t.Errorf("%d cents are paid", paid)
		}
		wantCallback(t, arrived, id, "approved", 3) // the next after that of in-review

		s.dropsProposal(first, second, approve)
		s.overrides(first, second, approve)
		low := s.submit(inDoubt(t), engine.InReview)
		if stood := approve(first, low, `{"items":[{"sequence":1,"benefit":9000}]}`, http.StatusOK); stood.State != engine.Approved {
			t.Errorf("up to the threshold: %+v", stood)
		}
	})
}

// wantCallback awaits the callback of a version.
func wantCallback(t *testing.T, arrived <-chan receiver.Callback, id, state string, version int) {
	t.Helper()
	for {
		callback := await(t, arrived)
		if callback.ClaimID != id {
			continue
		}
		if callback.State != state || callback.Version != version {
			t.Errorf("the callback is of version %d, %s; want %d, %s", callback.Version, callback.State, version, state)
		}
		return
	}
}

type approving func(by *hmis, id, body string, want int) stood

// dropsProposal: any other step drops a proposal, so that the next officer proposes anew.
func (s *staff) dropsProposal(first, second *hmis, approve approving) {
	s.t.Helper()
	id := s.submit(inDoubt(s.t), engine.InReview)
	approve(first, id, "{}", http.StatusAccepted)
	got := second.do(http.MethodPost, "/v1/claims/"+id+"/assign", []byte(`{"to":"me"}`), http.Header{"Content-Type": {"application/json"}, "If-Match": {s.version(id)}})
	if got.Status != http.StatusOK {
		s.t.Fatalf("assign: %d %s", got.Status, got.Body)
	}
	if proposal := s.file(id).Proposal; proposal != nil {
		s.t.Errorf("after another step there is the proposal %+v", proposal)
	}
	approve(second, id, "{}", http.StatusAccepted)
	approve(first, id, "{}", http.StatusOK)
}

// overrides: the tariff is passed with override, reason and a second officer; what was submitted never.
func (s *staff) overrides(first, second *hmis, approve approving) {
	s.t.Helper()
	id := s.submit(withClaim(s.t, inDoubt(s.t), func(claim map[string]any) {
		item := claim["item"].([]any)[0].(map[string]any)
		item["unitPrice"].(map[string]any)["value"] = 6000
		item["net"].(map[string]any)["value"], claim["total"].(map[string]any)["value"] = 12000, 12000
	}), engine.InReview)
	body := func(benefit string) string {
		return `{"override":true,"reason":"officer-override","items":[{"sequence":1,"benefit":` + benefit + `}]}`
	}
	got := s.act(first, id, engine.Approve, s.version(id), `{"items":[{"sequence":1,"benefit":12000}]}`)
	if got.Status != http.StatusUnprocessableEntity || !bytes.Contains(got.Body, []byte("at most KES 10000.00")) {
		s.t.Errorf("beyond the tariff: %d %s", got.Status, got.Body)
	}
	approve(first, id, body("12000.01"), http.StatusUnprocessableEntity)
	approve(first, id, `{"override":true}`, http.StatusUnprocessableEntity)
	approve(first, id, body("12000"), http.StatusAccepted)
	if stood := approve(second, id, "{}", http.StatusOK); stood.State != engine.Approved {
		s.t.Errorf("the same override by another officer: %+v", stood)
	}
	set, _ := s.by[engine.Provider].status("claim_id="+id, nil)
	if paid := benefitOf(s.t, set); paid != 1200000 {
		s.t.Errorf("%d cents are paid", paid)
	}
}
