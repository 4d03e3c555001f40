package receiver

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// take is what a test does with a callback.
type take = func(Callback) error

// nothing takes whatever comes.
func nothing(Callback) error { return nil }

// newHandler has the password of request, and what change makes of the rest.
func newHandler(t *testing.T, take take, change func(*Config)) *Handler {
	t.Helper()
	config := Config{Username: "hmis", Password: "s3cret"}
	if change != nil {
		change(&config)
	}
	h, err := New(config, take)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func request(id, body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/callbacks", strings.NewReader(body))
	r.SetBasicAuth("hmis", "s3cret")
	r.Header.Set("webhook-id", id)
	r.Header.Set("X-Bima-State", "approved")
	r.Header.Set("X-Bima-Mediator-Id", "m-1")
	return r
}

func answer(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestHandler_handsOver(t *testing.T) {
	var got []Callback
	h := newHandler(t, func(c Callback) error { got = append(got, c); return nil }, nil)
	if w := answer(h, request("claim.with.dots.2", `{"resourceType":"ClaimResponse"}`)); w.Code != http.StatusNoContent || w.Body.Len() > 0 {
		t.Errorf("answer %d %q, want an empty 204", w.Code, w.Body)
	}
	want := []Callback{{
		ID: "claim.with.dots.2", ClaimID: "claim.with.dots", Version: 2, State: "approved",
		Mediator: "m-1", Username: "hmis", Body: []byte(`{"resourceType":"ClaimResponse"}`),
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("callbacks (-want +got):\n%s", diff)
	}
}

func TestHandler_asksAgainForWhatWasNotTaken(t *testing.T) {
	calls := 0
	h := newHandler(t, func(Callback) error {
		if calls++; calls == 1 {
			return errors.New("disk full: /var/lib/hmis")
		}
		return nil
	}, nil)
	if w := answer(h, request("a.2", "{}")); w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "disk") {
		t.Errorf("answer %d %q, want a 500 without the cause", w.Code, w.Body)
	}
	if w := answer(h, request("a.2", "{}")); w.Code != http.StatusNoContent || calls != 2 {
		t.Errorf("sent again: status %d after %d calls, want 204 after 2", w.Code, calls)
	}
}

func TestHandler_refuses(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*http.Request)
		want   int
	}{
		"no credentials":      {func(r *http.Request) { r.Header.Del("Authorization") }, 401},
		"wrong password":      {func(r *http.Request) { r.SetBasicAuth("hmis", "s3cres") }, 401},
		"longer password":     {func(r *http.Request) { r.SetBasicAuth("hmis", "s3crets") }, 401},
		"wrong user name":     {func(r *http.Request) { r.SetBasicAuth("hmiz", "s3cret") }, 401},
		"another scheme":      {func(r *http.Request) { r.Header.Set("Authorization", "Bearer x") }, 401},
		"another method":      {func(r *http.Request) { r.Method = http.MethodGet }, 405},
		"no id":               {func(r *http.Request) { r.Header.Del("webhook-id") }, 400},
		"id without version":  {func(r *http.Request) { r.Header.Set("webhook-id", "claim") }, 400},
		"id without claim":    {func(r *http.Request) { r.Header.Set("webhook-id", ".2") }, 400},
		"version 0":           {func(r *http.Request) { r.Header.Set("webhook-id", "claim.0") }, 400},
		"a test by its state": {func(r *http.Request) { r.Header.Set("X-Bima-State", "test"); r.Header.Set("webhook-id", "claim.5b1e") }, 400},
		"too large":           {func(r *http.Request) { r.Body = io.NopCloser(bytes.NewReader(make([]byte, maxBody+1))) }, 413},
	} {
		t.Run(name, func(t *testing.T) {
			logged := 0
			h := newHandler(t, func(c Callback) error {
				t.Errorf("callback %s was taken", c.ID)
				return nil
			}, func(c *Config) { c.Refused = func(status int, _ string) { logged = status } })
			r := request("claim.2", "{}")
			test.change(r)
			w := answer(h, r)
			if w.Code != test.want || logged != test.want {
				t.Errorf("status %d, logged %d, want %d", w.Code, logged, test.want)
			}
			if asked := w.Header().Get("WWW-Authenticate") != ""; asked != (test.want == 401) {
				t.Errorf("WWW-Authenticate %q with a %d", w.Header().Get("WWW-Authenticate"), w.Code)
			}
		})
	}
}

// A test of the endpoint is no news of a claim, unlike version 2 of a claim whose id is "test".
func TestHandler_tested(t *testing.T) {
	tested := 0
	var got []string
	h := newHandler(t, func(c Callback) error { got = append(got, c.ClaimID); return nil }, func(c *Config) { c.Tested = func() { tested++ } })
	for id, state := range map[string]string{"test.5b1e6c52-0f0c-4f7e-8d6f-1d2f0c9b7a11": "test", "test.2": "approved"} {
		r := request(id, `{"resourceType":"OperationOutcome"}`)
		r.Header.Set("X-Bima-State", state)
		if w := answer(h, r); w.Code != http.StatusNoContent {
			t.Errorf("%s: status %d, want 204", id, w.Code)
		}
	}
	if diff := cmp.Diff([]string{"test"}, got); diff != "" || tested != 1 {
		t.Errorf("%d tests, want 1; taken (-want +got):\n%s", tested, diff)
	}
}
