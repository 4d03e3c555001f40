package server

import (
	"sync"
	"time"

	"github.com/bima-exchange/bima/engine"
)

const (
	// freeFailures within failureWindow cost nothing; from the last of them on each failure costs
	// a wait, twice as long as the one before, up to maxBlock.
	freeFailures  = 10
	failureWindow = time.Minute
	firstBlock    = 5 * time.Second
	maxBlock      = 15 * time.Minute
	// maxAttempts is how many pairs of client and address are remembered.
	maxAttempts = 10_000
)

// attempt is who tried to log in, and from where.
type attempt struct{ client, address string }

// failures is what is remembered of failed log-ins.
type failures struct {
	count   int
	blocked time.Time
	// forget is when they no longer count.
	forget time.Time
}

// throttle slows failed log-ins. Its memory is bounded.
type throttle struct {
	clock engine.Clock

	mu    sync.Mutex
	after map[attempt]failures
}

func newThrottle(clock engine.Clock) *throttle {
	return &throttle{clock: clock, after: map[attempt]failures{}}
}

// blocked is how long the caller has to wait before it may try again, 0 for not at all.
func (t *throttle) blocked(by attempt) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	return max(0, t.after[by].blocked.Sub(t.clock.Now()))
}

// fail counts a failure and reports whether it was the one that began the slowing.
func (t *throttle) fail(by attempt) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.clock.Now()
	f := t.after[by]
	if !now.Before(f.forget) {
		f = failures{forget: now.Add(failureWindow)}
	}
	f.count++
	if over := f.count - freeFailures; over >= 0 {
		block := min(firstBlock<<min(over, 16), maxBlock)
		f.blocked = now.Add(block)
		f.forget = f.blocked.Add(max(block, failureWindow))
	}
	t.makeRoom()
	t.after[by] = f
	return f.count == freeFailures
}

// succeed forgets the failures before.
func (t *throttle) succeed(by attempt) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.after, by)
}

// makeRoom keeps the memory bounded: any entry goes. To push one's own failures out takes thousands
// of others, which is slower than to wait.
func (t *throttle) makeRoom() {
	for by := range t.after {
		if len(t.after) < maxAttempts {
			return
		}
		delete(t.after, by)
	}
}
