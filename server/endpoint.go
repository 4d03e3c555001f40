package server

import (
	"net/http"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// endpointSetting is what a facility sends to have callbacks.
type endpointSetting struct {
	URL      string `json:"url"`
	Username string `json:"username"`
	Password string `json:"password"`
	Enabled  *bool  `json:"enabled"`
}

// endpointView is an endpoint as it is shown: the password goes in and never comes out, and the signing
// secret is told once.
type endpointView struct {
	URL           string `json:"url"`
	Username      string `json:"username"`
	Enabled       bool   `json:"enabled"`
	SigningSecret string `json:"signing_secret,omitempty"`
	// healthView is told to who reads the endpoint.
	*healthView
}

// healthView is how an endpoint has answered lately.
type healthView struct {
	// Disabled is why the exchange switched it off.
	Disabled     string         `json:"disabled,omitempty"`
	Circuit      engine.Circuit `json:"circuit"`
	Failures     int            `json:"failures,omitempty"`
	FailingSince *time.Time     `json:"failing_since,omitempty"`
	Failure      string         `json:"failure,omitempty"`
	RestsUntil   *time.Time     `json:"rests_until,omitempty"`
}

func viewHealth(endpoint engine.Endpoint, now time.Time) *healthView {
	health := endpoint.Health
	return &healthView{
		Disabled: endpoint.Disabled, Circuit: health.Circuit(now), Failures: health.Failures, FailingSince: instantOf(health.FailingSince),
		Failure: health.Failure, RestsUntil: instantOf(health.RestsUntil),
	}
}

func viewEndpoint(endpoint engine.Endpoint) endpointView {
	return endpointView{URL: endpoint.URL, Username: endpoint.Username, Enabled: endpoint.Enabled}
}

// setEndpoint sets where the callbacks of a facility go.
func (s *Server) setEndpoint(c *call) error {
	var setting endpointSetting
	if err := c.readJSON(&setting, refuseUnknown); err != nil {
		return err
	}
	endpoint, secret, err := s.Engine.SetEndpoint(c.Request().Context(), c.client.Caller(), c.Param("fid"), engine.EndpointRequest(setting))
	if err != nil {
		return err
	}
	view := viewEndpoint(endpoint)
	view.SigningSecret = secret
	return c.answerJSON(http.StatusOK, view)
}

// rotatedSecret is a new signing secret, told once.
type rotatedSecret struct {
	SigningSecret string `json:"signing_secret"`
	// BothUntil is until when the one before signs, too; absent where there was none.
	BothUntil *time.Time `json:"both_until,omitempty"`
}

// rotateSecret gives the endpoint of a facility a new signing secret.
func (s *Server) rotateSecret(c *call) error {
	secret, bothUntil, err := s.Engine.RotateSecret(c.Request().Context(), c.client.Caller(), c.Param("fid"))
	if err != nil {
		return err
	}
	return c.answerJSON(http.StatusOK, rotatedSecret{SigningSecret: secret, BothUntil: instantOf(bothUntil)})
}

// readEndpoint answers with where the callbacks of a facility go, and how that answers.
func (s *Server) readEndpoint(c *call) error {
	endpoint, err := s.Engine.Endpoint(c.Request().Context(), c.client.Caller(), c.Param("fid"))
	if err != nil {
		return err
	}
	view := viewEndpoint(endpoint)
	view.healthView = viewHealth(endpoint, s.Clock.Now())
	return c.answerJSON(http.StatusOK, view)
}

// removeEndpoint ends the callbacks of a facility.
func (s *Server) removeEndpoint(c *call) error {
	if err := s.Engine.RemoveEndpoint(c.Request().Context(), c.client.Caller(), c.Param("fid")); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
