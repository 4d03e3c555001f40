package main

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/bima-exchange/bima/callbacks/receiver"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/fhir/fhirtest"
	"github.com/bima-exchange/bima/testdata"
)

// hmis is a facility's system: it talks to the exchange over real HTTP. Every ClaimResponse that it
// sees is checked against R4 and the eClaims profile.
type hmis struct {
	t     *testing.T
	url   string
	token string
	http  http.Client
}

// newHMIS logs in as a client of the development mode.
func newHMIS(t *testing.T, exchange, client string) *hmis {
	t.Helper()
	h := &hmis{t: t, url: exchange, http: http.Client{Timeout: time.Minute}}
	body := `{"client_id":"` + client + `","client_secret":"demo-secret"}`
	got := h.do(http.MethodPost, "/api/auth/token/", []byte(body), http.Header{"Content-Type": {"application/json"}})
	var token struct {
		AccessToken string `json:"access_token"`
	}
	if err := json.Unmarshal(got.Body, &token); err != nil || token.AccessToken == "" {
		t.Fatalf("no token for %s: %d %s", client, got.Status, got.Body)
	}
	h.token = token.AccessToken
	return h
}

// do sends a request and reads the answer whole.
func (h *hmis) do(method, path string, body []byte, header http.Header) answer {
	h.t.Helper()
	got, err := h.try(method, path, body, header)
	if err != nil {
		h.t.Fatalf("%s %s: %v", method, path, err)
	}
	return got
}

// try is do for requests that may fail, and for other goroutines than the test's.
func (h *hmis) try(method, path string, body []byte, header http.Header) (answer, error) {
	request, err := http.NewRequest(method, h.url+path, bytes.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/fhir+json")
	}
	if h.token != "" {
		request.Header.Set("Authorization", "Bearer "+h.token)
	}
	maps.Copy(request.Header, header)
	response, err := h.http.Do(request)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	read, err := io.ReadAll(response.Body)
	return answer{response.StatusCode, response.Header, read}, err
}

// submit posts a bundle and expects a status.
func (h *hmis) submit(body []byte, want int) answer {
	h.t.Helper()
	got := h.do(http.MethodPost, "/v1/shr-med/bundle", body, nil)
	if got.Status != want {
		h.t.Fatalf("submit: %d %s, want %d", got.Status, got.Body, want)
	}
	return got
}

// mediator is the mediator_id of an acknowledgement.
func (h *hmis) mediator(got answer) string {
	h.t.Helper()
	var ack struct {
		Message struct {
			MediatorID string `json:"mediator_id"`
		}
	}
	if err := json.Unmarshal(got.Body, &ack); err != nil || ack.Message.MediatorID == "" {
		h.t.Fatalf("no acknowledgement: %s", got.Body)
	}
	return ack.Message.MediatorID
}

// searchset is a status answer.
type searchset struct {
	Total int
	Link  []struct{ Relation, URL string }
	Entry []struct {
		FullURL  string
		Resource json.RawMessage
		Search   struct{ Mode string }
	}
}

// status asks by a query and expects 200. Every ClaimResponse in the answer is checked.
func (h *hmis) status(query string, header http.Header) (searchset, answer) {
	h.t.Helper()
	got := h.do(http.MethodGet, "/v1/shr-med/claim-status?"+query, nil, header)
	if got.Status != http.StatusOK {
		h.t.Fatalf("status by %s: %d %s", query, got.Status, got.Body)
	}
	if err := fhir.Judge(got.Body); err != nil {
		h.t.Errorf("the searchset is no sound R4: %v", err)
	}
	var set searchset
	if err := json.Unmarshal(got.Body, &set); err != nil {
		h.t.Fatal(err)
	}
	for _, entry := range set.Entry {
		if strings.Contains(entry.FullURL, "/ClaimResponse/") {
			fhirtest.CheckClaimResponse(h.t, entry.Resource)
		}
	}
	return set, got
}

// responses are the current ClaimResponses of a status answer.
func (s searchset) responses(t *testing.T) []fhir.ClaimResponse {
	t.Helper()
	var responses []fhir.ClaimResponse
	for _, entry := range s.Entry {
		if entry.Search.Mode == "match" {
			response, err := fhir.DecodeClaimResponse(entry.Resource)
			if err != nil {
				t.Fatal(err)
			}
			responses = append(responses, response)
		}
	}
	return responses
}

// settled waits until no claim behind an id is queued, and returns the state of the first.
func (h *hmis) settled(query string) string {
	h.t.Helper()
	for range 40 {
		set, _ := h.status(query, http.Header{"Prefer": {"wait=2"}})
		queued := false
		responses := set.responses(h.t)
		for _, response := range responses {
			queued = queued || stateOf(response) == "queued"
		}
		if !queued && len(responses) > 0 {
			return stateOf(responses[0])
		}
	}
	h.t.Fatalf("%s is still queued", query)
	return ""
}

// fresh is one of our bundles, with dates of today and ids of its own.
func fresh(name string) []byte {
	return testdata.Fresh(testdata.Today(testdata.Bundle(name), fhir.DateOf(time.Now())), uuid.NewString)
}

// claimIn is the first Claim of a bundle.
func claimIn(t *testing.T, body []byte) *fhir.Claim {
	t.Helper()
	bundle, _ := fhir.Decode(body)
	if bundle == nil || len(bundle.Claims()) == 0 {
		t.Fatal("the bundle has no claim")
	}
	return bundle.Claims()[0]
}

// callbacksOf starts a receiver for a facility's callbacks, on an address of its own, and sets it
// at the exchange. Every ClaimResponse that it gets is checked.
func callbacksOf(h *hmis, fid string) (arrived <-chan receiver.Callback, address string) {
	h.t.Helper()
	got := make(chan receiver.Callback, 1000)
	web := httptest.NewServer(facilityReceiver(h.t, func(callback receiver.Callback) error {
		fhirtest.CheckClaimResponse(h.t, callback.Body)
		got <- callback
		return nil
	}))
	h.t.Cleanup(web.Close)
	h.setCallback(fid, web.URL)
	return got, web.URL
}

// facilityReceiver lets in whoever has the password that setCallback tells the exchange.
func facilityReceiver(t *testing.T, take func(receiver.Callback) error) *receiver.Handler {
	t.Helper()
	handler, err := receiver.New(receiver.Config{Username: "user-of-callbacks", Password: "password-of-callbacks"}, take)
	if err != nil {
		t.Fatal(err)
	}
	return handler
}

func (h *hmis) setCallback(fid, target string) {
	h.t.Helper()
	body, err := json.Marshal(map[string]string{"url": target, "username": "user-of-callbacks", "password": "password-of-callbacks"})
	if err != nil {
		h.t.Fatal(err)
	}
	answer := h.do(http.MethodPut, "/v1/callbacks/"+url.PathEscape(fid), body, http.Header{"Content-Type": {"application/json"}})
	if !answer.ok() {
		h.t.Fatalf("set callback: %d %s", answer.Status, answer.Body)
	}
}

// await is the next callback.
func await(t *testing.T, arrived <-chan receiver.Callback) receiver.Callback {
	t.Helper()
	select {
	case callback := <-arrived:
		return callback
	case <-time.After(30 * time.Second):
		t.Fatal("no callback arrived within 30 s")
		return receiver.Callback{}
	}
}
