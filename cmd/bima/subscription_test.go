package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bima-exchange/bima/callbacks/receiver"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/fhir/fhirtest"
)

// subscriptionOf is an R4 Subscription to the answers to a facility's claims. The credentials are those that
// facilityReceiver wants.
func subscriptionOf(fid, target string) []byte {
	body, err := json.Marshal(map[string]any{
		"resourceType": "Subscription", "id": fid, "status": "requested", "reason": "The HMIS follows its claims",
		"criteria": "ClaimResponse?requestor=Organization/" + fid,
		"channel": map[string]any{
			"type": "rest-hook", "endpoint": target, "payload": "application/fhir+json",
			"header": []string{"Authorization: Basic dXNlci1vZi1jYWxsYmFja3M6cGFzc3dvcmQtb2YtY2FsbGJhY2tz"},
		},
	})
	if err != nil {
		panic(err) // it holds nothing but text
	}
	return body
}

// shownSubscription is what is read of a Subscription.
type shownSubscription struct {
	ID, Status, Error string
	Channel           struct {
		Endpoint  string
		Header    []string
		Extension []struct{ URL, ValueString string }
	}
}

// readSubscription reads an answer that is to be a Subscription.
func readSubscription(t *testing.T, got answer, status int) (read shownSubscription) {
	t.Helper()
	if got.Status != status {
		t.Fatalf("%d %s, want %d", got.Status, got.Body, status)
	}
	if err := fhir.Judge(got.Body); err != nil {
		t.Errorf("%s is no sound R4: %v", got.Body, err)
	}
	if err := json.Unmarshal(got.Body, &read); err != nil {
		t.Fatal(err)
	}
	return read
}

// fickle is a facility's receiver that answers with a status in place of what it would, while one is set.
type fickle struct {
	receiver atomic.Pointer[receiver.Handler]
	status   atomic.Int64
}

func (f *fickle) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if status := f.status.Load(); status != 0 {
		w.WriteHeader(int(status))
		return
	}
	f.receiver.Load().ServeHTTP(w, r)
}

// TestSubscription follows a facility that knows nothing but R4: it subscribes, gets signed callbacks, sees how
// its receiver fares, and ends it.
func TestSubscription(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		sender := newHMIS(t, startDev(t, t.TempDir(), db, "--callback-retries", "1s").URL, "demo-hmis")
		facility := &fickle{}
		web := httptest.NewServer(facility)
		t.Cleanup(web.Close)
		const path = "/fhir/Subscription/" + hospital

		created := sender.do(http.MethodPost, "/fhir/Subscription", subscriptionOf(hospital, web.URL), nil)
		subscribed := readSubscription(t, created, http.StatusCreated)
		if place := created.Header.Get("Location"); !strings.HasSuffix(place, path) || len(subscribed.Channel.Extension) != 1 || subscribed.Status != "active" {
			t.Fatalf("created at %q: %s", place, created.Body)
		}
		again := sender.do(http.MethodPost, "/fhir/Subscription", subscriptionOf(hospital, web.URL), nil)
		if again.Status != http.StatusConflict {
			t.Errorf("created again: %d %s", again.Status, again.Body)
		}
		arrived := facility.listen(t, subscribed.Channel.Extension[0].ValueString)

		wantSubscribed := func(status, text string) {
			t.Helper()
			sender.awaitSubscription(path, status, text)
		}
		takesOne := func() {
			t.Helper()
			id := claimIn(t, submitsOne(sender)).ID.Value
			if callback := await(t, arrived); callback.ClaimID != id || callback.Version != 2 {
				t.Errorf("callback %s, want that of %s", callback.ID, id)
			}
		}
		takesOne()
		wantSubscribed("active", "")

		facility.status.Store(http.StatusServiceUnavailable)
		late := claimIn(t, submitsOne(sender)).ID.Value
		wantSubscribed("error", "failed, the last with HTTP 503 Service Unavailable")
		facility.status.Store(0)
		if callback := await(t, arrived); callback.ClaimID != late {
			t.Errorf("callback %s, want that of %s", callback.ID, late)
		}
		wantSubscribed("active", "")

		facility.status.Store(http.StatusGone)
		submitsOne(sender)
		wantSubscribed("off", "the receiver answered 410 Gone")
		facility.status.Store(0)
		updated := readSubscription(t, sender.do(http.MethodPut, path, subscriptionOf(hospital, web.URL), nil), http.StatusOK)
		if updated.Status != "active" || len(updated.Channel.Extension) > 0 { // the secret stays
			t.Errorf("updated: %+v", updated)
		}
		takesOne()

		for _, want := range []int{http.StatusNoContent, http.StatusNotFound} {
			if got := sender.do(http.MethodDelete, path, nil, nil); got.Status != want {
				t.Errorf("delete: %d %s, want %d", got.Status, got.Body, want)
			}
		}
		for _, gone := range []string{path, "/v1/callbacks/" + hospital} {
			if got := sender.do(http.MethodGet, gone, nil, nil); got.Status != http.StatusNotFound {
				t.Errorf("%s after the delete: %d %s", gone, got.Status, got.Body)
			}
		}
	})
}

// submitsOne sends a bundle of somebody whom no registry knows, so that a person has to look at the claim.
func submitsOne(sender *hmis) []byte {
	sender.t.Helper()
	body := stranger("delivery")
	sender.submit(body, http.StatusAccepted)
	return body
}

// listen has the facility take what is signed with a secret, from now on.
func (f *fickle) listen(t *testing.T, secret string) <-chan receiver.Callback {
	t.Helper()
	arrived := make(chan receiver.Callback, 100)
	handler, err := receiver.New(receiver.Config{Username: "user-of-callbacks", Password: "password-of-callbacks", Secrets: []string{secret}},
		func(callback receiver.Callback) error {
			fhirtest.CheckClaimResponse(t, callback.Body)
			arrived <- callback
			return nil
		})
	if err != nil {
		t.Fatal(err)
	}
	f.receiver.Store(handler)
	return arrived
}

// awaitSubscription waits until a Subscription has a status, and an error with a text in it, or none.
func (h *hmis) awaitSubscription(path, status, text string) {
	h.t.Helper()
	var read shownSubscription
	for range 200 {
		got := h.do(http.MethodGet, path, nil, nil)
		read = readSubscription(h.t, got, http.StatusOK)
		if len(read.Channel.Header) > 0 || len(read.Channel.Extension) > 0 {
			h.t.Fatalf("a secret is shown: %s", got.Body)
		}
		if read.Status == status && strings.Contains(read.Error, text) && (read.Error == "") == (text == "") {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	h.t.Fatalf("the Subscription is %s, error %q; want %s, %q", read.Status, read.Error, status, text)
}
