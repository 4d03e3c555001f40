// Package callbacks tells facilities what became of their claims: it POSTs each version of a
// ClaimResponse to the facility's endpoint until that takes it, and guards where such a POST may
// go. It knows nothing of claims but the bytes that it sends; the row of a delivery is the task.
package callbacks

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/secret"
)

// Config is what a Deliverer needs. The members of the last block may be zero.
type Config struct {
	Deliveries engine.Deliveries
	Guard      *Guard
	// Ledger takes an audit row for each endpoint that is disabled.
	Ledger engine.Ledger
	// Box opens the endpoints' passwords, sealed under engine.EndpointContext.
	Box   *secret.Box
	Clock engine.Clock
	// NewID makes ids for test callbacks and audit rows.
	NewID func() string

	// Lease is how long a delivery is this process's alone: longer than an attempt can take, 30 s
	// where it is 0.
	Lease time.Duration
	// Limits are how much is done at once.
	Limits Limits
	// Waits are the times between two attempts, the last of which goes on; nil: those of api.md.
	Waits []time.Duration
	// Meter counts the attempts.
	Meter engine.Meter
	Log   *slog.Logger
	// Jitter moves a wait between two attempts; nil: at random by up to a tenth.
	Jitter func(time.Duration) time.Duration
}

// Deliverer makes attempts at deliveries. It is safe for concurrent use.
type Deliverer struct {
	Config
	client *http.Client
	lanes  *lanes
}

var _ engine.Queue = (*Deliverer)(nil)

// New returns a Deliverer.
func New(config Config) *Deliverer {
	if config.Log == nil {
		config.Log = slog.New(slog.DiscardHandler)
	}
	if config.Meter == nil {
		config.Meter = engine.Unmetered{}
	}
	if config.Lease == 0 {
		config.Lease = 30 * time.Second
	}
	if config.Waits == nil {
		config.Waits = waits
	}
	if config.Jitter == nil {
		config.Jitter = func(wait time.Duration) time.Duration {
			return wait + time.Duration((rand.Float64()*0.2-0.1)*float64(wait))
		}
	}
	return &Deliverer{Config: config, client: newClient(config.Guard), lanes: newLanes(config.Limits, config.Clock)}
}

// Wake implements engine.Queue for the task of a facility to which there may be something to deliver. It
// takes note of it and returns at once.
func (d *Deliverer) Wake(task engine.Task) { d.lanes.want(task.ID) }

// Run delivers what is due of the facilities that Wake names (api.md "Callbacks"): it leases deliveries of
// many lanes at once, POSTs the stored bytes, notes the attempts together, and sets when the next ones are
// due. When ctx is done it begins nothing more, and returns when what is under way has ended and is noted. A
// failed attempt is no error. Where something fails on this side nothing is noted, the lease runs out, and
// the delivery is due again: a receiver may get a callback more than once.
func (d *Deliverer) Run(ctx context.Context) {
	attempts := make(chan made, mostNoted)
	var others, trying sync.WaitGroup
	others.Go(func() { d.noteAll(attempts) })
	others.Go(func() { d.expireAll(ctx) })
	for ctx.Err() == nil {
		picks := d.lanes.pick()
		if len(picks) == 0 {
			select {
			case <-ctx.Done():
			case <-d.lanes.signal:
			}
			continue
		}
		for _, a := range d.take(ctx, picks) {
			trying.Go(func() { attempts <- d.try(ctx, a) })
		}
	}
	trying.Wait()
	close(attempts)
	others.Wait()
}

// now is the current time as the store keeps it: UTC, whole microseconds.
func (d *Deliverer) now() time.Time { return d.Clock.Now().UTC().Truncate(time.Microsecond) }
