package server

import (
	"context"
	"sync"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// clientCache keeps the records of clients for a few seconds, so that a busy client costs no query
// a request and a revoked one is still out soon. Unknown ids are not kept: the cache never holds
// more than there are clients, and a new client is known at once.
type clientCache struct {
	clients engine.Clients
	clock   engine.Clock
	life    time.Duration

	mu    sync.Mutex
	known map[string]cachedClient
}

type cachedClient struct {
	client engine.Client
	until  time.Time
}

func newClientCache(clients engine.Clients, clock engine.Clock, life time.Duration) *clientCache {
	return &clientCache{clients: clients, clock: clock, life: life, known: map[string]cachedClient{}}
}

// find is the client's record, revoked or not. NotFound.
func (c *clientCache) find(ctx context.Context, id string) (engine.Client, error) {
	now := c.clock.Now()
	c.mu.Lock()
	cached, found := c.known[id]
	c.mu.Unlock()
	if found && now.Before(cached.until) {
		return cached.client, nil
	}
	client, err := c.clients.FindClient(ctx, id)
	if err != nil {
		return engine.Client{}, err
	}
	c.mu.Lock()
	c.known[id] = cachedClient{client, now.Add(c.life)}
	c.mu.Unlock()
	return client, nil
}
