package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"
)

// settleWithin is how long after the last fault everything may take that was on its way: a lease, a
// sweep, the first wait between two attempts at a callback, and the backlog.
const settleWithin = 2 * time.Minute

// readEnding waits until what was accepted is adjudicated and called back, or until that took too long,
// and reads what then stands in the exchange.
func readEnding(t *testing.T, h *history, clients []*facilityClient) ending {
	t.Helper()
	deadline := time.Now().Add(settleWithin)
	end := ending{Found: map[string]found{}}
	var mu sync.Mutex
	var group sync.WaitGroup
	claims := make(chan string)
	for _, client := range clients {
		group.Go(func() {
			for claim := range claims {
				is, there, err := client.end(claim, deadline)
				if err != nil {
					t.Error(err)
				}
				if there {
					mu.Lock()
					end.Found[claim] = is
					mu.Unlock()
				}
			}
		})
	}
	for _, claim := range slices.Sorted(maps.Keys(clients[0].desk.sent)) {
		claims <- claim
	}
	close(claims)
	group.Wait()
	for time.Now().Before(deadline) {
		waits := func(b breach) bool { return b.Kind == uncalled }
		c := &checker{acts: h.all(), end: end}
		if c.callbacks(); !slices.ContainsFunc(c.breaches, waits) {
			break
		}
		time.Sleep(500 * time.Millisecond)
	}
	return end
}

// end reads what stands in the exchange of a claim; false where it is unknown there. It waits, up to
// the deadline, until the claim is adjudicated.
func (c *facilityClient) end(claim string, deadline time.Time) (found, bool, error) {
	for {
		got, err := c.server().try(http.MethodGet, "/v1/shr-med/claim-status?history=true&claim_id="+claim, nil, nil)
		if err == nil && got.Status == http.StatusNotFound {
			return found{}, false, nil
		}
		if err == nil && got.Status != http.StatusOK {
			err = fmt.Errorf("%d %s", got.Status, got.Body)
		}
		if err != nil {
			return found{}, false, fmt.Errorf("claim %s in the end: %w", claim, err)
		}
		all, total := c.sights.read(got.Body)
		is := found{Total: total, Versions: map[int]string{}}
		for _, version := range all {
			if _, twice := is.Versions[version.Version]; twice {
				is.Twice = append(is.Twice, version.Version)
			}
			is.Versions[version.Version] = version.Digest
			if !version.Earlier {
				is.State, is.Mediator = version.State, version.Mediator
			}
		}
		if is.State != "queued" || time.Now().After(deadline) {
			return is, true, nil
		}
		time.Sleep(250 * time.Millisecond)
	}
}

// verify has the ledger prove itself, and notes how many claims it has.
func (e *ending) verify(t *testing.T, db string) {
	t.Helper()
	status, stdout, stderr := bima(t, "", "audit", "verify", "--json", "--db", db)
	var report struct {
		Claims, Events int
		Faults         []string
	}
	if err := json.Unmarshal([]byte(stdout), &report); err != nil || report.Events == 0 {
		t.Fatalf("audit verify ended with %d and printed no report: %v\n%s%s", status, err, stdout, stderr)
	}
	e.Stored, e.Faults = report.Claims, report.Faults
	if status != exitFine && len(e.Faults) == 0 {
		t.Errorf("audit verify ended with %d without a fault\n%s", status, stderr)
	}
}
