package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// TestPaging: an id that leads to more than 100 claims is answered in pages, oldest first, and each
// claim is on one of them.
func TestPaging(t *testing.T) {
	sender := newHMIS(t, startDev(t, t.TempDir(), "").URL, "demo-hmis")
	shared := "visit-" + uuid.NewString()
	for _, claims := range []int{100, 1} {
		sender.submit(claimsSharing(t, shared, claims), http.StatusAccepted)
	}
	seen := map[string]bool{}
	query := "claim_id=" + shared
	for page, want := range []int{100, 1} {
		set, _ := sender.status(query, nil)
		responses := set.responses(t)
		if set.Total != 101 || len(responses) != want {
			t.Fatalf("page %d: total %d, %d claims; want 101 and %d", page+1, set.Total, len(responses), want)
		}
		for _, response := range responses {
			seen[response.ID] = true
		}
		next := ""
		for _, link := range set.Link {
			if link.Relation == "next" {
				next = link.URL
			}
		}
		if (next != "") != (page == 0) {
			t.Fatalf("page %d: next is %q", page+1, next)
		}
		_, query, _ = strings.Cut(next, "?")
	}
	if len(seen) != 101 {
		t.Errorf("%d different claims on the pages, want 101", len(seen))
	}
}

// claimsSharing is a bundle of n claims with ids of their own and one identifier.
func claimsSharing(t *testing.T, identifier string, n int) []byte {
	t.Helper()
	body := fresh("outpatient-phc")
	claim := claimIn(t, body).ID.Value
	return withEntries(t, body, func(entries []any) []any {
		var others []any
		var twin []byte
		for _, entry := range entries {
			text, err := json.Marshal(entry)
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(text, []byte(`"resourceType":"Claim"`)) {
				twin = text
				continue
			}
			others = append(others, entry)
		}
		for range n {
			id := uuid.NewString()
			var entry map[string]any
			if err := json.Unmarshal(bytes.ReplaceAll(twin, []byte(claim), []byte(id)), &entry); err != nil {
				t.Fatal(err)
			}
			resource := entry["resource"].(map[string]any)
			resource["identifier"] = []any{map[string]any{"system": "https://fhir.sha.go.ke/fhir/claim", "value": identifier}}
			others = append(others, entry)
		}
		return others
	})
}

// TestWait: with If-None-Match a poll waits for a change for as long as it asked, then is a 304; a
// queued claim is waited for without it.
func TestWait(t *testing.T) {
	sender := newHMIS(t, startDev(t, t.TempDir(), "").URL, "demo-hmis")
	query := "bundle_id=" + sender.mediator(sender.submit(fresh("delivery"), http.StatusAccepted))
	_, got := sender.status(query, http.Header{"Prefer": {"wait=20"}})
	if bytes.Contains(got.Body, []byte(`"code":"queued"`)) {
		t.Error("the poll did not wait for the engine")
	}
	began := time.Now()
	waited := sender.do(http.MethodGet, "/v1/shr-med/claim-status?"+query, nil, http.Header{"If-None-Match": {got.Header.Get("ETag")}, "Prefer": {"wait=1"}})
	if waited.Status != http.StatusNotModified {
		t.Errorf("status %d, want 304", waited.Status)
	}
	if took := time.Since(began); took < 500*time.Millisecond {
		t.Errorf("the poll came back after %s without a change, and was to wait a second", took)
	}
}
