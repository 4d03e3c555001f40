package main

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/testdata"
)

// TestFacilityIsToldNothingOfOthers: whatever a facility reads of a claim that is suspicious because of
// another facility's, in each state that follows, tells nothing of that facility and of surveillance but
// the state itself.
func TestFacilityIsToldNothingOfOthers(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		s := newStaff(t, startDev(t, t.TempDir(), db, "--open-registry").URL)
		owner := s.by[engine.Provider]
		arrived, _ := callbacksOf(owner, hospital)
		theirs := stranger("delivery")
		ours := testdata.Fresh(theirs, uuid.NewString)
		s.other.submit(bytes.ReplaceAll(theirs, []byte(hospital), []byte(healthCentre)), http.StatusAccepted)
		s.other.settled("claim_id=" + claimIn(t, theirs).ID.Value)

		submitted := owner.do(http.MethodPost, "/fhir/Claim/$submit", ours, http.Header{"Prefer": {"wait=10"}})
		id := claimIn(t, ours).ID.Value
		secrets := []string{healthCentre, claimIn(t, theirs).ID.Value}
		if file := s.file(id); file.Claim.State != engine.SentToSurveillance || len(file.Decision.Findings) == 0 || !strings.Contains(file.Decision.Findings[0].Payer, healthCentre) {
			t.Fatalf("the officers read %+v", file)
		}
		s.told(submitted, secrets...)
		s.readsNothing(id, secrets)
		for _, step := range []struct {
			role engine.Role
			on   engine.Action
			body string
		}{
			{engine.SHAOfficer, engine.SendBack, `{"reason":"documents-missing","note":"Please add the partograph."}`},
			{engine.Provider, engine.AddDocuments, ""},
			{engine.SHAOfficer, engine.Resume, `{"reason":"found-in-order","note":"The other was of ` + healthCentre + `."}`},
			{engine.ClaimsOfficer, engine.ReferSurveillance, `{"reason":"pattern-unusual","note":"Ask ` + healthCentre + `."}`},
			{engine.SHAOfficer, engine.Approve, `{"override":true,"reason":"officer-override"}`},
			{engine.SHAOfficer, engine.Reject, ""},
			{engine.Provider, engine.Appeal, ""},
			{engine.ClaimsOfficer, engine.Approve, ""},
		} {
			want := http.StatusOK
			if strings.Contains(step.body, "override") {
				want = http.StatusAccepted
			}
			s.step(step.role, id, step.on, step.body, want)
			s.readsNothing(id, secrets)
		}
		for range 8 { // one for each version from the second on
			callback := await(t, arrived)
			s.told(answer{Body: callback.Body}, secrets...)
		}
	})
}

// readsNothing has the facility read all that it may of a claim.
func (s *staff) readsNothing(id string, secrets []string) {
	s.t.Helper()
	for _, path := range []string{
		"/v1/claims/" + id, "/v1/claims/" + id + "/explanation", "/v1/shr-med/claim-status?history=true&claim_id=" + id, "/v1/claims",
	} {
		got := s.by[engine.Provider].do(http.MethodGet, path, nil, nil)
		if got.Status != http.StatusOK {
			s.t.Errorf("%s: %d %s", path, got.Status, got.Body)
		}
		s.told(got, append(secrets, "demo-sha", "demo-officer", "weight", `"score"`)...)
	}
}

// healthCentre is the facility of the other client.
const healthCentre = "FID-47-115307-8"

// told are the words that no facility reads of others or of surveillance.
func (s *staff) told(got answer, secrets ...string) {
	s.t.Helper()
	for _, secret := range append(secrets, "SUR-", "DUP-") {
		if bytes.Contains(got.Body, []byte(secret)) {
			s.t.Errorf("a facility reads %s: %s", secret, got.Body)
		}
	}
	if rest := strings.NewReplacer("sent-to-surveillance", "", "Sent to surveillance", "").Replace(string(got.Body)); strings.Contains(strings.ToLower(rest), "surveillance") {
		s.t.Errorf("a facility reads of surveillance: %s", got.Body)
	}
}
