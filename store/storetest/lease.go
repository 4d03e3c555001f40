package storetest

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

// leaseClaim leases a claim for a minute and says whether it was to be had.
func leaseClaim(t *testing.T, s *store.Store, id string, now time.Time) (engine.Due, bool) {
	t.Helper()
	due, leased, err := s.LeaseClaim(t.Context(), id, now, now.Add(time.Minute))
	must(t, err)
	return due, leased
}

// testLease: a lease comes with all that the next step is made from.
func testLease(t *testing.T, s *store.Store) {
	acceptance := newAcceptance(fid, "m", start, "a", "no-items")
	acceptance.Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	acceptance.Claims[1].Claim.Items = nil
	must(t, s.Accept(t.Context(), acceptance))
	for _, id := range []string{"a", "no-items"} {
		claim, err := s.FindClaim(t.Context(), id)
		must(t, err)
		response, err := s.FindResponse(t.Context(), id)
		must(t, err)
		got, leased := leaseClaim(t, s, id, start)
		if !leased {
			t.Fatalf("%s was not to be had", id)
		}
		diff(t, "what is due in "+id, engine.Due{Claim: claim, Response: response, Trace: acceptance.Trace}, got)
	}
	if got, leased := leaseClaim(t, s, "unknown", start); leased {
		t.Errorf("a claim that is not there was leased: %+v", got)
	}
	move(t, s, "a", engine.InReview, start)
	if _, leased := leaseClaim(t, s, "a", start.Add(time.Hour)); leased {
		t.Error("a claim that is no longer queued was leased")
	}
}

// testLeaseConcurrently: one of many has the lease, until it ends.
func testLeaseConcurrently(t *testing.T, s *store.Store) {
	accept(t, s, "a")
	results := make(chan bool, 16)
	for range cap(results) {
		go func() {
			_, leased, err := s.LeaseClaim(t.Context(), "a", start, start.Add(time.Minute))
			results <- leased && err == nil
		}()
	}
	winners := 0
	for range cap(results) {
		if <-results {
			winners++
		}
	}
	if winners != 1 {
		t.Errorf("%d had the lease at a time, want 1", winners)
	}
	if _, leased := leaseClaim(t, s, "a", start.Add(time.Minute-time.Microsecond)); leased {
		t.Error("the lease was given away before its end")
	}
	if _, leased := leaseClaim(t, s, "a", start.Add(time.Minute)); !leased {
		t.Error("the lease was not to be had after its end")
	}
}

// testLeaseReturns: what a dead worker had is due after the lease, what one gave back before that.
func testLeaseReturns(t *testing.T, s *store.Store) {
	accept(t, s, "a")
	accept(t, s, "b")
	due := func(after time.Duration, want ...string) {
		t.Helper()
		ids, err := s.DueClaims(t.Context(), start.Add(after), 10)
		must(t, err)
		slices.Sort(ids)
		diff(t, "due after "+after.String(), want, ids)
	}
	leaseClaim(t, s, "a", start)
	leaseClaim(t, s, "b", start)
	must(t, s.ReleaseClaim(t.Context(), "b", start.Add(time.Minute)))
	due(30*time.Second, "b")
	leaseClaim(t, s, "b", start.Add(30*time.Second))
	// Its first worker wakes up and gives back what is another's by now.
	must(t, s.ReleaseClaim(t.Context(), "b", start.Add(time.Minute)))
	due(time.Minute - time.Microsecond)
	due(time.Minute, "a")
	due(90*time.Second, "a", "b")
	must(t, s.ReleaseClaim(t.Context(), "unknown", start))
}

// testLeaseOutlived: a worker that was stopped for longer than its lease writes nothing over what
// the next one did.
func testLeaseOutlived(t *testing.T, s *store.Store) {
	accept(t, s, "a")
	paused, _ := leaseClaim(t, s, "a", start)
	next, leased := leaseClaim(t, s, "a", start.Add(time.Minute))
	if !leased {
		t.Fatal("the claim did not come back")
	}
	if _, err := s.Move(t.Context(), step(next.Claim, engine.InReview, start.Add(time.Minute))); err != nil {
		t.Fatal(err)
	}
	_, err := s.Move(t.Context(), step(paused.Claim, engine.Approved, start.Add(2*time.Minute)))
	wantKind(t, err, engine.Stale)
	claim, err := s.FindClaim(t.Context(), "a")
	must(t, err)
	if claim.State != engine.InReview || claim.Version != 2 {
		t.Errorf("the claim is %s in version %d, want in-review in version 2", claim.State, claim.Version)
	}
}

// testWorkers: 16 workers have 200 claims to move, and eight are woken for each. Every tenth claim
// is leased first by a worker that dies over it.
func testWorkers(t *testing.T, s *store.Store) {
	const workers, rows = 16, 200
	var ids []string
	for i := range rows {
		ids = append(ids, fmt.Sprintf("claim-%03d", i))
	}
	accept(t, s, ids...)
	var atWork, leases, moves [rows]atomic.Int32
	work := func(row int, now time.Time) error {
		due, leased, err := s.LeaseClaim(t.Context(), ids[row], now, now.Add(time.Minute))
		if err != nil || !leased {
			return err
		}
		if n := atWork[row].Add(1); n != 1 {
			t.Errorf("%d workers have %s at once", n, ids[row])
		}
		defer atWork[row].Add(-1)
		if leases[row].Add(1) == 1 && row%10 == 0 {
			return nil // dies
		}
		if _, err := s.Move(t.Context(), step(due.Claim, engine.InReview, now)); err != nil {
			return err
		}
		moves[row].Add(1)
		return nil
	}
	for _, now := range []time.Time{start, start.Add(time.Minute)} {
		var group sync.WaitGroup
		for worker := range workers {
			group.Go(func() {
				for i := range rows / 2 {
					// Four of them go the same way, so that they meet at every row.
					if err := work((i+worker/4*rows/4)%rows, now); err != nil {
						t.Errorf("worker %d: %v", worker, err)
					}
				}
			})
		}
		group.Wait()
	}
	for row, id := range ids {
		wantLeases := int32(1)
		if row%10 == 0 {
			wantLeases = 2
		}
		if leases[row].Load() != wantLeases || moves[row].Load() != 1 {
			t.Errorf("%s was leased %d times and moved %d times, want %d and 1", id, leases[row].Load(), moves[row].Load(), wantLeases)
		}
	}
	report, err := s.Verify(t.Context())
	must(t, err)
	if len(report.Faults) > 0 || report.Events != 2*rows {
		t.Errorf("%d events, %q; want %d without a fault", report.Events, report.Faults, 2*rows)
	}
}
