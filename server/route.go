package server

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"github.com/bima-exchange/bima/engine"
)

// Route is one way into the exchange.
type Route struct {
	Method string
	// Path is the pattern: ":name" stands for one segment.
	Path string
	// May are the roles that are let in; empty: no credentials are asked for.
	May []engine.Role

	handle func(*call) error
}

var (
	providers = []engine.Role{engine.Provider}
	// checkers may have a bundle checked without sending it.
	checkers = []engine.Role{engine.Provider, engine.ClaimsOfficer, engine.ClinicalOfficer, engine.SHAOfficer}
	// claimReaders see whole claims. A finance officer is not among them: a status holds the
	// diagnoses.
	claimReaders    = append(slices.Clone(checkers), engine.Auditor)
	endpointKeepers = []engine.Role{engine.Provider, engine.Admin}
)

// Routes are all routes. Whatever is not here is 404, or 405 where only the method is wrong.
func (s *Server) Routes() []Route {
	return []Route{
		{http.MethodPost, "/v1/shr-med/bundle", providers, s.submitBundle},
		{http.MethodPost, "/v1/shr-med/post-bundle", providers, s.submitBundle},
		{http.MethodGet, "/v1/shr-med/claim-status", claimReaders, s.readStatus},
		// The body as it came holds the tokens of the facility, which nobody else may see.
		{http.MethodGet, "/v1/bundles/:mediator/raw", providers, s.readRaw},
		{http.MethodPost, "/fhir/Bundle/$validate", checkers, s.validateBundle},
		{http.MethodGet, "/fhir/Organization/SHA", engine.Roles, s.readPayer},

		{http.MethodPut, "/v1/callbacks/:fid", endpointKeepers, s.setEndpoint},
		{http.MethodGet, "/v1/callbacks/:fid", endpointKeepers, s.readEndpoint},
		{http.MethodDelete, "/v1/callbacks/:fid", endpointKeepers, s.removeEndpoint},
		{http.MethodGet, "/v1/callbacks/:fid/deliveries", endpointKeepers, s.listDeliveries},

		{http.MethodPost, "/api/auth/token", nil, s.tokenByJSON},
		{http.MethodPost, "/api/auth/token/", nil, s.tokenByJSON},
		{http.MethodPost, "/oauth2/token", nil, s.tokenByOAuth},
		{http.MethodGet, "/v1/hie-auth", nil, s.tokenByHIE},
		{http.MethodPost, "/v1/hie-auth", nil, s.tokenByHIE},
		{http.MethodGet, "/.well-known/jwks.json", nil, s.readKeys},

		{http.MethodGet, "/health/live", nil, s.readLive},
		{http.MethodGet, "/health/ready", nil, s.readReady},
	}
}

// serve lets in who may and hands over to the route.
func (s *Server) serve(route Route) echo.HandlerFunc {
	return func(c echo.Context) error {
		call := c.(*call) // observe has made it
		call.route = route.Path
		if len(route.May) > 0 {
			if err := s.admit(call, route.May); err != nil {
				return err
			}
		}
		return route.handle(call)
	}
}

// admit finds out who calls and whether the role may.
func (s *Server) admit(c *call, may []engine.Role) error {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	client, err := s.authenticate(c.Request())
	if err != nil {
		return err
	}
	c.client = client
	if err := s.rates.take(client.ID); err != nil {
		return err
	}
	if !slices.Contains(may, client.Role) {
		return engine.Errorf(engine.Forbidden, "the role %s may not do this", client.Role)
	}
	return nil
}
