package main

import (
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bima-exchange/bima/callbacks/receiver"
)

const (
	soakReceivers = 200
	// How a fifth of the receivers each behave: slow ones answer after slowFor, flaky ones answer flakyShare
	// of the requests with a 500, those that are down break the connection from downFrom to downTo after the
	// beginning. The other two fifths are well.
	slowFor    = 2500 * time.Millisecond
	flakyShare = 0.3
	downFrom   = 5 * time.Second
	downTo     = 45 * time.Second
)

// behaviour is how a receiver behaves.
type behaviour int

const (
	slow behaviour = iota
	flaky
	down
	well
	alsoWell
	behaviours
)

// receivers are those of the soak: one HTTPS server with a path for each facility, which note what comes.
// They take what callbacks/receiver takes, and look beside it at every arrival.
type receivers struct {
	server    *httptest.Server
	authority string
	began     time.Time
	// gentle: all behave well, and at once.
	gentle atomic.Bool

	mu       sync.Mutex
	handlers map[string]http.Handler
	last     map[string]int
	arrivals int
	// disorders are versions that did not follow the one before, duplicates those that had been taken.
	disorders  []string
	duplicates int
	// latencies are from a version's time to its arrival at a receiver that is well.
	latencies []time.Duration
	first     time.Time
	latest    time.Time
	news      chan struct{}
}

// startReceivers starts them, and writes the certificate that the exchange is to trust into a folder.
func startReceivers(dir string) (*receivers, error) {
	r := &receivers{handlers: map[string]http.Handler{}, last: map[string]int{}, news: make(chan struct{}, 1), authority: filepath.Join(dir, "receivers.pem")}
	r.server = httptest.NewUnstartedServer(http.HandlerFunc(r.serve))
	r.server.Config.ErrorLog = log.New(io.Discard, "", 0) // broken connections are on purpose
	r.server.StartTLS()
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: r.server.Certificate().Raw})
	return r, os.WriteFile(r.authority, block, 0o600)
}

// add makes the receiver of a facility, whose callbacks are signed with a secret.
func (r *receivers) add(facility, password, secret string) error {
	handler, err := receiver.New(receiver.Config{
		Username: facility, Password: password, Secrets: []string{secret},
		Last:    func(claim string) (int, error) { r.mu.Lock(); defer r.mu.Unlock(); return r.last[claim], nil },
		Dropped: func(receiver.Callback) { r.mu.Lock(); defer r.mu.Unlock(); r.duplicates++ },
	}, func(callback receiver.Callback) error { return r.take(facility, callback) })
	r.mu.Lock()
	defer r.mu.Unlock()
	r.handlers["/"+facility] = handler
	return err
}

// serve misbehaves, and else takes the callback.
func (r *receivers) serve(w http.ResponseWriter, request *http.Request) {
	facility := strings.TrimPrefix(request.URL.Path, "/")
	if !r.gentle.Load() {
		switch behaviourOf(facility) {
		case slow:
			time.Sleep(slowFor)
		case flaky:
			if rand.Float64() < flakyShare {
				http.Error(w, "not now", http.StatusInternalServerError)
				return
			}
		case down:
			if r.down() {
				panic(http.ErrAbortHandler)
			}
		}
	}
	r.mu.Lock()
	handler := r.handlers[request.URL.Path]
	r.mu.Unlock()
	if handler == nil {
		http.NotFound(w, request)
		return
	}
	handler.ServeHTTP(w, request)
}

// take notes a version that is new.
func (r *receivers) take(facility string, callback receiver.Callback) error {
	var response struct {
		Meta struct{ LastUpdated time.Time }
	}
	if err := json.Unmarshal(callback.Body, &response); err != nil {
		return err
	}
	now := time.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	if want := max(1, r.last[callback.ClaimID]) + 1; callback.Version != want {
		r.disorders = append(r.disorders, fmt.Sprintf("%s came where version %d was wanted", callback.ID, want))
	}
	r.last[callback.ClaimID] = callback.Version
	r.arrivals++
	if r.first.IsZero() {
		r.first = now
	}
	r.latest = now
	if behaviourOf(facility) >= well {
		r.latencies = append(r.latencies, now.Sub(response.Meta.LastUpdated))
	}
	select {
	case r.news <- struct{}{}:
	default:
	}
	return nil
}

// begin says when the soak began, by which receivers go down.
func (r *receivers) begin(at time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.began = at
}

// down reports whether those that are down for a while are.
func (r *receivers) down() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	since := time.Since(r.began)
	return since > downFrom && since < downTo
}

// forget has all come again as if nothing had: arrivals are counted anew.
func (r *receivers) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.last, r.arrivals, r.first, r.latencies = map[string]int{}, 0, time.Time{}, nil
}

// arrived is how many new versions came.
func (r *receivers) arrived() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.arrivals
}

// soakFacility is the id of a facility of the soak, and behaviourOf how its receiver behaves.
func soakFacility(n int) string { return fmt.Sprintf("FID-77-%06d-%d", n, n%int(behaviours)) }

func behaviourOf(facility string) behaviour {
	return behaviour(facility[len(facility)-1] - '0')
}
