package queue

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// TestSweeper_Run_leavesAFullQueue: a backlog is taken as it is worked off, not at once, and the worker
// never waits for it.
func TestSweeper_Run_leavesAFullQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const claims, each = 350, 2 * time.Millisecond
		began := time.Now()
		store := &due{claims: many(claims)}
		queue := NewLocal(1000, nil)
		sweeper := newSweeper(store, queue)
		sweeper.Waiting = queue.Waiting
		ctx, cancel := context.WithTimeout(t.Context(), 1500*time.Millisecond)
		defer cancel()
		most, done, ended := 0, 0, time.Duration(0)
		var working sync.WaitGroup
		working.Go(func() { sweeper.Run(ctx) })
		working.Go(func() {
			queue.Run(ctx, 1, func(context.Context, engine.Task) error {
				most = max(most, queue.Waiting())
				time.Sleep(each)
				done, ended = done+1, time.Since(began)
				return nil
			})
		})
		working.Wait()
		if most >= 2*sweepBatch {
			t.Errorf("%d tasks waited, want less than two batches", most)
		}
		if done != claims || ended != claims*each {
			t.Errorf("%d claims were worked off in %s, want %d in %s", done, ended, claims, claims*each)
		}
	})
}

// TestSweeper_Run_sealsBehindAFullQueue: work that goes on for long stops nothing else.
func TestSweeper_Run_sealsBehindAFullQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &due{claims: many(350)}
		queue := new(woken)
		sweeper := newSweeper(store, queue)
		sweeper.Waiting = func() int { return len(*queue) }
		ctx, cancel := context.WithTimeout(t.Context(), 2500*time.Millisecond)
		defer cancel()
		sweeper.Run(ctx)
		if len(*queue) != sweepBatch || len(store.seals) != 3 {
			t.Errorf("%d were woken and the ledger was sealed %d times, want %d and 3", len(*queue), len(store.seals), sweepBatch)
		}
	})
}

// TestSweeper_Run_leavesTheBacklogToOthers: while others work it off, one pass at each interval is enough.
func TestSweeper_Run_leavesTheBacklogToOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		store := &due{claims: many(1000)}
		sweeper := newSweeper(store, new(woken))
		sweeper.Busy = func() bool { return time.Since(began) < 1500*time.Millisecond }
		ctx, cancel := context.WithTimeout(t.Context(), 2900*time.Millisecond)
		defer cancel()
		sweeper.Run(ctx)
		var got []time.Duration
		for _, at := range store.passes {
			got = append(got, at.Sub(began))
		}
		// Then the others are idle, and the rest is found without a pause.
		if len(got) < 10 || got[0] != 0 || got[1] != time.Second || got[2] != 2*time.Second || got[9] != got[2] {
			t.Errorf("passes at %v, want one at 0s and 1s, and all others at 2s", got)
		}
	})
}
