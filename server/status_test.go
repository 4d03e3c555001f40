package server

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// withClaim is an exchange that has accepted a bundle, known as outpatientID.
func withClaim(t *testing.T, changes ...func(*Config)) *exchange {
	t.Helper()
	x := newExchange(t, changes...)
	wantStatus(t, x.send("POST", "/v1/shr-med/bundle", bundle(t, "outpatient-phc"), x.bearer(t, "provider"), "Content-Type: application/json"), http.StatusAccepted)
	return x
}

func TestReadStatus_query(t *testing.T) {
	x := withClaim(t)
	for _, test := range []struct {
		query string
		want  int
	}{
		{"claim_id=" + outpatientID, http.StatusOK},
		{"bundle_id=" + outpatientID, http.StatusOK},
		{"source=emr?bundle_id=" + outpatientID, http.StatusOK},
		{"?claim_id=" + outpatientID, http.StatusOK},
		{"claim_id=x%3Fbundle_id=" + outpatientID, http.StatusNotFound},
		{"claim_id=" + outpatientID + "&history=true&page=1", http.StatusOK},
		{"claim_id=unknown", http.StatusNotFound},
		{"", http.StatusBadRequest},
		{"claim_id=", http.StatusBadRequest},
		{"claim_id=a;b=c", http.StatusBadRequest},
		{"claim_id=a&page=0", http.StatusBadRequest},
		{"claim_id=a&page=-1", http.StatusBadRequest},
		{"claim_id=a&page=99999999999999999999", http.StatusBadRequest},
		{"claim_id=a&history=yes", http.StatusBadRequest},
	} {
		got := x.send("GET", "/v1/shr-med/claim-status?"+test.query, nil, x.bearer(t, "provider"))
		if got.Code != test.want {
			t.Errorf("%q: status %d, body %s; wanted %d", test.query, got.Code, got.Body, test.want)
		}
		if got.Code == http.StatusOK && !strings.HasPrefix(got.Body.String(), `{"resourceType":"Bundle","type":"searchset","total":1,`) {
			t.Errorf("%q: body %s", test.query, got.Body)
		}
	}
}

func TestReadStatus_foreignAndUnknownAreOneAnswer(t *testing.T) {
	x := withClaim(t)
	foreign := x.send("GET", "/v1/shr-med/claim-status?claim_id="+outpatientID, nil, x.bearer(t, "other"))
	unknown := x.send("GET", "/v1/shr-med/claim-status?claim_id=nothing", nil, x.bearer(t, "other"))
	wantOutcome(t, foreign, http.StatusNotFound, "not-found")
	if diff := cmp.Diff(unknown.Body.String(), foreign.Body.String()); diff != "" {
		t.Error(diff)
	}
}

func TestReadStatus_entityTags(t *testing.T) {
	x := withClaim(t)
	target := "/v1/shr-med/claim-status?claim_id=" + outpatientID
	first := x.send("GET", target, nil, x.bearer(t, "provider"))
	tag := first.Header().Get("ETag")
	if !strings.HasPrefix(tag, `W/"`) {
		t.Fatalf("ETag is %s; wanted a weak one", tag)
	}
	strong := strings.TrimPrefix(tag, "W/")
	for _, test := range []struct {
		header string
		want   int
	}{
		{tag, http.StatusNotModified},
		{strong, http.StatusNotModified},
		{`"a", W/"b" ,` + strong, http.StatusNotModified},
		{"*", http.StatusNotModified},
		{`W/"other"`, http.StatusOK},
	} {
		got := x.send("GET", target, nil, x.bearer(t, "provider"), "If-None-Match: "+test.header)
		if got.Code != test.want || got.Header().Get("ETag") != tag {
			t.Errorf("If-None-Match %s: status %d, ETag %s", test.header, got.Code, got.Header().Get("ETag"))
		}
		if got.Code == http.StatusNotModified && got.Body.Len() != 0 {
			t.Errorf("304 with the body %s", got.Body)
		}
	}
}

func TestReadStatus_wait(t *testing.T) {
	poll := func(t *testing.T, x *exchange, ctx context.Context, prefer string) (*httptest.ResponseRecorder, time.Duration) {
		t.Helper()
		request := httptest.NewRequestWithContext(ctx, "GET", "/v1/shr-med/claim-status?claim_id="+outpatientID, nil)
		start := time.Now()
		got := x.do(request, x.bearer(t, "provider"), "Prefer: "+prefer)
		return got, time.Since(start)
	}
	for prefer, want := range map[string]time.Duration{
		"wait=2": 2 * time.Second, "wait=3600": 30 * time.Second, "wait=0": 0, "wait=-1": 0, "wait=soon": 0, "respond-async": 0,
	} {
		t.Run(prefer, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				x := withClaim(t)
				got, took := poll(t, x, t.Context(), prefer)
				wantStatus(t, got, http.StatusOK)
				if took > want || took < want-time.Second {
					t.Errorf("took %s; wanted about %s", took, want)
				}
			})
		})
	}
	t.Run("ends when the server stops", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			stopping := make(chan struct{})
			x := withClaim(t, func(c *Config) { c.Stopping = stopping })
			go func() { time.Sleep(time.Second); close(stopping) }()
			got, took := poll(t, x, t.Context(), "wait=30")
			wantStatus(t, got, http.StatusOK)
			if took > 2*time.Second {
				t.Errorf("took %s", took)
			}
		})
	})
	t.Run("ends when the caller goes away", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			x := withClaim(t)
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			if _, took := poll(t, x, ctx, "wait=30"); took > 2*time.Second {
				t.Errorf("took %s", took)
			}
			if line := x.lastLine(t); line["level"] == "ERROR" {
				t.Errorf("a caller who went away is logged as a fault: %v", line)
			}
		})
	})
}
