package main

import (
	"bytes"
	"net/http"
	"testing"

	"github.com/bima-exchange/bima/engine"
)

// TestAppeal: a rejection is appealed once, and decided by another person than the one who refused.
func TestAppeal(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		s := newStaff(t, startDev(t, t.TempDir(), db, "--open-registry").URL)
		first := s.by[engine.ClaimsOfficer]
		second := newHMIS(t, first.url, "demo-officer-2")
		if got := s.act(first, s.submit(inDoubt(t), engine.InReview), engine.ReferClinical, `W/"2"`, ""); got.Status != http.StatusConflict {
			t.Errorf("without the setting a claim goes to a clinical officer: %d %s", got.Status, got.Body)
		}
		id := s.bringTo(engine.UseClaim, engine.Rejected)
		got := s.act(s.by[engine.Provider], id, engine.Appeal, s.version(id), `{"reason":"new-evidence","note":"The receipt is attached."}`)
		if stood := standOf(t, got); stood.State != engine.InReview || bytes.Contains(got.Body, []byte("demo-officer")) {
			t.Errorf("the facility is answered %d %s", got.Status, got.Body)
		}
		if claim := s.file(id).Claim; claim.Assigned != "demo-officer-2" || claim.Barred != "demo-officer" || claim.Appeals != 1 {
			t.Errorf("after the appeal: %+v", claim)
		}
		for _, on := range []engine.Action{engine.Approve, engine.Reject, engine.SendBack} {
			if got := s.act(first, id, on, s.version(id), ""); got.Status != http.StatusForbidden {
				t.Errorf("%s by the one who refused: %d %s", on, got.Status, got.Body)
			}
		}
		header := http.Header{"Content-Type": {"application/json"}, "If-Match": {s.version(id)}}
		if got := second.do(http.MethodPost, "/v1/claims/"+id+"/assign", []byte(`{"to":"demo-officer"}`), header); got.Status != http.StatusUnprocessableEntity {
			t.Errorf("the claim is given to the one who refused: %d %s", got.Status, got.Body)
		}
		if got := s.act(second, id, engine.Reject, s.version(id), ""); got.Status != http.StatusOK {
			t.Errorf("another officer: %d %s", got.Status, got.Body)
		}
		if got := s.act(s.by[engine.Provider], id, engine.Appeal, s.version(id), ""); got.Status != http.StatusConflict {
			t.Errorf("a second appeal: %d %s", got.Status, got.Body)
		}
	})
}

// TestAssign: a claim is given to officers and back, which its facility does not see.
func TestAssign(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		s := newStaff(t, startDev(t, t.TempDir(), db, "--open-registry").URL)
		id := s.submit(inDoubt(t), engine.InReview)
		before := s.by[engine.Provider].do(http.MethodGet, "/v1/shr-med/claim-status?claim_id="+id, nil, nil)
		assign := func(role engine.Role, body string, want int) stood {
			t.Helper()
			header := http.Header{"Content-Type": {"application/json"}, "If-Match": {s.version(id)}}
			got := s.by[role].do(http.MethodPost, "/v1/claims/"+id+"/assign", []byte(body), header)
			if got.Status != want {
				t.Errorf("assign %s as %s: %d %s, want %d", body, role, got.Status, got.Body, want)
			}
			return standOf(t, got)
		}
		for body, want := range map[string]string{`{"to":"me"}`: "demo-sha", `{"to":"demo-officer-2"}`: "demo-officer-2", `{"to":""}`: ""} {
			if stood := assign(engine.SHAOfficer, body, http.StatusOK); stood.Assigned != want || stood.State != engine.InReview {
				t.Errorf("assign %s: %+v", body, stood)
			}
			if claim := s.file(id).Claim; claim.Assigned != want {
				t.Errorf("after %s it is in the hands of %q", body, claim.Assigned)
			}
		}
		assign(engine.ClaimsOfficer, `{"to":"demo-hmis"}`, http.StatusUnprocessableEntity)
		assign(engine.ClaimsOfficer, `{"to":"nobody"}`, http.StatusUnprocessableEntity)
		assign(engine.ClaimsOfficer, `{}`, http.StatusBadRequest)
		assign(engine.ClaimsOfficer, `{"to":"me","for":"x"}`, http.StatusBadRequest)
		assign(engine.Provider, `{"to":""}`, http.StatusForbidden)
		assign(engine.FinanceOfficer, `{"to":"me"}`, http.StatusNotFound)
		after := s.by[engine.Provider].do(http.MethodGet, "/v1/shr-med/claim-status?claim_id="+id, nil, nil)
		if !bytes.Equal(before.Body, after.Body) || before.Header.Get("ETag") != after.Header.Get("ETag") {
			t.Errorf("the facility reads %s and then %s", before.Body, after.Body)
		}
	})
}
