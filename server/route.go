package server

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"github.com/bima-exchange/bima/engine"
)

// Route is one way into the exchange, with what documentation says of it. OpenAPI, the pages and the
// CapabilityStatement are made of the routes and of nothing else.
type Route struct {
	Method string
	// Path is the pattern: ":name" stands for one segment.
	Path string
	// May are the roles that are let in; empty: no token is asked for.
	May []engine.Role
	Description
	// Alias: it does what the route before it does, which has its Description, under another path.
	Alias bool

	handle func(*call) error
}

// also is the route and, once more, under another path.
func (r Route) also(path string) []Route {
	alias := r
	alias.Path, alias.Alias = path, true
	return []Route{r, alias}
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

// Group is routes that are read together.
type Group struct {
	Name, Text string
	Routes     []Route
}

// groups are all routes, in the order in which an integrator wants to read of them.
func (s *Server) groups() []Group {
	return []Group{s.claimRoutes(), s.workRoutes(), s.tokenRoutes(), s.callbackRoutes(), s.fhirRoutes(), s.terminologyRoutes(), s.operationRoutes()}
}

// Routes are all routes. Whatever is not here is 404, or 405 where only the method is wrong.
func (s *Server) Routes() []Route {
	var all []Route
	for _, group := range s.groups() {
		all = append(all, group.Routes...)
	}
	return all
}

// serve lets in who may and hands over to the route.
func (s *Server) serve(route Route) echo.HandlerFunc {
	return func(c echo.Context) error {
		call := c.(*call) // observe has made it
		call.route = route.Path
		if !soundAddress(call.Request().URL) {
			return routingProblem(http.StatusNotFound)
		}
		if len(route.May) > 0 {
			if err := s.admit(call, route.May); err != nil {
				return err
			}
		}
		return route.handle(call)
	}
}

// soundAddress reports whether an address is text. No id holds bytes that are none, or a NUL, and a
// database that is asked for them fails.
func soundAddress(address *url.URL) bool {
	sound := func(text string) bool { return utf8.ValidString(text) && !strings.ContainsRune(text, 0) }
	if !sound(address.Path) {
		return false
	}
	for _, values := range address.Query() {
		if slices.ContainsFunc(values, func(value string) bool { return !sound(value) }) {
			return false
		}
	}
	return true
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
