package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"github.com/bima-exchange/bima/callbacks/receiver"
)

// mailbox is a facility's receiver that is one thing after the other: it refuses, holds, or takes whatever
// comes, doubles included, once that is verified.
type mailbox struct {
	t       *testing.T
	url     string
	answer  atomic.Pointer[http.HandlerFunc]
	arrived chan receiver.Callback
	tested  chan struct{}
}

func newMailbox(t *testing.T, first http.HandlerFunc) *mailbox {
	t.Helper()
	m := &mailbox{t: t, arrived: make(chan receiver.Callback, 100), tested: make(chan struct{}, 100)}
	m.answer.Store(&first)
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { (*m.answer.Load())(w, r) }))
	t.Cleanup(web.Close)
	m.url = web.URL
	return m
}

// opens has the mailbox take what a secret has signed.
func (m *mailbox) opens(secret string) {
	m.t.Helper()
	handler, err := receiver.New(receiver.Config{
		Username: "user-of-callbacks", Password: "password-of-callbacks", Secrets: []string{secret},
		Last:    func(string) (int, error) { return 0, nil },
		Tested:  func() { m.tested <- struct{}{} },
		Refused: func(status int, text string) { m.t.Errorf("refused: %d %s", status, text) },
	}, func(callback receiver.Callback) error { m.arrived <- callback; return nil })
	if err != nil {
		m.t.Fatal(err)
	}
	m.answer.Store(new(http.HandlerFunc(handler.ServeHTTP)))
}

// setAt makes the mailbox the endpoint of a facility, and is the signing secret, where it is told.
func (m *mailbox) setAt(h *hmis, fid string) (secret string) {
	m.t.Helper()
	body := `{"url":"` + m.url + `","username":"user-of-callbacks","password":"password-of-callbacks"}`
	got := h.do(http.MethodPut, "/v1/callbacks/"+fid, []byte(body), jsonBody)
	var set struct {
		SigningSecret string `json:"signing_secret"`
	}
	if err := json.Unmarshal(got.Body, &set); err != nil || !got.ok() {
		m.t.Fatalf("set callback: %d %s", got.Status, got.Body)
	}
	return set.SigningSecret
}

// takes awaits callbacks, in this order.
func (m *mailbox) takes(ids ...string) {
	m.t.Helper()
	for _, id := range ids {
		if callback := await(m.t, m.arrived); callback.ID != id {
			m.t.Errorf("%s arrived, want %s", callback.ID, id)
		}
	}
}

// takesEach awaits callbacks in any order, but that the versions of each claim are in theirs.
func (m *mailbox) takesEach(claims map[string][]string) {
	m.t.Helper()
	left := 0
	for _, ids := range claims {
		left += len(ids)
	}
	for range left {
		callback := await(m.t, m.arrived)
		ids := claims[callback.ClaimID]
		if len(ids) == 0 || ids[0] != callback.ID {
			m.t.Errorf("%s arrived, want %v", callback.ID, ids)
			continue
		}
		claims[callback.ClaimID] = ids[1:]
	}
}
