package server

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// answerTo is an exchange with one more route, which fails with the error.
func answerTo(t *testing.T, err error) *exchange {
	t.Helper()
	x := newExchange(t)
	route := Route{Method: "GET", Path: "/fails", handle: func(*call) error { return err }}
	x.echo.Add(route.Method, route.Path, x.serve(route))
	return x
}

func TestFail_kinds(t *testing.T) {
	for _, test := range []struct {
		kind   engine.Kind
		status int
		code   string
		header string
	}{
		{engine.Invalid, 400, "invalid", ""},
		{engine.Unprocessable, 422, "processing", ""},
		{engine.Unauthenticated, 401, "login", "WWW-Authenticate"},
		{engine.Forbidden, 403, "forbidden", ""},
		{engine.NotFound, 404, "not-found", ""},
		{engine.Conflict, 409, "conflict", ""},
		{engine.Stale, 412, "conflict", ""},
		{engine.TooLarge, 413, "too-long", ""},
		{engine.Busy, 503, "transient", "Retry-After"},
	} {
		x := answerTo(t, fmt.Errorf("outer words: %w", engine.Errorf(test.kind, "words for the caller")))
		got := x.send("GET", "/fails", nil)
		o := wantOutcome(t, got, test.status, test.code)
		if len(o.Issue) != 1 || o.Issue[0].Diagnostics != "words for the caller" || o.Issue[0].Severity != "error" {
			t.Errorf("%d: %v", test.status, o)
		}
		if test.header != "" && got.Header().Get(test.header) == "" {
			t.Errorf("%d: no %s", test.status, test.header)
		}
	}
	if len(kinds) != int(engine.Busy)+1 {
		t.Errorf("%d kinds in the table; wanted %d", len(kinds), engine.Busy+1)
	}
	for kind, answer := range kinds {
		if answer.status == 0 || answer.code == "" {
			t.Errorf("kind %d has no answer", kind)
		}
	}
}

func TestFail_internalsAreLoggedAndNotShown(t *testing.T) {
	for name, err := range map[string]error{
		"any error":       errFake,
		"wrapped":         fmt.Errorf("find claim: %w", errFake),
		"of the kind":     &engine.Error{Kind: engine.Internal, Text: "secret words", Err: errFake},
		"an unknown kind": &engine.Error{Kind: 99, Text: "secret words"},
	} {
		t.Run(name, func(t *testing.T) {
			x := answerTo(t, err)
			got := x.send("GET", "/fails", nil, "X-Request-Id: req-1")
			o := wantOutcome(t, got, http.StatusInternalServerError, "exception")
			if o.Issue[0].Diagnostics != "internal error; the request was req-1" {
				t.Errorf("the answer is %s", got.Body)
			}
			line := x.lastLine(t)
			if line["request_id"] != "req-1" || line["level"] != "ERROR" || !strings.Contains(fmt.Sprint(line["error"]), "secret words") {
				t.Errorf("the log says %v", line)
			}
		})
	}
}

func TestFail_findings(t *testing.T) {
	x := answerTo(t, &engine.Error{Kind: engine.Unprocessable, Issues: []fhir.Issue{
		{Rule: "ITM-003", Level: fhir.Error, Code: "business-rule", Expression: "Bundle.entry[0]", Text: "a"},
		{Rule: "ITM-003", Level: fhir.Error, Code: "business-rule", Text: "b"},
		{Rule: "BND-005", Level: fhir.Warning, Code: "value", Text: "c"},
	}})
	got := x.send("GET", "/fails", nil)
	o := wantOutcome(t, got, http.StatusUnprocessableEntity, "business-rule")
	if len(o.Issue) != 3 || !strings.Contains(got.Body.String(), testBase+"/CodeSystem/bima-issue") {
		t.Errorf("the answer is %s", got.Body)
	}
	if rules := fmt.Sprint(x.lastLine(t)["rules"]); rules != "map[BND-005:1 ITM-003:2]" {
		t.Errorf("the log counts %s", rules)
	}
}

func TestFail_panic(t *testing.T) {
	x := newExchange(t)
	got := x.send("GET", "/v1/shr-med/claim-status?claim_id=panic", nil, x.bearer(t, "provider"))
	wantOutcome(t, got, http.StatusInternalServerError, "exception")
	if strings.Contains(got.Body.String(), "secret words") {
		t.Errorf("the answer is %s", got.Body)
	}
	line := x.lastLine(t)
	if line["error"] != "panic: string" || strings.Contains(fmt.Sprint(line), "secret words") || !strings.Contains(fmt.Sprint(line["stack"]), "fakeclaimsread_test.go") {
		t.Errorf("the log says %v", line)
	}
}

func TestProblem_isAnError(t *testing.T) {
	if err := errors.Join(badToken("words")); err.Error() != "words" {
		t.Errorf("got %q", err)
	}
}

// TestFail_storeAway: a fault of a store that cannot be reached is a 503, and shows nothing of it.
func TestFail_storeAway(t *testing.T) {
	away := errors.New("dial tcp 10.1.2.3:5432: refused")
	x := answerTo(t, fmt.Errorf("find claim: %w", away))
	x.Unavailable = func(err error) bool { return errors.Is(err, away) }
	got := x.send("GET", "/fails", nil)
	wantOutcome(t, got, http.StatusServiceUnavailable, "transient")
	if got.Header().Get("Retry-After") == "" || strings.Contains(got.Body.String(), "10.1.2.3") {
		t.Errorf("Retry-After %q, %s", got.Header().Get("Retry-After"), got.Body)
	}
}
