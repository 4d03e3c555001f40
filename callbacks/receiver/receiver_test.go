package receiver

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func request(id, body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/callbacks", strings.NewReader(body))
	r.SetBasicAuth("hmis", "s3cret")
	r.Header.Set("webhook-id", id)
	r.Header.Set("X-Bima-State", "approved")
	r.Header.Set("X-Bima-Mediator-Id", "m-1")
	return r
}

func status(h http.Handler, r *http.Request) int {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code
}

func TestHandler_handsOver(t *testing.T) {
	var got []Callback
	h := New("hmis", "s3cret", func(c Callback) error { got = append(got, c); return nil })
	if code := status(h, request("claim.with.dots.2", `{"resourceType":"ClaimResponse"}`)); code != http.StatusNoContent {
		t.Errorf("status %d, want 204", code)
	}
	want := []Callback{{
		ID: "claim.with.dots.2", ClaimID: "claim.with.dots", Version: 2, State: "approved",
		Mediator: "m-1", Username: "hmis", Body: []byte(`{"resourceType":"ClaimResponse"}`),
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("callbacks (-want +got):\n%s", diff)
	}
}

func TestHandler_dropsWhatIsNotNewer(t *testing.T) {
	var got []string
	h := New("hmis", "s3cret", func(c Callback) error { got = append(got, c.ID); return nil })
	for _, id := range []string{"a.2", "a.2", "b.3", "b.2", "a.4", "a.3", "a.10", "a.9"} {
		if code := status(h, request(id, "{}")); code != http.StatusNoContent {
			t.Errorf("%s: status %d, want 204, or it would be sent again", id, code)
		}
	}
	if diff := cmp.Diff([]string{"a.2", "b.3", "a.4", "a.10"}, got); diff != "" {
		t.Errorf("taken (-want +got):\n%s", diff)
	}
}

func TestHandler_asksAgainForWhatWasNotTaken(t *testing.T) {
	calls := 0
	h := New("hmis", "s3cret", func(Callback) error {
		if calls++; calls == 1 {
			return errors.New("disk full: /var/lib/hmis")
		}
		return nil
	})
	w := httptest.NewRecorder()
	h.ServeHTTP(w, request("a.2", "{}"))
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "disk") {
		t.Errorf("answer %d %q, want a 500 without the cause", w.Code, w.Body)
	}
	if code := status(h, request("a.2", "{}")); code != http.StatusNoContent || calls != 2 {
		t.Errorf("sent again: status %d after %d calls, want 204 after 2", code, calls)
	}
}

func TestHandler_refuses(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*http.Request)
		want   int
	}{
		"no credentials":     {func(r *http.Request) { r.Header.Del("Authorization") }, 401},
		"wrong password":     {func(r *http.Request) { r.SetBasicAuth("hmis", "s3cres") }, 401},
		"longer password":    {func(r *http.Request) { r.SetBasicAuth("hmis", "s3crets") }, 401},
		"wrong user name":    {func(r *http.Request) { r.SetBasicAuth("hmiz", "s3cret") }, 401},
		"another scheme":     {func(r *http.Request) { r.Header.Set("Authorization", "Bearer x") }, 401},
		"another method":     {func(r *http.Request) { r.Method = http.MethodGet }, 405},
		"no id":              {func(r *http.Request) { r.Header.Del("webhook-id") }, 400},
		"id without version": {func(r *http.Request) { r.Header.Set("webhook-id", "claim") }, 400},
		"id without claim":   {func(r *http.Request) { r.Header.Set("webhook-id", ".2") }, 400},
		"version 0":          {func(r *http.Request) { r.Header.Set("webhook-id", "claim.0") }, 400},
		"too large":          {func(r *http.Request) { r.Body = io.NopCloser(bytes.NewReader(make([]byte, maxBody+1))) }, 413},
	} {
		t.Run(name, func(t *testing.T) {
			h := New("hmis", "s3cret", func(c Callback) error {
				t.Errorf("callback %s was taken", c.ID)
				return nil
			})
			r := request("claim.2", "{}")
			test.change(r)
			if got := status(h, r); got != test.want {
				t.Errorf("status %d, want %d", got, test.want)
			}
		})
	}
}

func TestHandler_takesOneAtATime(t *testing.T) {
	taken := 0 // unguarded: the race detector watches
	h := New("hmis", "s3cret", func(Callback) error { taken++; return nil })
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() { status(h, request("a.2", "{}")) })
	}
	group.Wait()
	if taken != 1 {
		t.Errorf("one version was taken %d times, want once", taken)
	}
}
