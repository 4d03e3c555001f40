package server

import "github.com/bima-exchange/bima/engine"

// assignment says who takes a claim in hand.
type assignment struct {
	To *string `json:"to"`
}

// me is what an officer calls itself.
const me = "me"

// assignClaim gives a claim to an officer, or back to all.
func (s *Server) assignClaim(c *call) error {
	version, err := readIfMatch(c.Request().Header)
	if err != nil {
		return err
	}
	var body assignment
	if err := c.readJSON(&body, refuseUnknown); err != nil {
		return err
	}
	if body.To == nil {
		return engine.Errorf(engine.Invalid, `"to" is missing; the id of an officer is wanted, "me", or "" for nobody`)
	}
	officer, err := plainText(`"to"`, *body.To, maxClientID)
	if err != nil {
		return err
	}
	if officer == me {
		officer = c.client.ID
	}
	claim, err := s.Engine.Assign(c.Request().Context(), c.client.Caller(), c.Param("claim_id"), version, officer)
	if err != nil {
		return err
	}
	return s.answerStanding(c, claim, false)
}
