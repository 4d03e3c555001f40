package main

import (
	"encoding/pem"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// mood is how a receiver answers a callback that it gets for the first time. When it is sent again it is
// always taken, so that a run comes to its end: the second wait of the schedule is long.
type mood int32

const (
	willing mood = iota
	failing
	slow
)

// moodyReceiver takes callbacks over HTTPS under an authority of its own.
type moodyReceiver struct {
	URL string
	// Authority is the file with the certificate under which it is trusted.
	Authority string

	mood    atomic.Int32
	slowFor time.Duration
	history *history
	sights  *sights

	mu  sync.Mutex
	had map[string]bool
}

func startReceiver(t *testing.T, h *history, s *sights, slowFor time.Duration) *moodyReceiver {
	t.Helper()
	r := &moodyReceiver{history: h, sights: s, slowFor: slowFor, had: map[string]bool{}}
	web := httptest.NewTLSServer(r)
	t.Cleanup(web.Close)
	r.URL = web.URL
	r.Authority = filepath.Join(t.TempDir(), "authority.pem")
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: web.Certificate().Raw})
	if err := os.WriteFile(r.Authority, block, 0o600); err != nil {
		t.Fatal(err)
	}
	return r
}

// be sets the mood in which new callbacks are answered.
func (r *moodyReceiver) be(mood mood) { r.mood.Store(int32(mood)) }

func (r *moodyReceiver) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	id := request.Header.Get("webhook-id")
	a := act{Kind: calledUp, Ask: id, Began: r.history.now()}
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return // its sender was killed
	}
	user, password, _ := request.BasicAuth()
	if user != "user-of-callbacks" || password != "password-of-callbacks" {
		r.sights.t.Errorf("the callback %s came with the credentials of %q", id, user)
	}
	is := r.sights.response(body)
	a.Claims, a.Seen, a.Status = []string{is.Claim}, []seen{is}, r.answer(id)
	// It is in the history before the sender knows of it: the next version may come at once.
	r.history.add(a)
	w.WriteHeader(a.Status)
	if a.Status != http.StatusNoContent {
		fmt.Fprintln(w, "try again later")
	}
}

// answer is the status for a callback, after the time that it takes.
func (r *moodyReceiver) answer(id string) int {
	r.mu.Lock()
	again := r.had[id]
	r.had[id] = true
	r.mu.Unlock()
	switch mood := mood(r.mood.Load()); {
	case !again && mood == failing:
		return http.StatusInternalServerError
	case !again && mood == slow:
		time.Sleep(r.slowFor)
	}
	return http.StatusNoContent
}
