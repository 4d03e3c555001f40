package callbacks

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/secret"
)

const body = `{"resourceType":"ClaimResponse","id":"claim-1"}`

// bench is a Deliverer with one delivery that is due, and all that stands around it.
type bench struct {
	*Deliverer
	store *store
	clock *clock
	log   *bytes.Buffer
}

// newBench returns a bench whose endpoint is the URL; loopback and plain HTTP are allowed.
func newBench(t *testing.T, url string) *bench {
	t.Helper()
	box, err := secret.NewBox("a", map[string][]byte{"a": make([]byte, secret.KeySize)})
	if err != nil {
		t.Fatal(err)
	}
	password, err := box.Seal([]byte("s3cret"), engine.EndpointContext("FID-1"))
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{
		store: &store{
			endpoint: &engine.Endpoint{Facility: "FID-1", URL: url, Username: "hmis", Password: password, Enabled: true, SetAt: day},
			delivery: engine.Delivery{
				ID: "claim-1.2", ClaimID: "claim-1", Version: 2, Facility: "FID-1", State: engine.DeliveryPending,
				CreatedAt: day, NextAt: day, BegunAt: day, ClaimState: engine.Approved, Mediator: "m-1", Body: []byte(body),
			},
		},
		clock: &clock{day}, log: new(bytes.Buffer),
	}
	b.Deliverer = New(Config{
		Deliveries: b.store, Ledger: b.store, NewID: func() string { return "id" }, Guard: newGuard(t, nil, "http", "127.0.0.0/8"), Box: box,
		Clock: b.clock, Log: slog.New(slog.NewTextHandler(b.log, nil)), Jitter: exactly,
	})
	t.Cleanup(b.client.CloseIdleConnections)
	return b
}

// deliver makes one round of Run, one step after the other.
func (b *bench) deliver(t *testing.T) {
	t.Helper()
	b.Wake(engine.Task{Kind: engine.TaskDeliver, ID: "FID-1"})
	for _, a := range b.take(t.Context(), b.lanes.pick()) {
		b.note(t.Context(), []made{b.try(t.Context(), a)})
	}
}

// receive starts a receiver on 127.0.0.1.
func receive(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

// answering is a receiver that always gives one answer.
func answering(status int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		io.WriteString(w, "the answer")
	}
}

// roundTrip is a transport without a network.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
