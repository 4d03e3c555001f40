package main

import (
	"context"
	"net/http"
	"sync"
	"time"
)

// desk is what all clients of a facility know: what was sent, and what was acknowledged.
type desk struct {
	mu           sync.Mutex
	parcels      []parcel
	sent         map[string]bool // by claim id
	acknowledged map[string]bool // by claim id and by Bundle.id
}

// any is a bundle that was sent before; false where there is none yet.
func (d *desk) any(dice dice) (parcel, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.parcels) == 0 {
		return parcel{}, false
	}
	// Mostly a late one, of which something may still be on its way.
	newest := min(len(d.parcels), 20)
	if dice.oneIn(4) {
		newest = len(d.parcels)
	}
	return d.parcels[len(d.parcels)-1-dice.IntN(newest)], true
}

// put notes that a bundle is about to be sent, and tells whether all of its claims were sent before.
func (d *desk) put(p parcel) actKind {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.parcels = append(d.parcels, p)
	kind := repeated
	for _, claim := range p.claims {
		if !d.sent[claim] {
			kind = submitted
		}
		d.sent[claim] = true
	}
	return kind
}

func (d *desk) acknowledge(p parcel) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.acknowledged[p.bundle] = true
	for _, claim := range p.claims {
		d.acknowledged[claim] = true
	}
}

func (d *desk) isAcknowledged(id string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.acknowledged[id]
}

// facilityClient is one connection of a facility's system to the exchange. It goes on whatever comes.
type facilityClient struct {
	dice     dice
	desk     *desk
	history  *history
	patterns []pattern
	servers  []*hmis // one for each serve
	sights   *sights
	// tags are the last ETag and what came with it, by what was asked.
	tags map[string]tagged
}

type tagged struct {
	etag string
	seen []seen
}

// run does one thing after the other until ctx is done.
func (c *facilityClient) run(ctx context.Context) {
	for ctx.Err() == nil {
		old, ok := c.desk.any(c.dice)
		switch choice := c.dice.IntN(100); {
		case !ok || choice < 30:
			c.submit(ctx, c.fresh(1))
		case choice < 40:
			c.submit(ctx, c.fresh(2))
		case choice < 47: // some known, some new
			bundle := c.fresh(1)
			bundle.pattern = old.pattern
			bundle.claims = append(bundle.claims, old.claims[0])
			c.submit(ctx, bundle)
		case choice < 60:
			c.submit(ctx, old)
		case choice < 66:
			old.bundle = c.dice.id()
			c.submit(ctx, old)
		case choice < 70:
			old.changed = !old.changed
			c.submit(ctx, old)
		default:
			c.poll(old)
		}
		pause(ctx, c.dice.between(5*time.Millisecond, 30*time.Millisecond))
	}
}

func (c *facilityClient) fresh(claims int) parcel {
	p := parcel{pattern: c.patterns[c.dice.IntN(len(c.patterns))], bundle: c.dice.id()}
	for range claims {
		p.claims = append(p.claims, c.dice.id())
	}
	return p
}

// submit sends a bundle, and where it is not known what came of that mostly sends it again, as systems
// do that were cut off.
func (c *facilityClient) submit(ctx context.Context, p parcel) {
	for ctx.Err() == nil {
		a := act{Kind: c.desk.put(p), Claims: p.claims, Ask: p.bundle, Began: c.history.now()}
		got, err := c.server().try(http.MethodPost, "/v1/shr-med/bundle", p.body(), nil)
		a.Status, a.Answer = got.Status, string(got.Body)
		if err != nil {
			a.Status, a.Answer = 0, err.Error()
		}
		c.history.add(a)
		if a.Status == http.StatusAccepted {
			c.desk.acknowledge(p)
		}
		if !a.unknown() || c.dice.oneIn(4) {
			return
		}
		pause(ctx, 100*time.Millisecond)
	}
}

// server is one of them.
func (c *facilityClient) server() *hmis { return c.servers[c.dice.IntN(len(c.servers))] }

// poll asks for a claim or a bundle: plainly, with the ETag that it has, with the history, or waiting.
func (c *facilityClient) poll(p parcel) {
	id, claims, query := p.bundle, p.claims, "bundle_id="+p.bundle
	if c.dice.oneIn(2) {
		id = p.claims[c.dice.IntN(len(p.claims))]
		claims, query = []string{id}, "claim_id="+id
	}
	if c.dice.oneIn(4) {
		query += "&history=true"
	}
	header := http.Header{}
	last := c.tags[query]
	if last.etag != "" && c.dice.oneIn(2) {
		header.Set("If-None-Match", last.etag)
	}
	if c.dice.oneIn(4) {
		header.Set("Prefer", "wait=1")
	}
	a := act{Kind: polled, Claims: claims, Ask: query, Known: c.desk.isAcknowledged(id), Began: c.history.now()}
	got, err := c.server().try(http.MethodGet, "/v1/shr-med/claim-status?"+query, nil, header)
	a.Status = got.Status
	switch {
	case err != nil:
		a.Status, a.Answer = 0, err.Error()
	case got.Status == http.StatusOK:
		a.Seen, _ = c.sights.read(got.Body)
		c.tags[query] = tagged{got.Header.Get("ETag"), a.Seen}
	case got.Status == http.StatusNotModified:
		a.Seen = last.seen
	default:
		a.Answer = string(got.Body)
	}
	c.history.add(a)
}

// pause waits, but not beyond the end of ctx.
func pause(ctx context.Context, howLong time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(howLong):
	}
}
