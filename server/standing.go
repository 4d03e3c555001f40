package server

import (
	"net/http"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// standingView is where a claim stands after a step.
type standingView struct {
	Claim   string       `json:"claim"`
	Number  string       `json:"number"`
	State   engine.State `json:"state"`
	Version int          `json:"version"`
	Due     *time.Time   `json:"due,omitempty"`
	// Assigned is the officer who has it in hand.
	Assigned string `json:"assigned,omitempty"`
	// Proposed: another officer has to approve the same.
	Proposed bool `json:"proposed,omitempty"`
}

// answerStanding answers a step with where the claim stands now.
func (s *Server) answerStanding(c *call, claim engine.Claim, proposed bool) error {
	view := standingView{
		Claim: claim.ID, Number: claim.Number, State: s.shownState(c, claim.State), Version: claim.Version,
		Due: instantOf(claim.DueAt), Assigned: claim.Assigned, Proposed: proposed,
	}
	if c.client.Role == engine.Provider {
		view.Assigned, view.Due = "", facilityDue(claim.State, claim.DueAt)
	}
	status := http.StatusOK
	if proposed {
		status = http.StatusAccepted
	}
	c.Response().Header().Set("ETag", versionETag(claim.Version))
	return c.answerJSON(status, view)
}

// shownState is the state as the caller is told it: with --states guide facilities know the guide's
// nine alone.
func (s *Server) shownState(c *call, state engine.State) engine.State {
	if c.client.Role != engine.Provider || !s.Engine.GuideStates {
		return state
	}
	switch state {
	case engine.SentBack:
		return engine.InReview
	case engine.Canceled:
		return engine.Rejected
	}
	return state
}

// facilityDue is the clock of a state as a facility is told it: that by which it has to answer itself.
// How long the payer's people have is their own matter.
func facilityDue(state engine.State, due time.Time) *time.Time {
	if state != engine.SentBack {
		return nil
	}
	return instantOf(due)
}

// instantOf is an instant in Nairobi's zone, as in every answer; nil for none.
func instantOf(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return new(at.In(fhir.Nairobi))
}
