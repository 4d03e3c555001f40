package main

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/bima-exchange/bima/callbacks/receiver"
	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/engine/queue/redistest"
	"github.com/bima-exchange/bima/store"
	"github.com/bima-exchange/bima/store/storetest"
)

// realKeys are keys as an operator sets them.
func realKeys(t *testing.T) keyTexts {
	t.Helper()
	key := func() string {
		bytes := make([]byte, 32)
		rand.Read(bytes)
		return base64.StdEncoding.EncodeToString(bytes)
	}
	return keyTexts{Secret: key(), Seal: key(), Signing: key()}
}

// setKeys puts keys into the environment of the programs that the test runs.
func setKeys(t *testing.T, keys keyTexts) {
	t.Helper()
	t.Setenv("BIMA_SECRET_KEY", keys.Secret)
	t.Setenv("BIMA_SEAL_KEY", keys.Seal)
	t.Setenv("BIMA_SIGNING_KEY", keys.Signing)
}

// prepare does something to a store before processes run on it.
func prepare(t *testing.T, db string, texts keyTexts, do func(*store.Store, keys) error) {
	t.Helper()
	keys, err := texts.open()
	if err != nil {
		t.Fatal(err)
	}
	opened, err := openStore(t.Context(), Config{DB: db}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(do(opened, keys), opened.Close()); err != nil {
		t.Fatal(err)
	}
}

// loadRegistry gives a store the demo clients, under the given keys, and the demo registry.
func loadRegistry(t *testing.T, db string, texts keyTexts) {
	t.Helper()
	prepare(t, db, texts, func(opened *store.Store, keys keys) error { return loadDemoData(t.Context(), opened, keys) })
}

// loadClients gives a store the client hmis, who acts for the hospital with the demo secret, and the
// demo registry.
func loadClients(t *testing.T, db string, texts keyTexts) {
	t.Helper()
	prepare(t, db, texts, func(opened *store.Store, keys keys) error {
		client := engine.Client{
			ID: "hmis", Role: engine.Provider, Scope: engine.Scope{FIDs: []string{hospital, centre}},
			SecretHash: keys.hasher.Hash(demoSecret), CreatedAt: time.Now(),
		}
		return errors.Join(opened.SaveClient(t.Context(), client), loadDemoRegistry(t.Context(), opened))
	})
}

// TestRefusals: serve and work do not start where that would be unsafe, and say what is wrong.
func TestRefusals(t *testing.T) {
	db := storetest.PostgresURL(t)
	at := "--db=" + db
	side := "--metrics-addr="
	wantRun(t, exitWrong, []string{"BIMA_", "is not set"}, "serve", at, side, "--allow-fragment")
	wantRun(t, exitWrong, []string{"BIMA_SEAL_KEY is not set"}, "work", at, side, "--allow-fragment")
	keys := realKeys(t)
	setKeys(t, keys)
	for _, role := range []string{"serve", "work"} {
		wantRun(t, exitWrong, []string{"--db"}, role, side, "--allow-fragment")
		wantRun(t, exitWrong, []string{"fragment"}, role, at, side)
		wantRun(t, exitWrong, []string{"HTTPS only"}, role, at, side, "--allow-fragment", "--callback-allow=http")
		wantRun(t, exitWrong, []string{"redis"}, role, at, side, "--allow-fragment", "--redis=http://x")
	}
	loadRegistry(t, db, keys)
	wantRun(t, exitWrong, []string{"demo-hmis", "bima client revoke"}, "serve", at, side, "--allow-fragment", "--addr=127.0.0.1:0")
	storetest.Exec(t, db, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, true)")
	for _, role := range []string{"serve", "work"} {
		wantRun(t, exitWrong, []string{"schema", "9999"}, role, at, side, "--allow-fragment")
	}
}

// TestRoles runs two of each role as processes on one PostgreSQL and one Redis: a claim goes all the
// way, its callback reaches an HTTPS receiver with an authority of its own, and each role stops well.
func TestRoles(t *testing.T) {
	db := storetest.PostgresURL(t)
	redis := redistest.Start(t)
	keys := realKeys(t)
	setKeys(t, keys)
	loadClients(t, db, keys)

	arrived := make(chan receiver.Callback, 10)
	facility := httptest.NewTLSServer(facilityReceiver(t, func(callback receiver.Callback) error {
		arrived <- callback
		return nil
	}))
	t.Cleanup(facility.Close)
	authority := filepath.Join(t.TempDir(), "authority.pem")
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: facility.Certificate().Raw})
	if err := os.WriteFile(authority, block, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SSL_CERT_FILE", authority)

	common := []string{"--db", db, "--redis", redis.URL, "--allow-fragment", "--metrics-addr", "127.0.0.1:0", "--callback-allow", "127.0.0.0/8"}
	serves := []*process{
		start(t, append([]string{"serve", "--addr", "127.0.0.1:0", "--rate", "0"}, common...)...),
		start(t, append([]string{"serve", "--addr", "127.0.0.1:0", "--rate", "0"}, common...)...),
	}
	works := []*process{start(t, append([]string{"work"}, common...)...), start(t, append([]string{"work"}, common...)...)}

	first, second := newHMIS(t, serves[0].URL, "hmis"), newHMIS(t, serves[1].URL, "hmis")
	if got := first.do(http.MethodPut, "/v1/callbacks/"+hospital, []byte(`{"url":"http://127.0.0.1:1/","username":"u","password":"p"}`), http.Header{"Content-Type": {"application/json"}}); got.Status != http.StatusBadRequest {
		t.Errorf("plain HTTP for callbacks: %d %s", got.Status, got.Body)
	}
	first.setCallback(hospital, facility.URL)
	query := "bundle_id=" + first.mediator(first.submit(fresh("delivery"), http.StatusAccepted))
	if state := second.settled(query); state != "approved" {
		t.Errorf("the claim is %s at the other server", state)
	}
	if callback := await(t, arrived); callback.State != "approved" {
		t.Errorf("callback %+v", callback)
	}
	for _, p := range append(serves, works...) {
		if strings.Contains(p.logs.String(), `"level":"ERROR"`) {
			t.Errorf("errors in a log:\n%s", tail(p.logs.String(), 20))
		}
		p.Stop(t)
	}
}

