package server

import (
	"errors"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// kinds is the one table from a kind of error to HTTP and FHIR (http://hl7.org/fhir/issue-type).
var kinds = [...]struct {
	status int
	code   string
}{
	engine.Internal:        {http.StatusInternalServerError, "exception"},
	engine.Invalid:         {http.StatusBadRequest, "invalid"},
	engine.Unprocessable:   {http.StatusUnprocessableEntity, "processing"},
	engine.Unauthenticated: {http.StatusUnauthorized, "login"},
	engine.Forbidden:       {http.StatusForbidden, "forbidden"},
	engine.NotFound:        {http.StatusNotFound, "not-found"},
	engine.Conflict:        {http.StatusConflict, "conflict"},
	engine.Stale:           {http.StatusPreconditionFailed, "conflict"},
	engine.TooLarge:        {http.StatusRequestEntityTooLarge, "too-long"},
	engine.Busy:            {http.StatusServiceUnavailable, "transient"},
}

// retryBusy is the Retry-After of a server that is not ready.
const retryBusy = 5 * time.Second

// problem is a failure in the words of HTTP. Handlers return one where the status has no kind of
// error in the engine, or needs a header.
type problem struct {
	status int
	// code is a FHIR issue-type.
	code string
	// text is for the caller; issues, where there are any, are answered instead.
	text   string
	issues []fhir.Issue
	// challenge is the WWW-Authenticate of a 401.
	challenge string
	// retry is the Retry-After, 0 for none.
	retry time.Duration
	// cause is for the log.
	cause error
}

// Error is for logs.
func (p *problem) Error() string { return p.text }

// problemOf is any error in the words of HTTP. What is not meant for the caller becomes a 500 that
// names only the request.
func problemOf(err error, requestID string) *problem {
	if p, ok := errors.AsType[*problem](err); ok {
		return p
	}
	if e, ok := errors.AsType[*echo.HTTPError](err); ok {
		return routingProblem(e.Code)
	}
	e, ok := errors.AsType[*engine.Error](err)
	if !ok || e.Kind <= engine.Internal || int(e.Kind) >= len(kinds) {
		text := fmt.Sprintf("internal error; the request was %s", requestID)
		return &problem{status: http.StatusInternalServerError, code: kinds[engine.Internal].code, text: text, cause: err}
	}
	p := &problem{status: kinds[e.Kind].status, code: kinds[e.Kind].code, text: e.Text, issues: e.Issues}
	switch e.Kind {
	case engine.Unauthenticated:
		p.challenge = challengeBearer
	case engine.Busy:
		p.retry, p.cause = retryBusy, e.Err
	}
	return p
}

// routingProblem is what the router found: no such path, or not with this method.
func routingProblem(status int) *problem {
	if status == http.StatusMethodNotAllowed {
		return &problem{status: status, code: "not-supported", text: "this method is not known here; the Allow header lists those that are"}
	}
	return &problem{status: http.StatusNotFound, code: "not-found", text: "there is nothing at this address"}
}

// throttled is a 429.
func throttled(retry time.Duration, text string) *problem {
	return &problem{status: http.StatusTooManyRequests, code: "throttled", text: text, retry: retry}
}

// unsupportedMedia is a 415.
func unsupportedMedia(format string, args ...any) *problem {
	return &problem{status: http.StatusUnsupportedMediaType, code: "not-supported", text: fmt.Sprintf(format, args...)}
}

// fail answers an error with an OperationOutcome.
func (s *Server) fail(c *call, err error) {
	if c.Request().Context().Err() != nil { // whatever failed, failed because the caller went away
		err = &engine.Error{Kind: engine.Busy, Text: "the request was broken off", Err: err}
	}
	if s.Unavailable != nil && engine.KindOf(err) == engine.Internal && s.Unavailable(err) {
		err = &engine.Error{Kind: engine.Busy, Text: "the exchange cannot reach its store just now; send the same request again", Err: err}
	}
	p := problemOf(err, c.id)
	c.cause = p.cause
	c.find(p.issues)
	p.setHeaders(c.Response().Header())
	// answer fails only where JSON has to be made, and this is made already.
	_ = c.answer(p.status, typeFHIR, fhir.EncodeOutcome(s.Base, p.answered()))
}

// answered are the issues of the answer. Each has a code for programs: the id of a rule or, where it
// is no rule that speaks, HTTP- and the status.
func (p *problem) answered() []fhir.Issue {
	issues := slices.Clone(p.issues)
	if len(issues) == 0 {
		issues = []fhir.Issue{{Level: fhir.Error, Code: p.code, Text: p.text}}
	}
	for i := range issues {
		if issues[i].Rule == "" {
			issues[i].Rule = fmt.Sprintf("HTTP-%d", p.status)
		}
	}
	return issues
}

func (p *problem) setHeaders(header http.Header) {
	header.Set(echo.HeaderCacheControl, "no-store")
	if p.challenge != "" {
		header.Set(echo.HeaderWWWAuthenticate, p.challenge)
	}
	if p.retry > 0 {
		header.Set(echo.HeaderRetryAfter, retryAfter(p.retry))
	}
}

// retryAfter is in whole seconds, rounded up, so that who obeys does not come too early.
func retryAfter(wait time.Duration) string {
	return strconv.Itoa(int(math.Ceil(wait.Seconds())))
}
