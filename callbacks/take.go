package callbacks

import (
	"context"
	"time"

	"github.com/bima-exchange/bima/engine"
)

const (
	// takeTimeout bounds a question to the store.
	takeTimeout = 30 * time.Second
	// mostEnded is how many deliveries are given up at once.
	mostEnded = 100
	// expireEvery is how often deliveries are looked for whose time is over, and expireAfter how long they
	// are left to those who may be about to try them a last time.
	expireEvery = time.Minute
	expireAfter = 15 * time.Minute
)

// attempt is one that is to be made at a delivery that is leased.
type attempt struct {
	pick
	engine.Delivery
	endpoint engine.Endpoint
	// probe: whether the endpoint's circuit closes depends on it.
	probe bool
}

// take leases what is due of lanes, as much as was picked. What cannot be sent at all is given up. After an
// error nothing is taken; the sweeper will have the lanes looked at again.
func (d *Deliverer) take(ctx context.Context, picks []pick) (attempts []attempt) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), takeTimeout)
	defer cancel()
	asked := make([]engine.Lane, len(picks))
	for i, p := range picks {
		asked[i] = p.asLane()
	}
	now := d.now()
	taken, err := d.Deliveries.TakeDeliveries(ctx, asked, now, now.Add(d.Lease))
	if err != nil {
		d.Log.ErrorContext(ctx, "callbacks cannot be taken", "error", err)
		taken = make([]engine.Taken, len(picks))
	}
	for i, p := range picks {
		failures := 0
		if endpoint := taken[i].Endpoint; endpoint != nil {
			failures = endpoint.Health.Failures
			for _, delivery := range taken[i].Deliveries {
				attempts = append(attempts, attempt{p, delivery, *endpoint, taken[i].Probe})
			}
		}
		d.lanes.taken(p, len(taken[i].Deliveries), failures)
		if err == nil {
			d.giveUp(ctx, p.facility, taken[i].Endpoint)
		}
	}
	return attempts
}

// giveUp ends the deliveries of a facility that has no endpoint that is on.
func (d *Deliverer) giveUp(ctx context.Context, facility string, endpoint *engine.Endpoint) {
	ending := engine.Ending{Facility: facility, Limit: mostEnded}
	switch {
	case endpoint == nil:
		ending.Why = "not sent: the facility has no endpoint"
	case !endpoint.Enabled:
		ending.Why = "not sent: the facility's endpoint is disabled"
	default:
		return
	}
	if d.end(ctx, ending) == mostEnded {
		d.lanes.want(facility)
	}
}

// expireAll gives up what could not be tried before its time was over, until ctx is done.
func (d *Deliverer) expireAll(ctx context.Context) {
	ticker := time.NewTicker(expireEvery)
	defer ticker.Stop()
	for {
		d.expire(ctx)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// expire is for deliveries that waited for an endpoint that rests, or behind an earlier version.
func (d *Deliverer) expire(ctx context.Context) {
	ending := engine.Ending{
		BegunBefore: d.now().Add(-lifetime - expireAfter), Limit: mostEnded,
		Why: "not sent: the endpoint did not answer, and the 72 hours are over",
	}
	for ctx.Err() == nil && d.end(ctx, ending) == mostEnded {
	}
}

// end gives deliveries up and reports how many. An error is logged; it is tried again with the next look.
func (d *Deliverer) end(ctx context.Context, ending engine.Ending) int {
	ended, err := d.Deliveries.EndDeliveries(ctx, ending, d.now())
	if err != nil && ctx.Err() == nil {
		d.Log.ErrorContext(ctx, "callbacks cannot be given up", "error", err)
	}
	if ended > 0 {
		d.Log.WarnContext(ctx, "callbacks given up", "facility", ending.Facility, "callbacks", ended, "why", ending.Why)
	}
	for range ended {
		d.Meter.Attempted(engine.DeliveryDead, engine.AnswerNotSent, 0)
	}
	return ended
}
