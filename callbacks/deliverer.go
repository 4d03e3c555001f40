// Package callbacks tells facilities what became of their claims: it POSTs each version of a
// ClaimResponse to the facility's endpoint until that takes it, and guards where such a POST may
// go. It knows nothing of claims but the bytes that it sends; the row of a delivery is the task.
package callbacks

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/secret"
)

// noteTimeout bounds the writing of an attempt that was made.
const noteTimeout = 10 * time.Second

// Config is what a Deliverer needs. The members of the last block may be zero.
type Config struct {
	Deliveries engine.Deliveries
	Queue      engine.Queue
	Guard      *Guard
	// Box opens the endpoints' passwords, sealed under engine.EndpointContext.
	Box   *secret.Box
	Clock engine.Clock

	// Lease is how long a worker has a delivery for itself: longer than an attempt can take, 30 s
	// where it is 0.
	Lease time.Duration
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
}

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
	if config.Jitter == nil {
		config.Jitter = func(wait time.Duration) time.Duration {
			return wait + time.Duration((rand.Float64()*0.2-0.1)*float64(wait))
		}
	}
	return &Deliverer{Config: config, client: newClient(config.Guard)}
}

// Deliver makes one attempt at a delivery, where one is due: it leases the row, POSTs the stored
// bytes, notes the attempt, and sets when the next one is due (api.md "Callbacks"). A failed
// attempt is no error. On an error nothing was noted, the lease runs out, and the delivery is due
// again; so it is where ctx ends during the POST. A receiver may get a callback more than once.
func (d *Deliverer) Deliver(ctx context.Context, id string) (err error) {
	started := d.now()
	delivery, leased, err := d.Deliveries.LeaseDelivery(ctx, id, started, started.Add(d.Lease))
	if err != nil {
		return fmt.Errorf("lease delivery %s: %w", id, err)
	}
	if !leased {
		return nil
	}
	ctx, span := engine.StartSpan(ctx, "deliver", delivery.Trace, id)
	defer func() { span.End(err) }()
	return d.attempt(ctx, delivery, started)
}

// attempt is one attempt at a delivery that is leased.
func (d *Deliverer) attempt(ctx context.Context, delivery engine.Delivery, started time.Time) error {
	endpoint, err := d.Deliveries.FindEndpoint(ctx, delivery.Facility)
	if err != nil && engine.KindOf(err) != engine.NotFound {
		return fmt.Errorf("find endpoint of %s: %w", delivery.Facility, err)
	}

	var got result
	switch {
	case err != nil:
		got = pointless("not sent: the facility has no endpoint")
	case !endpoint.Enabled:
		got = pointless("not sent: the facility's endpoint is disabled")
	default:
		got = d.post(ctx, endpoint, delivery)
		if ctx.Err() != nil && got.status == 0 {
			return fmt.Errorf("deliver %s: %w", delivery.ID, ctx.Err())
		}
	}

	// From here on the attempt was made, and is noted even though ctx may end meanwhile.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noteTimeout)
	defer cancel()
	if got.status == http.StatusGone {
		if err := d.disable(ctx, endpoint); err != nil {
			return err
		}
	}
	return d.note(ctx, delivery, endpoint, started, got)
}

// now is the current time as the store keeps it: UTC, whole microseconds.
func (d *Deliverer) now() time.Time { return d.Clock.Now().UTC().Truncate(time.Microsecond) }
