package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
)

// TestPredetermination: a claim that only asks is answered as the same claim is decided that claims, and
// leaves no trace.
func TestPredetermination(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		s := newStaff(t, startDev(t, t.TempDir(), db, "--open-registry").URL)
		sender := s.by[engine.Provider]
		body := stranger("delivery")
		asks := bytes.Replace(body, []byte(`"use": "claim"`), []byte(`"use": "predetermination"`), 1)
		decided := func(got answer) (state string, paid int64) {
			t.Helper()
			var set searchset
			if err := json.Unmarshal(got.Body, &set); err != nil || got.Status != http.StatusOK || set.Total != 1 {
				t.Fatalf("%d %s %v", got.Status, got.Body, err)
			}
			return stateOf(set.responses(t)[0]), benefitOf(t, set)
		}
		wouldBe, would := decided(sender.do(http.MethodPost, "/fhir/Claim/$submit", asks, nil))
		if got := sender.do(http.MethodGet, "/v1/claims/"+claimIn(t, body).ID.Value, nil, nil); got.Status != http.StatusNotFound {
			t.Errorf("the claim that asked is there: %d %s", got.Status, got.Body)
		}
		is, paid := decided(sender.do(http.MethodPost, "/fhir/Claim/$submit", body, http.Header{"Prefer": {"wait=30"}}))
		if diff := cmp.Diff([]any{wouldBe, would}, []any{is, paid}); diff != "" || paid != 1000000 {
			t.Errorf("what was told and what came of it (-told +came):\n%s", diff)
		}
		if list := listOf(t, sender, ""); len(list.Claim) != 1 {
			t.Errorf("%d claims are there", len(list.Claim))
		}
		both := withEntries(t, inDoubt(t), func(entries []any) []any { return append(entries, entriesOf(t, asks)...) })
		if got := sender.do(http.MethodPost, "/fhir/Claim/$submit", both, nil); got.Status != http.StatusUnprocessableEntity {
			t.Errorf("both kinds in one bundle: %d %s", got.Status, got.Body)
		}
	})
}

// entriesOf are the entries of a bundle.
func entriesOf(t *testing.T, body []byte) (all []any) {
	t.Helper()
	withEntries(t, body, func(entries []any) []any {
		all = entries
		return entries
	})
	return all
}