// TestServeAlone: without a worker claims wait, without Redis a worker finds them.
func TestServeAlone(t *testing.T) {
	db := storetest.PostgresURL(t)
	keys := realKeys(t)
	setKeys(t, keys)
	loadClients(t, db, keys)
	common := []string{"--db", db, "--allow-fragment", "--metrics-addr", "127.0.0.1:0"}
	serve := start(t, append([]string{"serve", "--addr", "127.0.0.1:0"}, common...)...)
	sender := newHMIS(t, serve.URL, "hmis")
	query := "bundle_id=" + sender.mediator(sender.submit(fresh("delivery"), http.StatusAccepted))
	set, _ := sender.status(query, http.Header{"Prefer": {"wait=1"}})
	if state := stateOf(set.responses(t)[0]); state != "queued" {
		t.Errorf("without a worker the claim is %s", state)
	}
	start(t, append([]string{"work"}, common...)...)
	if state := sender.settled(query); state != "approved" {
		t.Errorf("the claim is %s", state)
	}
}

// TestOneTrace: intake, adjudication and callback stand under one trace, though a server and a
// worker that share nothing but the store did them.
func TestOneTrace(t *testing.T) {
	spans := tracetest.NewInMemoryExporter()
	provider := trace.NewTracerProvider(trace.WithSyncer(spans))
	before := otel.GetTracerProvider()
	otel.SetTracerProvider(provider)
	t.Cleanup(func() { otel.SetTracerProvider(before) })

	config := Config{
		DB: storetest.PostgresURL(t), Addr: "127.0.0.1:0", States: "all", LOS: "nights", UnknownMember: "refer", AllowFragment: true,
		CallbackAllow: []string{"http", "127.0.0.0/8"}, Workers: 2, StopWithin: 10 * time.Second, FHIRBase: "https://fhir.sha.go.ke/fhir",
	}
	loadRegistry(t, config.DB, config.Keys)
	w, err := newWeb(t.Context(), testNode(t, serveRole, config))
	if err != nil {
		t.Fatal(err)
	}
	runPart(t, w.run)
	runPart(t, (&crew{testNode(t, workRole, config)}).run)

	sender := newHMIS(t, w.url(), "demo-hmis")
	arrived, _ := callbacksOf(sender, hospital)
	spans.Reset()
	sender.submit(fresh("delivery"), http.StatusAccepted)
	await(t, arrived)

	traces := map[string][]string{}
	for range 100 { // the callback's span ends after its receiver has it
		clear(traces)
		for _, span := range spans.GetSpans() {
			id := span.SpanContext.TraceID().String()
			traces[id] = append(traces[id], span.Name)
		}
		for _, names := range traces {
			all := strings.Join(names, "\n")
			if strings.Contains(all, "/v1/shr-med/bundle") && strings.Contains(all, "djudicate") && strings.Contains(all, "eliver") {
				return
			}
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("no trace has intake, adjudication and callback: %v", traces)
}

// runPart runs a part of a node until the test ends.
func runPart(t *testing.T, part func(context.Context) error) {
	t.Helper()
	running, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- part(running) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

// testNode is a node on the store that a configuration names.
func testNode(t *testing.T, role role, config Config) *node {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	opened, err := openStore(t.Context(), config, log)
	if err != nil {
		t.Fatal(err)
	}
	n, err := openNode(t.Context(), role, config, opened, log)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := n.close(); err != nil {
			t.Error(err)
		}
	})
	return n
}
