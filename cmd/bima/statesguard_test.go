package main

import (
	"bytes"
	"net/http"
	"slices"

	"github.com/google/uuid"

	"github.com/bima-exchange/bima/engine"
)

// wantRefused: the state does not allow the action, or not to this role. Finance knows of claims from
// approved on.
func (s *staff) wantRefused(use engine.Use, state engine.State, id string, on engine.Action, role engine.Role, others bool) {
	s.t.Helper()
	want, body := http.StatusConflict, ""
	known := []engine.State{engine.Approved, engine.SentForPayment, engine.PaymentDeclined, engine.PaymentCompleted}
	switch {
	case role == engine.FinanceOfficer && (use != engine.UseClaim || !slices.Contains(known, state)):
		want = http.StatusNotFound
	case others:
		want = http.StatusForbidden
	}
	if role == engine.FinanceOfficer { // the same reference again would be the same answer
		body = `{"reference":"PAY-9","date":"2026-11-21","reason":"bank-details-wrong"}`
		if on == engine.ReferSurveillance {
			body = ""
		}
	}
	if got := s.act(s.by[role], id, on, s.version(id), body); got.Status != want {
		s.t.Errorf("%s of a %s that is %s, as %s: %d %s, want %d", on, use, state, role, got.Status, got.Body, want)
	}
}

// wantGuarded: before a step is made it is refused to whoever names no version or an old one, has
// another role, or acts for another facility.
func (s *staff) wantGuarded(id string, on engine.Action, role engine.Role) {
	s.t.Helper()
	none := s.by[role].do(http.MethodPost, "/v1/claims/"+id+"/"+string(on), []byte("{}"), jsonBody)
	if none.Status != http.StatusPreconditionRequired {
		s.t.Errorf("%s without If-Match: %d %s", on, none.Status, none.Body)
	}
	if got := s.act(s.by[role], id, on, `W/"999"`, ""); got.Status != http.StatusPreconditionFailed {
		s.t.Errorf("%s with another version: %d %s", on, got.Status, got.Body)
	}
	version := s.version(id)
	for other, client := range s.by {
		if slices.Contains(mayEver(on), other) {
			continue
		}
		if got := s.act(client, id, on, version, ""); got.Status != http.StatusForbidden {
			s.t.Errorf("%s as %s: %d %s", on, other, got.Status, got.Body)
		}
	}
	if role != engine.Provider {
		return
	}
	foreign, unknown := s.act(s.other, id, on, version, ""), s.act(s.other, uuid.NewString(), on, version, "")
	if foreign.Status != http.StatusNotFound || !bytes.Equal(foreign.Body, unknown.Body) {
		s.t.Errorf("%s of another facility's claim: %d %s; of an unknown one: %s", on, foreign.Status, foreign.Body, unknown.Body)
	}
}
