package main

import (
	"net/http"
	"regexp"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/testdata"
)

// TestAuthorized: a clinical officer approves a preauthorization, the facility reads its number, its days
// and when it expires, and the claim under it is paid. Then it can no longer be withdrawn.
func TestAuthorized(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		s := newStaff(t, startDev(t, t.TempDir(), db).URL)
		today := fhir.DateOf(time.Now())
		pair := testdata.FreshTogether([][]byte{
			testdata.Today(testdata.Bundle("dialysis-preauth"), today), testdata.Today(testdata.Bundle("dialysis-claim"), today),
		}, uuid.NewString)
		id := s.submit(pair[0], engine.ClinicalReview)
		s.step(engine.ClinicalOfficer, id, engine.Approve, "", http.StatusOK)

		set, _ := s.by[engine.Provider].status("claim_id="+id, nil)
		response := set.responses(t)[0]
		if !regexp.MustCompile(`^AUTH/\d{4}/\d{6}$`).MatchString(response.PreAuthRef) || response.PreAuthPeriod == nil {
			t.Fatalf("preAuthRef %q, preAuthPeriod %+v", response.PreAuthRef, response.PreAuthPeriod)
		}
		last := today.AddDays(89) // renal: 90 days, the first among them
		if response.PreAuthPeriod.Start != today.String() || response.PreAuthPeriod.End != last.String() {
			t.Errorf("preAuthPeriod %+v; want %s to %s", response.PreAuthPeriod, today, last)
		}
		expiry := ""
		for _, extension := range response.Extension {
			if extension.URL == defaultBase+"/StructureDefinition/claim-expiry-extension" {
				coding := extension.Concept.Coding[0]
				expiry = coding.System + " " + coding.Code + " " + coding.Display
			}
		}
		if want := defaultBase + "/CodeSystem/claim-expiry expiry-date " + last.String(); expiry != want {
			t.Errorf("claim-expiry %q, want %q", expiry, want)
		}
		if approval := s.file(id).Approval; approval == nil || approval.Number != response.PreAuthRef {
			t.Errorf("the file has the approval %+v", approval)
		}

		claim := s.submit(pair[1], engine.Approved)
		set, _ = s.by[engine.Provider].status("claim_id="+claim, nil)
		if paid := benefitOf(t, set); paid != 1065000 {
			t.Errorf("%d cents are paid", paid)
		}
		if got := s.act(s.by[engine.Provider], id, engine.Withdraw, s.version(id), ""); got.Status != http.StatusConflict {
			t.Errorf("a preauthorization that was used is withdrawn: %d %s", got.Status, got.Body)
		}
		another := testdata.Fresh(stranger("dialysis-claim"), uuid.NewString)
		if state := s.settledState(another); state != engine.InReview {
			t.Errorf("a claim under another patient's preauthorization is %s", state)
		}
	})
}

// settledState has a bundle accepted, and is the state to which the engine brought its claim.
func (s *staff) settledState(body []byte) engine.State {
	s.t.Helper()
	s.by[engine.Provider].submit(body, http.StatusAccepted)
	return engine.State(s.by[engine.Provider].settled("claim_id=" + claimIn(s.t, body).ID.Value))
}
