package server

import (
	"context"
	"net/http"
	"strings"
	"testing"
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
