//go:build unix

package main

import (
	"context"
	"encoding/base64"
	"flag"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine/queue/redistest"
	"github.com/bima-exchange/bima/store"
)

var (
	chaosSeed  = flag.Uint64("chaos.seed", 1, "seed of the faults and of what the clients do")
	chaosKills = flag.Int("chaos.kills", 8, "how often a server or a worker is killed, at least")
)

// TestChaos has facilities submit, repeat and poll while servers and workers are killed, stopped and
// paused, Redis is stopped and emptied, PostgreSQL is broken off and the receiver of callbacks fails.
// Afterwards every promise is checked over the history of all requests and answers: no claim is
// lost, none is doubled, none is answered differently. A seed repeats what is chosen, not the moments.
func TestChaos(t *testing.T) {
	if testing.Short() {
		t.Skip("faults are left out of short tests; make test has a short run of them, make chaos a long one")
	}
	h := &history{start: time.Now()}
	s := &sights{t: t}
	var end ending
	t.Cleanup(func() {
		if t.Failed() {
			file, err := h.write(end)
			t.Logf("the whole run is in %s (error: %v); run it again with -chaos.seed=%d -chaos.kills=%d", file, err, *chaosSeed, *chaosKills)
		}
	})
	postgres, redis := startPostgres(t), redistest.Start(t)
	receiver := startReceiver(t, h, s, leaseInChaos*3/2)
	serves, works := startExchange(t, postgres.URL, redis.URL, receiver.Authority)
	clients := startClients(t, h, s, postgres.URL, serves, receiver.URL)

	running, stop := context.WithCancel(t.Context())
	defer stop()
	var load sync.WaitGroup
	for _, client := range clients {
		load.Go(func() { client.run(running) })
	}
	decks := (*chaosKills + killsOfDeck - 1) / killsOfDeck
	var hits, outside map[string]int
	var failed error
	var process sync.WaitGroup
	process.Go(func() {
		hits, failed = play(newDice(*chaosSeed, "processes"), decks, processFaults(serves, works), 700*time.Millisecond)
	})
	// Here, since a Redis that does not start ends the test.
	outside, err := play(newDice(*chaosSeed, "outside"), decks, outsideFaults(postgres, redis, receiver), 2*time.Second)
	process.Wait()
	stop()
	load.Wait()
	if failed != nil || err != nil {
		t.Fatal(failed, err)
	}

	end = readEnding(t, h, clients)
	for _, v := range slices.Concat(serves, works) {
		if err := v.stop(); err != nil {
			t.Error(err)
		}
	}
	end.verify(t, postgres.URL)
	maps.Copy(hits, outside)
	report(t, h, end, hits)
}

// startExchange migrates a store and starts two servers and two workers on it.
func startExchange(t *testing.T, db, redis, authority string) (serves, works []*victim) {
	t.Helper()
	if status, stdout, stderr := bima(t, "", "migrate", "--db", db); status != exitFine {
		t.Fatalf("migrate: %s%s", stdout, stderr)
	}
	for _, name := range []string{"BIMA_SECRET_KEY", "BIMA_SEAL_KEY", "BIMA_SIGNING_KEY"} {
		key := fmt.Sprintf("%-32s", "key of the chaos test "+name[5:9])
		t.Setenv(name, base64.StdEncoding.EncodeToString([]byte(key)))
	}
	common := []string{"--db", db, "--redis", redis, "--metrics-addr", "127.0.0.1:0", "--allow-fragment",
		"--callback-allow", "127.0.0.0/8", "--stop-within", "20s", "--log-level", "warn"}
	for range 2 {
		serves = append(serves, &victim{role: "serve", args: append([]string{"--rate", "0"}, common...)})
		works = append(works, &victim{role: "work", args: append([]string{"--lease", leaseInChaos.String()}, common...),
			env: []string{"SSL_CERT_FILE=" + authority}})
	}
	for _, v := range slices.Concat(serves, works) {
		if err := v.start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			v.cmd.Process.Kill() // it may have ended long since
			if t.Failed() {
				t.Logf("log of bima %s:\n%s", v.role, tail(v.logs.String(), 30))
			}
		})
	}
	return serves, works
}

var clientSecret = regexp.MustCompile(`client_secret\s+(\S+)`)

// startClients makes a registry and a facility with a receiver of callbacks, and logs its clients in.
func startClients(t *testing.T, h *history, s *sights, db string, serves []*victim, callbacks string) []*facilityClient {
	t.Helper()
	opened, err := store.Open(t.Context(), db, store.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	if err := loadDemoRegistry(t.Context(), opened); err != nil {
		t.Fatal(err)
	}
	if err := opened.Close(); err != nil {
		t.Fatal(err)
	}
	_, stdout, stderr := bima(t, "", "client", "add", "chaos-hmis", "--facility", hospital, "--db", db)
	secret := clientSecret.FindStringSubmatch(stdout)
	if secret == nil {
		t.Fatalf("client add: %s%s", stdout, stderr)
	}
	login := &api{Server: serves[0].url, ID: "chaos-hmis", Secret: secret[1]}
	if err := login.logIn(t.Context()); err != nil {
		t.Fatal(err)
	}
	var clients []*facilityClient
	common := &desk{sent: map[string]bool{}, acknowledged: map[string]bool{}}
	for i := range 4 {
		c := &facilityClient{
			dice: newDice(*chaosSeed, fmt.Sprintf("client %d", i)), desk: common, history: h, sights: s,
			patterns: patterns(t), tags: map[string]tagged{},
		}
		for _, serve := range serves {
			c.servers = append(c.servers, &hmis{t: t, url: serve.url, token: login.token, http: http.Client{Timeout: 20 * time.Second}})
		}
		clients = append(clients, c)
	}
	clients[0].servers[0].setCallback(hospital, callbacks)
	return clients
}
