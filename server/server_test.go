package server

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/profiles"
	"github.com/bima-exchange/bima/secret"
	"github.com/bima-exchange/bima/terminology"
)

const (
	testBase   = "https://fhir.sha.go.ke/fhir"
	testIssuer = "https://bima.test"
	testFID    = "FID-01-116951-6"
	testSecret = "a-secret-of-a-client"
	signingKey = "a-signing-key-of-a-client"
)

var testNow = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

// exchange is a server over the real engine, which stands on ports in memory.
type exchange struct {
	*Server
	clock      *fakeClock
	clients    fakeClients
	claims     *fakeClaims
	deliveries *fakeDeliveries
	ledger     *fakeLedger
	log        *bytes.Buffer
}

func newExchange(t testing.TB, changes ...func(*Config)) *exchange {
	t.Helper()
	box, err := secret.NewBox("test", map[string][]byte{"test": bytes.Repeat([]byte{7}, secret.KeySize)})
	if err != nil {
		t.Fatal(err)
	}
	set, err := terminology.Starter()
	if err != nil {
		t.Fatal(err)
	}
	terms, hasher, ids := terminology.New(set), secret.NewHasher([]byte("server key")), new(int)
	x := &exchange{clock: &fakeClock{testNow}, clients: newFakeClients(t, box, hasher), claims: newFakeClaims(), deliveries: newFakeDeliveries(), ledger: &fakeLedger{}, log: new(bytes.Buffer)}
	newID := func() string { *ids++; return fmt.Sprintf("00000000-0000-4000-8000-%012d", *ids) }
	config := Config{
		Engine: engine.New(engine.Config{
			Claims: x.claims, Registry: fakeRegistry{}, Clients: x.clients, Deliveries: x.deliveries, Ledger: x.ledger, Queue: fakeQueue{},
			Guard: fakeGuard{}, Tester: fakeTester{}, Box: box, Clock: x.clock, Terminology: terms, Profile: profiles.New(profiles.Config{Terms: terms}), Base: testBase, NewID: newID,
		}),
		Clients: x.clients, Ledger: x.ledger, Box: box, Hasher: hasher,
		SigningKey: ed25519.NewKeyFromSeed(bytes.Repeat([]byte{9}, ed25519.SeedSize)), Issuer: testIssuer,
		Base: testBase, Clock: x.clock, NewID: newID, Terminology: terms, Version: "test",
		Ready: func(context.Context) error { return nil },
		Log:   slog.New(slog.NewJSONHandler(x.log, nil)),
	}
	for _, change := range changes {
		change(&config)
	}
	x.Server = New(config)
	return x
}

// send makes a request; headers are "Name: value".
func (x *exchange) send(method, target string, body []byte, headers ...string) *httptest.ResponseRecorder {
	return x.do(httptest.NewRequest(method, target, bytes.NewReader(body)), headers...)
}

func (x *exchange) do(request *http.Request, headers ...string) *httptest.ResponseRecorder {
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		request.Header.Add(name, value)
	}
	recorder := httptest.NewRecorder()
	x.Handler().ServeHTTP(recorder, request)
	return recorder
}

// bearer is the Authorization header of a client, with a token that was issued to it.
func (x *exchange) bearer(t *testing.T, client string) string {
	t.Helper()
	token, err := x.issue(x.clients[client], time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	return "Authorization: Bearer " + token
}

func basic(user, password string) string {
	return "Authorization: Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password))
}

// bundle is one of the sound bundles of the project.
func bundle(t *testing.T, name string) []byte {
	t.Helper()
	body, err := os.ReadFile("../testdata/bundles/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// outcome reads an OperationOutcome and fails where the answer is none.
type outcome struct {
	ResourceType string
	Issue        []struct{ Severity, Code, Diagnostics string }
}

func wantOutcome(t *testing.T, got *httptest.ResponseRecorder, status int, code string) outcome {
	t.Helper()
	var o outcome
	if err := json.Unmarshal(got.Body.Bytes(), &o); err != nil {
		t.Fatalf("status %d, body %q: %v", got.Code, got.Body, err)
	}
	if got.Code != status || o.ResourceType != "OperationOutcome" || len(o.Issue) == 0 || o.Issue[0].Code != code {
		t.Fatalf("status %d, body %s; wanted %d and an OperationOutcome of code %q", got.Code, got.Body, status, code)
	}
	if got.Header().Get("Content-Type") != "application/fhir+json" {
		t.Errorf("Content-Type is %q", got.Header().Get("Content-Type"))
	}
	if got.Header().Get("X-Request-Id") == "" {
		t.Error("no X-Request-Id")
	}
	return o
}

func wantStatus(t *testing.T, got *httptest.ResponseRecorder, status int) {
	t.Helper()
	if got.Code != status {
		t.Fatalf("status %d, body %s; wanted %d", got.Code, got.Body, status)
	}
}

// lastLine is the last line of the log.
func (x *exchange) lastLine(t *testing.T) map[string]any {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(x.log.String()), "\n")
	var line map[string]any
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &line); err != nil {
		t.Fatal(err)
	}
	return line
}

// countedBody tells how much of it was read.
type countedBody struct {
	io.Reader
	read int64
}

func (b *countedBody) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	b.read += int64(n)
	return n, err
}
