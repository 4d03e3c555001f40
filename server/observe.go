package server

import (
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"runtime/debug"
	"time"

	"github.com/labstack/echo/v4"
)

// requestID is what is taken over as X-Request-Id: short, and harmless in a log and a header.
var requestID = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// observe goes around everything: it names the request, turns errors and panics into answers,
// writes the one line in the log, and counts and traces.
func (s *Server) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		call := &call{Context: c, id: c.Request().Header.Get(echo.HeaderXRequestID)}
		if !requestID.MatchString(call.id) {
			call.id = s.NewID()
		}
		header := c.Response().Header()
		header.Set(echo.HeaderXRequestID, call.id)
		header.Set(echo.HeaderXContentTypeOptions, "nosniff")

		start, span := s.Clock.Now(), call.startSpan()
		if err := recovered(call, next); err != nil && !c.Response().Committed {
			s.fail(call, err)
		}
		took := s.Clock.Now().Sub(start)
		s.logCall(call, took)
		s.Meter.Answered(method(call.Request().Method), call.route, call.Response().Status, took)
		call.endSpan(span)
		return nil
	}
}

// recovered runs the handler and turns a panic into an error.
func recovered(c *call, next echo.HandlerFunc) (err error) {
	defer func() {
		if value := recover(); value != nil {
			c.stack = debug.Stack()
			// What panicked may hold something of a claim; its type and the stack do not.
			err = fmt.Errorf("panic: %T", value)
		}
	}()
	return next(c)
}

// logCall writes the line of a request. It holds the pattern of the route and never the url, the
// query, a header or a body, since all of these name claims or people.
func (s *Server) logCall(c *call, took time.Duration) {
	response := c.Response()
	attrs := []slog.Attr{
		slog.String("request_id", c.id),
		slog.String("method", method(c.Request().Method)),
		slog.String("route", c.route),
		slog.Int("status", response.Status),
		slog.Float64("ms", float64(took.Microseconds())/1000),
		slog.Int64("bytes", response.Size),
	}
	if c.client.ID != "" {
		attrs = append(attrs, slog.String("client", c.client.ID), slog.String("role", string(c.client.Role)))
	}
	if c.rules != nil {
		attrs = append(attrs, slog.Any("rules", c.rules))
	}
	if c.cause != nil {
		attrs = append(attrs, slog.String("error", c.cause.Error()))
	}
	if c.stack != nil {
		attrs = append(attrs, slog.String("stack", string(c.stack)))
	}
	s.Log.LogAttrs(c.Request().Context(), level(response.Status), "request", attrs...)
}

// level is that of the line of a request: what is our fault has to be looked at.
func level(status int) slog.Level {
	switch status {
	case http.StatusInternalServerError:
		return slog.LevelError
	case http.StatusServiceUnavailable:
		return slog.LevelWarn
	}
	return slog.LevelInfo
}

// method is the method for the log: one that HTTP does not know could be anything.
func method(name string) string {
	switch name {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch,
		http.MethodDelete, http.MethodOptions:
		return name
	}
	return "other"
}
