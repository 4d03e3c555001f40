package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/bima-exchange/bima/store/storetest"
)

// TestSameClaimFiftyTimes sends one claim 50 times at once, in bundles of 50 ids, to two server
// processes on one PostgreSQL: it is one claim, and all 50 get the same bytes.
func TestSameClaimFiftyTimes(t *testing.T) {
	senders := twoServers(t)
	body := fresh("delivery")
	claim := claimIn(t, body).ID.Value
	answers := submitAtOnce(t, 50, func(i int) (*hmis, []byte) {
		return senders[i%2], bytes.Replace(body, []byte(bundleID(t, body)), []byte(uuid.NewString()), 1)
	})
	for i, got := range answers {
		if got.Status != http.StatusAccepted || !bytes.Equal(got.Body, answers[0].Body) {
			t.Errorf("answer %d: %d %s, want that of answer 0: %s", i, got.Status, got.Body, answers[0].Body)
		}
	}
	for _, sender := range senders {
		if state := sender.settled("claim_id=" + claim); state != "approved" {
			t.Errorf("the claim is %s", state)
		}
		set, _ := sender.status("claim_id="+claim+"&history=true", nil)
		if set.Total != 1 || len(set.Entry) != 3 {
			t.Errorf("total %d with %d entries, want one claim with two versions", set.Total, len(set.Entry))
		}
	}
}

// TestOppositeOrder sends two bundles with the same claims in opposite order, again and again and at
// once: neither waits for the other for ever, and both get one answer.
func TestOppositeOrder(t *testing.T) {
	senders := twoServers(t)
	for round := range 10 {
		forth, back := twoClaims(t)
		answers := submitAtOnce(t, 8, func(i int) (*hmis, []byte) {
			if i%2 == 1 {
				return senders[(i/2)%2], back
			}
			return senders[(i/2)%2], forth
		})
		for i, got := range answers {
			if got.Status != http.StatusAccepted || !bytes.Equal(got.Body, answers[0].Body) {
				t.Fatalf("round %d, answer %d: %d %s, want %s", round, i, got.Status, got.Body, answers[0].Body)
			}
		}
	}
}

// TestKnownAndNew: a bundle with a known and a new claim is answered for the new one, leads to both,
// and gets that answer whenever it is repeated; the known claim alone keeps its first answer.
func TestKnownAndNew(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		sender := newHMIS(t, startDev(t, t.TempDir(), db).URL, "demo-hmis")
		both, _ := twoClaims(t)
		alone := withEntries(t, both, func(entries []any) []any { return entries[:len(entries)-1] }) // the twin is last
		alone = bytes.Replace(alone, []byte(bundleID(t, alone)), []byte(uuid.NewString()), 1)
		first := sender.submit(alone, http.StatusAccepted)
		second := sender.submit(both, http.StatusAccepted)
		if bytes.Equal(first.Body, second.Body) {
			t.Error("the new claim got the answer of the known one")
		}
		if got := sender.submit(both, http.StatusAccepted); !bytes.Equal(got.Body, second.Body) {
			t.Errorf("the repeat got %s, want %s", got.Body, second.Body)
		}
		if got := sender.submit(alone, http.StatusAccepted); !bytes.Equal(got.Body, first.Body) {
			t.Errorf("the known claim alone got %s, want %s", got.Body, first.Body)
		}
		if set, _ := sender.status("bundle_id="+sender.mediator(second), nil); set.Total != 2 {
			t.Errorf("the second mediator_id leads to %d claims, want both", set.Total)
		}
	})
}

// TestKill ends the program with kill -9 right after a 202: the claim is there, reaches its last
// state, and its callback arrives.
func TestKill(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		data := t.TempDir()
		// On PostgreSQL a row that the killed process had in hand comes back after the lease.
		exchange := startDev(t, data, db, "--lease=2s")
		sender := newHMIS(t, exchange.URL, "demo-hmis")
		arrived, _ := callbacksOf(sender, hospital)
		body := fresh("outpatient-phc")
		first := sender.submit(body, http.StatusAccepted)
		exchange.Kill(t)

		sender = newHMIS(t, startDev(t, data, db).URL, "demo-hmis")
		if state := sender.settled("bundle_id=" + sender.mediator(first)); state != "approved" {
			t.Errorf("the claim is %s", state)
		}
		if callback := await(t, arrived); callback.ClaimID != claimIn(t, body).ID.Value || callback.State != "approved" {
			t.Errorf("callback %+v", callback)
		}
		if got := sender.submit(body, http.StatusAccepted); !bytes.Equal(got.Body, first.Body) {
			t.Errorf("the acknowledgement is now %s, was %s", got.Body, first.Body)
		}
	})
}

