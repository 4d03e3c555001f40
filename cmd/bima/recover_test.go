package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// TestRecover: a receiver that says it is gone is left alone, and gets all that it missed when it is back:
// what was given up, and what was never made, under the ids that they had.
func TestRecover(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		exchange := startDev(t, t.TempDir(), db, "--open-registry")
		s := newStaff(t, exchange.URL)
		owner, server := s.by[engine.Provider], "--server="+exchange.URL
		yesterday := "--since=" + fhir.DateOf(time.Now()).AddDays(-1).String()
		posted, goOn := make(chan struct{}), make(chan struct{})
		box := newMailbox(t, func(w http.ResponseWriter, _ *http.Request) {
			posted <- struct{}{}
			<-goOn
			w.WriteHeader(http.StatusGone)
		})
		secret := box.setAt(owner, hospital)
		first := s.submit(inDoubt(t), engine.InReview)
		<-posted // and nothing else goes to this endpoint until it has answered
		second := s.submit(inDoubt(t), engine.InReview)
		close(goOn)
		awaitDead(t, owner, 2)

		wantRun(t, exitFine, []string{`"enabled":false`, `"disabled":"the receiver answered 410 Gone"`}, "callback", "show", server, hospital)
		wantRun(t, exitFine, []string{"dead", first + ".2", second + ".2", "2 callbacks listed; in all 0 pending and 2 dead"},
			"callback", "list", server, hospital, "--state=dead", yesterday)
		wantRun(t, exitFine, []string{"HTTP 410 after"}, "callback", "delivery", server, hospital, first+".2")
		wantRun(t, exitFine, []string{"not sent: the facility's endpoint is disabled"}, "callback", "delivery", server, hospital, second+".2")
		wantRun(t, exitNo, []string{"refused", "answered 410 Gone; set it again first"}, "callback", "redeliver", server, hospital, second+".2")
		wantRun(t, exitWrong, []string{"HTTP 409", "set it again first"}, "callback", "recover", server, hospital, yesterday)
		s.step(engine.ClaimsOfficer, first, engine.SendBack, "", http.StatusOK) // a version without a row

		box.opens(secret)
		wantRun(t, exitFine, []string{"taken", "test.", "HTTP 204"}, "callback", "test", server, hospital)
		<-box.tested
		if again := box.setAt(owner, hospital); again != "" {
			t.Error("the endpoint has another secret, since it was set again")
		}
		wantRun(t, exitNo, []string{"pending", second + ".2", "refused", "nobody.2", "HTTP 404"}, "callback", "redeliver", server, hospital, "nobody.2", second+".2")
		box.takes(second + ".2")
		wantRun(t, exitFine, []string{"2 callbacks to be sent"}, "callback", "recover", server, hospital, yesterday)
		box.takes(first+".2", first+".3")
		awaitDead(t, owner, 0)
		wantRun(t, exitFine, []string{"0 callbacks to be sent"}, "callback", "recover", server, hospital, yesterday)
		wantRun(t, exitFine, []string{"3 callbacks to be sent"}, "callback", "recover", server, hospital, yesterday, "--delivered")
		box.takesEach(map[string][]string{first: {first + ".2", first + ".3"}, second: {second + ".2"}})

		checkNoEndpoint(t, s, box, server, yesterday)
	})
}

// checkNoEndpoint: what came while there was no endpoint at all is made when it is asked for.
func checkNoEndpoint(t *testing.T, s *staff, box *mailbox, server, since string) {
	t.Helper()
	owner := s.by[engine.Provider]
	wantRun(t, exitFine, nil, "callback", "remove", server, hospital)
	third, fourth := s.submit(inDoubt(t), engine.InReview), s.submit(inDoubt(t), engine.InReview)
	s.step(engine.ClaimsOfficer, third, engine.SendBack, "", http.StatusOK)
	wantRun(t, exitWrong, []string{"HTTP 404"}, "callback", "recover", server, hospital, since)
	wantRun(t, exitWrong, []string{"HTTP 404"}, "callback", "test", server, hospital)
	box.opens(box.setAt(owner, hospital))
	wantRun(t, exitWrong, []string{"HTTP 404"}, "callback", "recover", server, "--client-id=demo-other", hospital, since)
	wantRun(t, exitWrong, []string{"HTTP 400", "in the future"}, "callback", "recover", server, hospital, "--since=2999-01-01")
	wantRun(t, exitWrong, []string{"HTTP 400", "since is missing"}, "callback", "recover", server, hospital)
	wantRun(t, exitFine, []string{`{"recovered":3}`}, "callback", "recover", server, hospital, since, "--json")
	box.takesEach(map[string][]string{third: {third + ".2", third + ".3"}, fourth: {fourth + ".2"}})
}

// awaitDead waits until so many callbacks of the hospital are dead, and none is on its way.
func awaitDead(t *testing.T, h *hmis, dead int) {
	t.Helper()
	want := fmt.Sprintf(`"count":{"pending":0,"dead":%d}`, dead)
	var got answer
	for range 500 { // the attempt is noted after the receiver has answered it
		got = h.do(http.MethodGet, "/v1/callbacks/"+hospital+"/deliveries", nil, nil)
		if strings.Contains(string(got.Body), want) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("%s; want %s", got.Body, want)
}

// TestCallbackTest: whatever the receiver answers is told, and that it was no 2xx by the exit status.
func TestCallbackTest(t *testing.T) {
	exchange := startDev(t, t.TempDir(), "")
	owner, server := newHMIS(t, exchange.URL, "demo-hmis"), "--server="+exchange.URL
	box := newMailbox(t, func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "closed for \x1b[31mthe night", http.StatusServiceUnavailable)
	})
	box.setAt(owner, hospital)
	wantRun(t, exitNo, []string{"refused", "HTTP 503 after", "closed for [31mthe night"}, "callback", "test", server, hospital)
	wantRun(t, exitNo, []string{`"status":503`, `"answer":"closed for \u001b[31mthe night\n"`}, "callback", "test", server, hospital, "--json")
	box.answer.Store(new(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })))
	wantRun(t, exitNo, []string{"failed", "no answer"}, "callback", "test", server, hospital)

	rotated := wantRun(t, exitFine, []string{"whsec_", "both_until"}, "callback", "rotate-secret", server, hospital)
	_, secret, _ := strings.Cut(rotated, `"signing_secret":"`)
	secret, _, _ = strings.Cut(secret, `"`)
	box.opens(secret)
	wantRun(t, exitFine, []string{"taken", "HTTP 204"}, "callback", "test", server, hospital)
	<-box.tested
}
