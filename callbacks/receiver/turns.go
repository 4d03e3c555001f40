package receiver

import "sync"

// turns lets the callbacks of one claim in one after the other, and those of others side by side. It holds
// only the claims that are being taken. The zero value is ready.
type turns struct {
	mu    sync.Mutex
	claim map[string]*turn
}

// turn is the lock of one claim.
type turn struct {
	sync.Mutex
	// here is how many have the lock or wait for it.
	here int
}

// begin waits for a claim's turn, and returns what ends it.
func (t *turns) begin(claimID string) (end func()) {
	t.mu.Lock()
	if t.claim == nil {
		t.claim = make(map[string]*turn)
	}
	mine := t.claim[claimID]
	if mine == nil {
		mine = new(turn)
		t.claim[claimID] = mine
	}
	mine.here++
	t.mu.Unlock()
	mine.Lock()
	return func() {
		mine.Unlock()
		t.mu.Lock()
		defer t.mu.Unlock()
		if mine.here--; mine.here == 0 {
			delete(t.claim, claimID)
		}
	}
}
