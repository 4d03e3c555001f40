package server

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"
)

// Whatever stands in Authorization: without a signature of ours or of a client nobody gets in.
func FuzzAuthenticate(f *testing.F) {
	x := newExchange(f)
	token, err := x.issue(x.clients["revoked"], time.Hour)
	if err != nil {
		f.Fatal(err)
	}
	f.Add("Bearer " + token)
	f.Add("Bearer eyJhbGciOiJub25lIn0.eyJrZXkiOiJwcm92aWRlciJ9.")
	f.Add("Bearer a.b.c")
	f.Add("Basic cHJvdmlkZXI6eA==")
	f.Fuzz(func(t *testing.T, header string) {
		client, err := x.authenticate(&http.Request{Header: http.Header{"Authorization": {header}}})
		if err == nil {
			t.Errorf("%q lets %s in", header, client.ID)
		}
	})
}

// A query is either refused or asks for something, and its own link can be read again.
func FuzzReadStatusRequest(f *testing.F) {
	for _, query := range []string{"claim_id=a", "bundle_id=a?page=2", "claim_id=%zz", "claim_id=a&history=true&page=9", "claim_id=a#b", "?", "a;b"} {
		f.Add(query)
	}
	f.Fuzz(func(t *testing.T, query string) {
		if _, err := url.ParseRequestURI("/?" + query); err != nil {
			t.Skip("HTTP would not carry it")
		}
		r := httptest.NewRequest("GET", "/v1/shr-med/claim-status", nil)
		r.URL.RawQuery = query
		request, err := readStatusRequest(r)
		if err != nil {
			return
		}
		if request.ClaimID == "" && request.BundleID == "" || request.Page < 1 {
			t.Errorf("%q is taken as %+v", query, request)
		}
		self, err := url.Parse(request.Self)
		if err != nil {
			t.Fatal(err)
		}
		if got := self.Query().Get("claim_id"); got != request.ClaimID {
			t.Errorf("%q: the link asks for %q, the request for %q", query, got, request.ClaimID)
		}
	})
}
