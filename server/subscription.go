package server

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// subscription is what is read of an R4 Subscription, and written of one: a facility's callback endpoint
// (api.md "Callbacks"). Its id is the facility's.
type subscription struct {
	ResourceType string              `json:"resourceType"`
	ID           string              `json:"id,omitempty"`
	Status       string              `json:"status"`
	Reason       string              `json:"reason"`
	Criteria     string              `json:"criteria"`
	Error        string              `json:"error,omitempty"`
	Channel      subscriptionChannel `json:"channel"`
}

type subscriptionChannel struct {
	Extension []stringExtension `json:"extension,omitempty"`
	Type      string            `json:"type"`
	Endpoint  string            `json:"endpoint,omitempty"`
	Payload   string            `json:"payload,omitempty"`
	Header    []string          `json:"header,omitempty"`
}

type stringExtension struct {
	URL         string `json:"url"`
	ValueString string `json:"valueString"`
}

// createSubscription sets where the callbacks of a facility go that has no endpoint.
func (s *Server) createSubscription(c *call) error {
	sent, err := s.readSubscription(c)
	if err != nil {
		return err
	}
	caller := c.client.Caller()
	switch scope := caller.Scope; {
	case sent.facility != "":
	case !scope.All && len(scope.FIDs) == 1:
		sent.facility = scope.FIDs[0]
	case !sent.spoken("Subscription.criteria"):
		sent.find("Subscription.criteria", "required", "the criteria name no facility, and there is not one alone for which you act; %s is wanted", wantedCriteria)
	}
	if err := s.refuseSubscription(c, sent); err != nil {
		return err
	}
	endpoint, secret, err := s.Engine.AddEndpoint(c.Request().Context(), caller, sent.facility, sent.endpoint)
	if engine.KindOf(err) == engine.Conflict {
		return engine.Errorf(engine.Conflict, "facility %s has a callback endpoint already, and a create replaces none; PUT Subscription/%s to change it, or DELETE that first", sent.facility, sent.facility)
	}
	if err != nil {
		return err
	}
	c.Response().Header().Set("Location", s.Base+"/Subscription/"+url.PathEscape(endpoint.Facility))
	return c.answerAs(http.StatusCreated, typeFHIR, s.viewSubscription(endpoint, secret))
}

// updateSubscription sets where the callbacks of a facility go that has an endpoint. One that is removed while
// the request is read is set again, as by somebody who came a moment later to /v1/callbacks.
func (s *Server) updateSubscription(c *call) error {
	ctx, caller, fid := c.Request().Context(), c.client.Caller(), c.Param("id")
	if _, err := s.Engine.Endpoint(ctx, caller, fid); err != nil {
		return err
	}
	sent, err := s.readSubscription(c)
	if err != nil {
		return err
	}
	if sent.ID != fid && !sent.spoken("Subscription.id") {
		sent.find("Subscription.id", "invalid", "the id is %q, and the address says %s; the same id is wanted in both", sent.ID, fid)
		sent.kind = engine.Invalid // http.html#update
	}
	if sent.facility != "" && sent.facility != fid {
		sent.find("Subscription.criteria", "business-rule", "the criteria name facility %s, and the Subscription is of %s; the facility of one cannot change", sent.facility, fid)
	}
	if err := s.refuseSubscription(c, sent); err != nil {
		return err
	}
	endpoint, secret, err := s.Engine.SetEndpoint(ctx, caller, fid, sent.endpoint)
	if err != nil {
		return err
	}
	return c.answerAs(http.StatusOK, typeFHIR, s.viewSubscription(endpoint, secret))
}

// refuseSubscription has the guard judge the url, and returns an Error with all findings where there are any.
func (s *Server) refuseSubscription(c *call, sent *sentSubscription) error {
	if sent.endpoint.URL != "" {
		err := s.Engine.Guard.Allow(c.Request().Context(), sent.endpoint.URL)
		said, isOurs := errors.AsType[*engine.Error](err)
		switch {
		case isOurs && said.Kind == engine.Invalid:
			sent.find("Subscription.channel.endpoint", "value", "%s", said.Text)
		case err != nil:
			return err
		}
	}
	if !fhir.HasErrors(sent.issues) {
		return nil
	}
	return &engine.Error{Kind: sent.kind, Issues: sent.resource.Settle(sent.issues)}
}

// showSubscription answers with where the callbacks of a facility go, and how they fare.
func (s *Server) showSubscription(c *call) error {
	endpoint, err := s.Engine.Endpoint(c.Request().Context(), c.client.Caller(), c.Param("id"))
	if err != nil {
		return err
	}
	return c.answerAs(http.StatusOK, typeFHIR, s.viewSubscription(endpoint, ""))
}

// deleteSubscription ends the callbacks of a facility.
func (s *Server) deleteSubscription(c *call) error {
	if err := s.Engine.RemoveEndpoint(c.Request().Context(), c.client.Caller(), c.Param("id")); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