// TestStopUnderLoad stops the program with SIGTERM while bundles come in: every request that was
// answered 202 is in the store, and no answer was cut.
func TestStopUnderLoad(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		data := t.TempDir()
		exchange := startDev(t, data, db)
		sender := newHMIS(t, exchange.URL, "demo-hmis")
		var mu sync.Mutex
		accepted := map[string][]byte{}
		enough := make(chan struct{})
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				for {
					body := fresh("outpatient-phc")
					got, err := sender.try(http.MethodPost, "/v1/shr-med/bundle", body, nil)
					if err != nil {
						if got.Status != 0 {
							t.Errorf("an answer was cut: %d, %v", got.Status, err)
						}
						return // no connection any more
					}
					if got.Status != http.StatusAccepted {
						t.Errorf("%d %s", got.Status, got.Body)
						return
					}
					mu.Lock()
					accepted[claimIn(t, body).ID.Value] = got.Body
					if len(accepted) == 20 {
						close(enough)
					}
					mu.Unlock()
				}
			})
		}
		select {
		case <-enough:
		case <-time.After(30 * time.Second):
			t.Fatal("no 20 bundles in 30 s")
		}
		exchange.Stop(t)
		wg.Wait()
		sender = newHMIS(t, startDev(t, data, db).URL, "demo-hmis")
		for id, ack := range accepted {
			set, _ := sender.status("claim_id="+id, nil)
			if set.Total != 1 {
				t.Errorf("claim %s was answered %s and is not in the store", id, ack)
			}
		}
	})
}

// submitAtOnce posts n bundles at one time and returns the answers in their order.
func submitAtOnce(t *testing.T, n int, bundle func(i int) (*hmis, []byte)) []answer {
	t.Helper()
	answers := make([]answer, n)
	var wg sync.WaitGroup
	for i := range answers {
		sender, body := bundle(i)
		wg.Go(func() {
			got, err := sender.try(http.MethodPost, "/v1/shr-med/bundle", body, nil)
			if err != nil {
				t.Error(err)
			}
			answers[i] = got
		})
	}
	wg.Wait()
	return answers
}

// twoServers are two processes on one PostgreSQL, with the same client logged in at each.
func twoServers(t *testing.T) []*hmis {
	t.Helper()
	db := storetest.PostgresURL(t)
	return []*hmis{
		newHMIS(t, startDev(t, t.TempDir(), db).URL, "demo-hmis"),
		newHMIS(t, startDev(t, t.TempDir(), db).URL, "demo-hmis"),
	}
}

// twoClaims is a bundle with two claims, and another with the same in opposite order.
func twoClaims(t *testing.T) (forth, back []byte) {
	t.Helper()
	body := fresh("outpatient-phc")
	claim := claimIn(t, body).ID.Value
	second := uuid.NewString()
	forth = withEntries(t, body, func(entries []any) []any {
		for _, entry := range entries {
			text, err := json.Marshal(entry)
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(text, []byte(`"resourceType":"Claim"`)) {
				var twin any
				if err := json.Unmarshal(bytes.ReplaceAll(text, []byte(claim), []byte(second)), &twin); err != nil {
					t.Fatal(err)
				}
				return append(entries, twin)
			}
		}
		t.Fatal("the sample has no claim")
		return nil
	})
	back = withEntries(t, forth, func(entries []any) []any {
		slices.Reverse(entries)
		return entries
	})
	return forth, bytes.Replace(back, []byte(bundleID(t, back)), []byte(uuid.NewString()), 1)
}

// withEntries is a bundle with other entries, written anew.
func withEntries(t *testing.T, body []byte, change func([]any) []any) []byte {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var bundle map[string]any
	if err := decoder.Decode(&bundle); err != nil {
		t.Fatal(err)
	}
	bundle["entry"] = change(bundle["entry"].([]any))
	written, err := json.Marshal(bundle)
	if err != nil {
		t.Fatal(err)
	}
	return written
}
