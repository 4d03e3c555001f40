package main

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"github.com/bima-exchange/bima/fhir"
)

const (
	hospital = "FID-01-116951-6"
	centre   = "FID-12191-1"
)

// TestExchange takes one bundle all the way on the built program, on both stores: accepted, polled
// by every id, called back, repeated, and still there after a restart.
func TestExchange(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		data := t.TempDir()
		exchange := startDev(t, data, db)
		sender := newHMIS(t, exchange.URL, "demo-hmis")
		arrived, _ := callbacksOf(sender, hospital)

		body := fresh("inpatient-per-diem")
		claim := claimIn(t, body)
		first := sender.submit(body, http.StatusAccepted)
		mediator := sender.mediator(first)
		checkAcknowledgement(t, first, mediator)

		if state := sender.settled("bundle_id=" + mediator); state != "approved" {
			t.Fatalf("the claim is %s, want approved", state)
		}
		callback := await(t, arrived)
		if callback.ClaimID != claim.ID.Value || callback.Version != 2 || callback.State != "approved" || callback.Mediator != mediator || callback.Username != "user-of-callbacks" {
			t.Errorf("callback %+v", callback)
		}
		set, polled := sender.status("claim_id="+claim.ID.Value, nil)
		if !bytes.Equal(callback.Body, set.Entry[0].Resource) {
			t.Error("the callback and the poll are not the same bytes")
		}
		checkEveryID(t, sender, body, mediator, polled)
		checkETag(t, sender, "claim_id="+claim.ID.Value, polled)
		checkHistory(t, sender, claim.ID.Value)
		checkRepeats(t, sender, body, first)

		exchange.Stop(t)
		again := startDev(t, data, db)
		sender = newHMIS(t, again.URL, "demo-hmis")
		if _, after := sender.status("claim_id="+claim.ID.Value, nil); !bytes.Equal(after.Body, polled.Body) {
			t.Error("the status is another one after a restart")
		}
		if got := sender.submit(body, http.StatusAccepted); !bytes.Equal(got.Body, first.Body) {
			t.Error("the acknowledgement is another one after a restart")
		}
	})
}

// checkAcknowledgement: the 202 is what the guide publishes, to the byte.
func checkAcknowledgement(t *testing.T, got answer, mediator string) {
	t.Helper()
	want := `{"message":{"mediator_id":"` + mediator + `","message":"Use this reference ID to use for Polling for the status of your Claim."}}`
	if string(got.Body) != want {
		t.Errorf("acknowledgement %s, want %s", got.Body, want)
	}
	if kind := got.Header.Get("Content-Type"); kind != "application/json" {
		t.Errorf("Content-Type %q", kind)
	}
	if place := got.Header.Get("Content-Location"); place != "/v1/shr-med/claim-status?bundle_id="+mediator {
		t.Errorf("Content-Location %q", place)
	}
	if got.Header.Get("X-Request-Id") == "" {
		t.Error("no X-Request-Id")
	}
}

// checkEveryID: each id that the sender knows leads to the same claim, by either parameter.
func checkEveryID(t *testing.T, sender *hmis, body []byte, mediator string, want answer) {
	t.Helper()
	claim := claimIn(t, body)
	ids := []string{mediator, claim.ID.Value, claim.Identifier[0].Value, claim.Entry.FullURL.Value[strings.LastIndex(claim.Entry.FullURL.Value, "/")+1:], bundleID(t, body)}
	for _, id := range ids {
		for _, parameter := range []string{"claim_id", "bundle_id"} {
			query := parameter + "=" + url.QueryEscape(id)
			set, _ := sender.status(query, nil)
			if set.Total != 1 || len(set.Entry) != 2 {
				t.Errorf("%s: total %d, %d entries", query, set.Total, len(set.Entry))
				continue
			}
			if !bytes.Contains(want.Body, set.Entry[0].Resource) || !bytes.Contains(want.Body, set.Entry[1].Resource) {
				t.Errorf("%s leads to other bytes", query)
			}
		}
	}
	if set, _ := sender.status("claim_id="+uuid.NewString()+"?bundle_id="+mediator, nil); set.Total != 1 {
		t.Error("a second ? in the query is not read as &")
	}
}

// bundleID is Bundle.id.
func bundleID(t *testing.T, body []byte) string {
	t.Helper()
	bundle, _ := fhir.Decode(body)
	if bundle == nil || !bundle.ID.Present() {
		t.Fatal("the bundle has no id")
	}
	return bundle.ID.Value
}

func checkETag(t *testing.T, sender *hmis, query string, polled answer) {
	t.Helper()
	etag := polled.Header.Get("ETag")
	if !strings.HasPrefix(etag, `W/"`) {
		t.Errorf("ETag %q is not weak", etag)
	}
	got := sender.do(http.MethodGet, "/v1/shr-med/claim-status?"+query, nil, http.Header{"If-None-Match": {etag}})
	if got.Status != http.StatusNotModified || len(got.Body) > 0 {
		t.Errorf("If-None-Match: %d with %d bytes", got.Status, len(got.Body))
	}
}

