package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/bima-exchange/bima/engine/queue/redistest"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store/storetest"
	"github.com/bima-exchange/bima/testdata"
)

// What a session of dialysis is paid before and from the day of the change.
const (
	oldSession = 10650_00
	newSession = 9000_00
)

// changeIn is how many days from now the new tariff begins.
const changeIn = 2

// sentSession is one preauthorization of a session of dialysis.
type sentSession struct {
	claim string
	// in is in how many days the session is.
	in int
}

// TestTariffUnderLoad imports a new tariff while preauthorizations come in and are adjudicated by two
// workers. None is refused, none finds no tariff, and each is priced by the day of its session. They
// are preauthorizations, since a claim cannot be for a day to come, and a tariff cannot change for a
// day that has gone by.
func TestTariffUnderLoad(t *testing.T) {
	db := storetest.PostgresURL(t)
	redis := redistest.Start(t)
	keys := realKeys(t)
	setKeys(t, keys)
	loadClients(t, db, keys)
	importTariff(t, db, starterRows(t), "--content", "fragment")

	common := []string{"--db", db, "--redis", redis.URL, "--allow-fragment", "--metrics-addr", "127.0.0.1:0"}
	serve := start(t, append([]string{"serve", "--addr", "127.0.0.1:0", "--rate", "0"}, common...)...)
	nodes := []*process{serve}
	for range 2 {
		nodes = append(nodes, start(t, append([]string{"work"}, common...)...))
	}
	sender := newHMIS(t, serve.URL, "hmis")

	ctx, stop := context.WithCancel(t.Context())
	sent := make(chan sentSession, 10_000)
	var senders sync.WaitGroup
	for range 3 {
		senders.Go(func() {
			if err := sendSessions(ctx, sender, sent); err != nil {
				t.Error(err)
			}
		})
	}
	awaitCount(t, sent, 50)
	began := time.Now()
	from := fhir.DateOf(began).AddDays(changeIn).String()
	importTariff(t, db, []byte("code,name,tariff\nSHA-16-001,Haemodialysis,9000\n"), "--from", from)
	awaitRevision(t, 2, nodes)
	seen := time.Now()
	awaitCount(t, sent, len(sent)+50)
	stop()
	senders.Wait()
	close(sent)

	prices := map[string]int{}
	for session := range sent {
		prices[checkSession(t, sender, session, began, seen)]++
	}
	t.Logf("sessions by day and price: %v", prices)
	for _, want := range []string{"before the change: KES 10650.00", "from the change on: KES 10650.00", "from the change on: KES 9000.00"} {
		if prices[want] < 10 {
			t.Errorf("only %d sessions %s: the test shows nothing", prices[want], want)
		}
	}
}

// sendSessions submits preauthorizations for the days around the change, one after the other.
func sendSessions(ctx context.Context, sender *hmis, sent chan<- sentSession) error {
	today := fhir.DateOf(time.Now())
	for n := 0; ctx.Err() == nil; n++ {
		in := n % (2 * changeIn)
		body := testdata.Fresh(testdata.Today(testdata.Bundle("dialysis-preauth"), today.AddDays(in)), uuid.NewString)
		got, err := sender.try(http.MethodPost, "/v1/shr-med/bundle", body, nil)
		if err != nil {
			return err
		}
		if got.Status != http.StatusAccepted {
			return fmt.Errorf("a session in %d days was refused: %d %s", in, got.Status, got.Body)
		}
		bundle, _ := fhir.Decode(body)
		sent <- sentSession{bundle.Claims()[0].ID.Value, in}
	}
	return nil
}

// awaitCount waits until so many were sent.
func awaitCount(t *testing.T, sent chan sentSession, count int) {
	t.Helper()
	for range 1200 {
		if len(sent) >= count || t.Failed() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("only %d were sent, want %d", len(sent), count)
}

// awaitRevision waits until every node has put a revision of the record in force, for which it has
// the few seconds that an operator is promised.
func awaitRevision(t *testing.T, revision int, nodes []*process) {
	t.Helper()
	said := fmt.Sprintf(`"revision":%d,`, revision)
	behind := func(node *process) bool { return !strings.Contains(node.logs.String(), said) }
	for range 100 {
		if !slices.ContainsFunc(nodes, behind) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("after 5 s not every node has revision %d", revision)
}

// checkSession expects that a session is priced by its day, and tells how it is. What was decided
// while the change came, between the two instants, may have either price on the days of the change.
func checkSession(t *testing.T, sender *hmis, session sentSession, began, seen time.Time) string {
	t.Helper()
	query := "claim_id=" + session.claim
	if state := sender.settled(query); state != "clinical-review" {
		t.Errorf("%s in %d days is %s", session.claim, session.in, state)
	}
	set, _ := sender.status(query, nil)
	response := set.responses(t)[0]
	price, err := totalOf(response, "eligible")
	if err != nil {
		t.Error(err)
	}
	decided := time.Time(response.Meta.LastUpdated)
	switch {
	case session.in < changeIn || decided.Before(began):
		if price.Cents != oldSession {
			t.Errorf("a session in %d days, decided at %s, is priced at %s", session.in, decided, price)
		}
	case decided.After(seen) && price.Cents != newSession:
		t.Errorf("a session in %d days, decided at %s after the change was seen, is priced at %s", session.in, decided, price)
	case price.Cents != oldSession && price.Cents != newSession:
		t.Errorf("a session in %d days is priced at %s", session.in, price)
	}
	when := "before the change"
	if session.in >= changeIn {
		when = "from the change on"
	}
	return when + ": " + price.String()
}

// totalOf is a total of a ClaimResponse.
func totalOf(response fhir.ClaimResponse, category string) (fhir.Money, error) {
	for _, total := range response.Total {
		if total.Category.Coding[0].Code == category {
			return total.Amount, nil
		}
	}
	return fhir.Money{}, errors.New(response.ID + " has no total " + category)
}

// importTariff imports rows with the program itself.
func importTariff(t *testing.T, db string, rows []byte, flags ...string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "tariff.csv")
	if err := os.WriteFile(file, rows, 0o600); err != nil {
		t.Fatal(err)
	}
	args := append([]string{"tariff", "import", file, "--yes", "--db", db}, flags...)
	if status, stdout, stderr := bima(t, "", args...); status != 0 {
		t.Fatalf("bima %s: %d\n%s%s", strings.Join(args, " "), status, stdout, stderr)
	}
}

// starterRows are the embedded interventions, without their comments.
func starterRows(t *testing.T) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "terminology", "starter", "interventions.csv"))
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]byte
	for line := range bytes.Lines(text) {
		if !bytes.HasPrefix(line, []byte("#")) {
			rows = append(rows, line)
		}
	}
	return bytes.Join(rows, nil)
}
