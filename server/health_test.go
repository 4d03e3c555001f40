package server

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

func TestReadReady_notReady(t *testing.T) {
	x := newExchange(t, func(c *Config) {
		c.Ready = func(context.Context) error { return errFake }
	})
	wantStatus(t, x.send("GET", "/health/live", nil), http.StatusOK)
	got := x.send("GET", "/health/ready", nil)
	wantOutcome(t, got, http.StatusServiceUnavailable, "transient")
	if got.Header().Get("Retry-After") != "5" || strings.Contains(got.Body.String(), errFake.Error()) {
		t.Errorf("Retry-After %q, body %s", got.Header().Get("Retry-After"), got.Body)
	}
	if line := x.lastLine(t); line["error"] != errFake.Error() {
		t.Errorf("the log says %v", line)
	}
}

func TestReadReady(t *testing.T) {
	x := newExchange(t)
	wantStatus(t, x.send("GET", "/health/live", nil), http.StatusOK)
	got := x.send("GET", "/health/ready", nil)
	wantStatus(t, got, http.StatusOK)
	for _, word := range []string{`"status":"ready"`, `"version":"test"`, `"url":"http://id.who.int/icd/release/11/mms"`, `"content":"fragment"`} {
		if !strings.Contains(got.Body.String(), word) {
			t.Errorf("%s is not in %s", word, got.Body)
		}
	}
}

// TestReadReady_releases: several releases of a code system are told with the day from which each is
// in force.
func TestReadReady_releases(t *testing.T) {
	next, err := terminology.NewCodeSystem(terminology.System{
		URL: terminology.ICD11URL, Version: "2026-01", Content: terminology.Complete, From: fhir.Date{Year: 2026, Month: 7, Day: 1},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	x := newExchange(t, func(c *Config) {
		parts := c.Terminology.Current().Parts()
		parts.CodeSystems = append(parts.CodeSystems, next)
		set, err := terminology.NewSet(parts)
		if err != nil {
			t.Fatal(err)
		}
		c.Terminology.Replace(set)
	})
	body := x.send("GET", "/health/ready", nil).Body.String()
	for _, word := range []string{`"version":"2025-01","content":"fragment","concepts":231}`, `"version":"2026-01","content":"complete","concepts":0,"from":"2026-07-01"}`} {
		if !strings.Contains(body, word) {
			t.Errorf("%s is not in %s", word, body)
		}
	}
}
