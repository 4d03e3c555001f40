package main

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/bima-exchange/bima/engine"
)

// everyArrow are settings under which each arrow of the state table can be gone.
const everyArrow = `{"sets":[{"from":"2024-10-01","clinical_claims":true,"straight":[{"code":"SHA-16","up_to":"5000"}]}]}`

// TestStates goes every arrow of the state table over HTTP, and tries every other action in every state.
// The arrows are those of the engine: a new one fails the test until it is gone here.
func TestStates(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		sets := write(t, "sets.json", []byte(everyArrow))
		s := newStaff(t, startDev(t, t.TempDir(), db, "--open-registry", "--adjudication="+sets).URL)
		gone := goneArrows{}
		for _, use := range []engine.Use{engine.UseClaim, engine.UsePreauthorization} {
			for _, state := range engine.States {
				if state != engine.Queued && reachable(use, state) {
					s.tryEverything(use, state, gone)
				}
			}
		}
		s.goEngineArrows(gone)
		goClockArrows(t, db != "", gone)
		for _, arrow := range engine.Transitions() {
			if !gone.has(arrow) {
				t.Errorf("nothing has gone the arrow from %s by %s to %s, use %q, if %q", arrow.From, arrow.On, arrow.To, arrow.Use, arrow.If)
			}
		}
	})
}

// goneArrows are the steps that events tell of, by "use from action to".
type goneArrows map[string]bool

// note takes up what happened to a claim.
func (g goneArrows) note(file claimFile) {
	for _, event := range file.Events {
		g[fmt.Sprint(file.Claim.Use, event.From, event.Action, event.To)] = true
	}
}

// has reports whether an arrow was gone, for every use that it is for.
func (g goneArrows) has(arrow engine.Transition) bool {
	uses := []engine.Use{engine.UseClaim, engine.UsePreauthorization}
	if arrow.Use != "" {
		uses = []engine.Use{arrow.Use}
	}
	return !slices.ContainsFunc(uses, func(use engine.Use) bool {
		to := arrow.To
		if !slices.Contains(engine.States, to) { // the state before
			to = engine.InReview
		}
		return !g[fmt.Sprint(use, arrow.From, arrow.On, to)]
	})
}

// reachable reports whether some arrow leads a claim of this use to a state.
func reachable(use engine.Use, state engine.State) bool {
	return slices.ContainsFunc(engine.Transitions(), func(arrow engine.Transition) bool {
		return arrow.To == state && (arrow.Use == "" || arrow.Use == use)
	})
}

// bringTo is a new claim in a state, where the engine left it to a person.
func (s *staff) bringTo(use engine.Use, state engine.State) string {
	s.t.Helper()
	body := inDoubt(s.t)
	if use == engine.UsePreauthorization {
		body = doubtedPreauthorization(s.t)
	}
	id := s.submit(body, engine.InReview)
	for _, step := range map[engine.State][]struct {
		role engine.Role
		on   engine.Action
	}{
		engine.ClinicalReview:     {{engine.ClaimsOfficer, engine.ReferClinical}},
		engine.SentToSurveillance: {{engine.ClaimsOfficer, engine.ReferSurveillance}},
		engine.SentBack:           {{engine.ClaimsOfficer, engine.SendBack}},
		engine.Approved:           {{engine.ClaimsOfficer, engine.Approve}},
		engine.SentForPayment:     {{engine.ClaimsOfficer, engine.Approve}, {engine.FinanceOfficer, engine.SendToPayment}},
		engine.PaymentDeclined:    {{engine.ClaimsOfficer, engine.Approve}, {engine.FinanceOfficer, engine.SendToPayment}, {engine.FinanceOfficer, engine.DeclinePayment}},
		engine.PaymentCompleted:   {{engine.ClaimsOfficer, engine.Approve}, {engine.FinanceOfficer, engine.SendToPayment}, {engine.FinanceOfficer, engine.CompletePayment}},
		engine.Rejected:           {{engine.ClaimsOfficer, engine.Reject}},
		engine.Canceled:           {{engine.Provider, engine.Withdraw}},
	}[state] {
		s.step(step.role, id, step.on, "", http.StatusOK)
	}
	return id
}

// tryEverything tries each action of people on claims in a state, by everybody who may ever do it.
func (s *staff) tryEverything(use engine.Use, state engine.State, gone goneArrows) {
	s.t.Helper()
	id := s.bringTo(use, state)
	version := s.version(id)
	for _, on := range personActions() {
		for _, role := range mayEver(on) {
			arrow := arrowFrom(use, state, on)
			if arrow == nil || !slices.Contains(arrow.By, role) {
				s.wantRefused(use, state, id, on, role, arrow != nil)
				continue
			}
			moved := s.bringTo(use, state)
			s.wantGuarded(moved, on, role)
			to := arrow.To
			if !slices.Contains(engine.States, to) {
				to = engine.InReview
			}
			body := ""
			if state == engine.PaymentDeclined {
				body = `{"reference":"PAY-2"}`
			}
			if stood := s.step(role, moved, on, body, http.StatusOK); stood.State != to || stood.Claim != moved {
				s.t.Errorf("%s of a %s that is %s, as %s: %+v, want %s", on, use, state, role, stood, to)
			}
			gone.note(s.file(moved))
		}
	}
	if now := s.version(id); now != version {
		s.t.Errorf("actions that were refused moved a %s that is %s from %s to %s", use, state, version, now)
	}
	gone.note(s.file(id))
}

// personActions are the actions of people.
func personActions() (all []engine.Action) {
	for _, arrow := range engine.Transitions() {
		if len(arrow.By) > 0 && arrow.On != engine.Replace && !slices.Contains(all, arrow.On) {
			all = append(all, arrow.On)
		}
	}
	return all
}

// arrowFrom is the arrow of an action; nil where there is none. All conditions hold here.
func arrowFrom(use engine.Use, state engine.State, on engine.Action) *engine.Transition {
	for _, arrow := range engine.Transitions() {
		if arrow.From == state && arrow.On == on && (arrow.Use == "" || arrow.Use == use) {
			return &arrow
		}
	}
	return nil
}
