package server

import (
	"net/http"

	"github.com/bima-exchange/bima/engine"
)

// endpointSetting is what a facility sends to have callbacks.
type endpointSetting struct {
	URL      string `json:"url"`
	Username string `json:"username"`
	Password string `json:"password"`
	Enabled  *bool  `json:"enabled"`
}

// endpointView is an endpoint as it is shown: the password goes in and never comes out.
type endpointView struct {
	URL      string `json:"url"`
	Username string `json:"username"`
	Enabled  bool   `json:"enabled"`
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
	endpoint, err := s.Engine.SetEndpoint(c.Request().Context(), c.client.Caller(), c.Param("fid"), engine.EndpointRequest(setting))
	if err != nil {
		return err
	}
	return c.answerJSON(http.StatusOK, viewEndpoint(endpoint))
}

// readEndpoint answers with where the callbacks of a facility go.
func (s *Server) readEndpoint(c *call) error {
	endpoint, err := s.Engine.Endpoint(c.Request().Context(), c.client.Caller(), c.Param("fid"))
	if err != nil {
		return err
	}
	return c.answerJSON(http.StatusOK, viewEndpoint(endpoint))
}

// removeEndpoint ends the callbacks of a facility.
func (s *Server) removeEndpoint(c *call) error {
	if err := s.Engine.RemoveEndpoint(c.Request().Context(), c.client.Caller(), c.Param("fid")); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
