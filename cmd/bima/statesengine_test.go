package main

import (
	"bytes"
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/testdata"
)

// goEngineArrows goes the arrows of the engine that claims in doubt do not go, and those of a claim that
// another takes the place of.
func (s *staff) goEngineArrows(gone goneArrows) {
	s.t.Helper()
	delivery := stranger("delivery")
	ids := []string{
		s.submit(delivery, engine.Approved), s.submit(stranger("dialysis-preauth"), engine.ClinicalReview), s.submit(cheap(s.t), engine.Approved),
		s.submit(testdata.Fresh(delivery, uuid.NewString), engine.SentToSurveillance), // the same once more
	}
	if stood := s.step(engine.SHAOfficer, ids[3], engine.Resume, "", http.StatusOK); stood.State != engine.InReview {
		s.t.Errorf("a claim that came to surveillance from the engine is given back as %s", stood.State)
	}
	for _, body := range [][]byte{inDoubt(s.t), doubtedPreauthorization(s.t)} {
		id := s.submit(body, engine.InReview)
		s.step(engine.ClaimsOfficer, id, engine.SendBack, "", http.StatusOK)
		ids = append(ids, id, s.submit(replacing(s.t, body, id), engine.InReview))
	}
	for _, id := range ids {
		gone.note(s.file(id))
	}
}

// replacing is a bundle once more, as one whose claim takes the place of another.
func replacing(t *testing.T, body []byte, id string) []byte {
	t.Helper()
	return withClaim(t, testdata.Fresh(body, uuid.NewString), func(claim map[string]any) {
		claim["related"] = []any{map[string]any{
			"claim":        map[string]any{"identifier": map[string]any{"system": "https://fhir.sha.go.ke/fhir/claim", "value": id}},
			"relationship": map[string]any{"coding": []any{map[string]any{"system": "https://fhir.sha.go.ke/fhir/CodeSystem/claim-relation-type", "code": "replaces"}}},
		}}
	})
}

// goClockArrows goes the arrows that need a clock which the test has in hand, or an engine that stands
// still: in this process, with the same parts as the program.
func goClockArrows(t *testing.T, onPostgres bool, gone goneArrows) {
	t.Helper()
	n, clock, s := startParts(t, onPostgres, `{"sets":[{"from":"2024-10-01","outcomes":{"TRF-004":"watch"},"answer_within_days":3}]}`)
	for _, name := range []string{"delivery", "dialysis-preauth"} {
		body := stranger(name)
		s.by[engine.Provider].submit(body, http.StatusAccepted)
		id := claimIn(t, body).ID.Value
		if stood := s.step(engine.Provider, id, engine.Withdraw, "", http.StatusOK); stood.State != engine.Canceled {
			t.Errorf("a queued claim is withdrawn to %s", stood.State)
		}
		gone.note(s.file(id))
	}
	runPart(t, (&crew{n}).run)
	s.goWatched(gone)
	for _, body := range [][]byte{inDoubt(t), stranger("dialysis-preauth")} {
		s.goTimeBar(body, n, clock, gone)
	}
}

// goWatched: a preauthorization that is suspicious goes from surveillance to a clinical officer.
func (s *staff) goWatched(gone goneArrows) {
	s.t.Helper()
	id := s.submit(doubtedPreauthorization(s.t), engine.SentToSurveillance)
	if stood := s.step(engine.SHAOfficer, id, engine.Resume, "", http.StatusOK); stood.State != engine.ClinicalReview {
		s.t.Errorf("a preauthorization that came to surveillance from the engine is given back as %s", stood.State)
	}
	gone.note(s.file(id))
}

// goTimeBar has a claim sent back and lets the days to answer go by.
func (s *staff) goTimeBar(body []byte, n *node, clock *movedClock, gone goneArrows) {
	s.t.Helper()
	s.by[engine.Provider].submit(body, http.StatusAccepted)
	id := claimIn(s.t, body).ID.Value
	role := engine.ClaimsOfficer
	if s.by[engine.Provider].settled("claim_id="+id) == string(engine.ClinicalReview) {
		role = engine.ClinicalOfficer
	}
	s.step(role, id, engine.SendBack, "", http.StatusOK)
	for _, look := range []struct {
		days int
		want engine.State
	}{{2, engine.SentBack}, {2, engine.Rejected}} {
		clock.move(time.Duration(look.days) * 24 * time.Hour)
		if _, err := n.engine.Clocks(s.t.Context()); err != nil {
			s.t.Fatal(err)
		}
		set, got := s.by[engine.Provider].status("claim_id="+id, nil)
		if state := stateOf(set.responses(s.t)[0]); state != string(look.want) {
			s.t.Errorf("after %d more days it is %s, want %s", look.days, state, look.want)
		}
		if told := bytes.Contains(got.Body, []byte(engine.AnswerLate.Display())); told != (look.want == engine.Rejected) {
			s.t.Errorf("what the facility is told of the answer: %s", got.Body)
		}
	}
	gone.note(s.file(id))
}
