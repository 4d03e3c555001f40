package server

import (
	"sync"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// rates limits something that each client does: a bucket of tokens that fills at the rate. There are
// never more buckets than clients.
type rates struct {
	clock engine.Clock
	// perSecond is the rate, 0 for no limit.
	perSecond float64
	capacity  float64

	mu      sync.Mutex
	buckets map[string]bucket
}

type bucket struct {
	tokens float64
	at     time.Time
}

func newRates(clock engine.Clock, perSecond, capacity float64) *rates {
	return &rates{clock: clock, perSecond: perSecond, capacity: max(1, capacity), buckets: map[string]bucket{}}
}

// take lets the client do it once more and takes a token, or is a 429.
func (r *rates) take(client string) error { return r.spend(client, 1) }

// spend is a 429 where the client has no token left; else it takes so many tokens, 0 to only ask.
func (r *rates) spend(client string, tokens float64) error {
	if r.perSecond <= 0 {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.clock.Now()
	b, known := r.buckets[client]
	if !known {
		b = bucket{tokens: r.capacity, at: now}
	}
	b.tokens = min(r.capacity, b.tokens+now.Sub(b.at).Seconds()*r.perSecond)
	b.at = now
	if b.tokens < 1 {
		r.buckets[client] = b
		wait := time.Duration((1 - b.tokens) / r.perSecond * float64(time.Second))
		return throttled(max(wait, time.Millisecond), "too many requests; wait as Retry-After says")
	}
	b.tokens -= tokens
	r.buckets[client] = b
	return nil
}