func checkHistory(t *testing.T, sender *hmis, id string) {
	t.Helper()
	set, _ := sender.status("claim_id="+id+"&history=true", nil)
	var modes []string
	for _, entry := range set.Entry {
		modes = append(modes, entry.Search.Mode)
	}
	if diff := cmp.Diff([]string{"match", "include", "include"}, modes); diff != "" || set.Total != 1 {
		t.Errorf("history: total %d, modes (-want +got):\n%s", set.Total, diff)
	}
	if len(set.Entry) == 3 && set.Entry[0].FullURL != set.Entry[2].FullURL {
		t.Error("an earlier version has another fullUrl")
	}
}

// checkRepeats: the same claim again, in whatever bundle, gets the first answer.
func checkRepeats(t *testing.T, sender *hmis, body []byte, first answer) {
	t.Helper()
	if got := sender.submit(body, http.StatusAccepted); !bytes.Equal(got.Body, first.Body) || got.Header.Get("X-Bima-Duplicate") != "" {
		t.Errorf("the same bundle again: %s, %q", got.Body, got.Header.Get("X-Bima-Duplicate"))
	}
	bundle := uuid.NewString()
	renamed := bytes.Replace(body, []byte(bundleID(t, body)), []byte(bundle), 1)
	if got := sender.submit(renamed, http.StatusAccepted); !bytes.Equal(got.Body, first.Body) {
		t.Errorf("under a new Bundle.id: %s", got.Body)
	}
	if set, _ := sender.status("bundle_id="+bundle, nil); set.Total != 1 {
		t.Error("the Bundle.id of a repeat does not lead to the claim")
	}
	other := bytes.Replace(body, []byte(`"priority"`), []byte(`"language": "en", "priority"`), 1)
	if got := sender.submit(other, http.StatusAccepted); !bytes.Equal(got.Body, first.Body) || got.Header.Get("X-Bima-Duplicate") != "content-differs" {
		t.Errorf("with other content: %s, %q", got.Body, got.Header.Get("X-Bima-Duplicate"))
	}
	broken := bytes.Replace(body, []byte(`"type": "message"`), []byte(`"type": "history"`), 1)
	if bytes.Equal(broken, body) {
		t.Fatal("the sample is written otherwise than this test thinks")
	}
	if got := sender.submit(broken, http.StatusAccepted); !bytes.Equal(got.Body, first.Body) {
		t.Errorf("a repeat is checked again: %s", got.Body)
	}
}

// TestOurBundles: each of our own bundles is accepted in strict mode without a warning, and comes to
// the state that the specification gives it.
func TestOurBundles(t *testing.T) {
	exchange := startDev(t, t.TempDir(), "")
	sender := newHMIS(t, exchange.URL, "demo-hmis")
	want := map[string]string{
		"outpatient-phc": "approved", "dialysis-preauth": "clinical-review",
		"dialysis-claim":     "in-review", // what it names was not approved here
		"inpatient-per-diem": "approved", "delivery": "approved", "dual-coverage": "approved",
	}
	for name, state := range want {
		t.Run(name, func(t *testing.T) {
			sender.t = t
			got := sender.do(http.MethodPost, "/v1/shr-med/bundle", fresh(name), http.Header{"Prefer": {"handling=strict, return=OperationOutcome"}})
			if got.Status != http.StatusAccepted {
				t.Fatalf("%d %s", got.Status, got.Body)
			}
			if bytes.Contains(got.Body, []byte(`"severity":"warning"`)) || bytes.Contains(got.Body, []byte(`"severity":"error"`)) {
				t.Errorf("findings: %s", got.Body)
			}
			if !bytes.Contains(got.Body, []byte(`"outcome":{"resourceType":"OperationOutcome"`)) {
				t.Errorf("the outcome that was asked for is missing: %s", got.Body)
			}
			if reached := sender.settled("bundle_id=" + sender.mediator(got)); reached != state {
				t.Errorf("reached %s, want %s", reached, state)
			}
		})
	}
}

// TestUnknownMember: a claim for a member whom the registry does not know goes to a person, and with
// an open registry counts as one for a member.
func TestUnknownMember(t *testing.T) {
	for flag, want := range map[string]string{"--open-registry=false": "in-review", "--open-registry": "approved"} {
		sender := newHMIS(t, startDev(t, t.TempDir(), "", flag).URL, "demo-hmis")
		body := bytes.ReplaceAll(fresh("delivery"), []byte("CR2222222222222-2"), []byte("CR7777777777777-7"))
		body = bytes.ReplaceAll(body, []byte("CR5555555555555-5"), []byte("CR7777777777777-7"))
		if state := sender.settled("bundle_id=" + sender.mediator(sender.submit(body, http.StatusAccepted))); state != want {
			t.Errorf("%s: the claim is %s, want %s", flag, state, want)
		}
	}
}
