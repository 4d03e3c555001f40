package callbacks

import (
	"context"
	"fmt"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// note writes the attempt and what follows from it, and wakes the delivery that waited for it.
func (d *Deliverer) note(ctx context.Context, delivery engine.Delivery, endpoint engine.Endpoint, started time.Time, got result) error {
	ended := d.now()
	attempt := engine.Attempt{
		DeliveryID: delivery.ID,
		Number:     delivery.Attempts + 1,
		At:         started,
		Took:       ended.Sub(started),
		Status:     got.status,
		Answer:     got.answer,
	}
	state, nextAt := engine.DeliveryPending, ended
	switch {
	case got.done():
		state = engine.DeliveryDone
	case got.final:
		state = engine.DeliveryDead
	default:
		at, alive := nextAttempt(attempt.Number, delivery.CreatedAt, ended, got.retryAfter, d.Jitter)
		if nextAt = at; !alive {
			state, nextAt = engine.DeliveryDead, ended
		}
	}
	next, err := d.Deliveries.FinishAttempt(ctx, attempt, state, nextAt.UTC().Truncate(time.Microsecond))
	if err != nil {
		return fmt.Errorf("note attempt %d at delivery %s: %w", attempt.Number, delivery.ID, err)
	}
	d.Meter.Attempted(state)
	d.Log.InfoContext(ctx, "callback", "delivery", delivery.ID, "facility", delivery.Facility,
		"host", hostOf(endpoint.URL), "attempt", attempt.Number, "status", attempt.Status,
		"took", attempt.Took, "state", string(state), "next_at", nextAt)
	if next != "" {
		d.Queue.Wake(engine.Task{Kind: engine.TaskDeliver, ID: next})
	}
	return nil
}

// disable switches an endpoint off, unless it was removed or set anew since it was called.
func (d *Deliverer) disable(ctx context.Context, called engine.Endpoint) error {
	endpoint, err := d.Deliveries.FindEndpoint(ctx, called.Facility)
	if err != nil {
		if engine.KindOf(err) == engine.NotFound {
			return nil
		}
		return fmt.Errorf("find endpoint of %s: %w", called.Facility, err)
	}
	if !endpoint.SetAt.Equal(called.SetAt) {
		return nil
	}
	endpoint.Enabled = false
	if _, err := d.Deliveries.SaveEndpoint(ctx, endpoint); err != nil {
		return fmt.Errorf("disable endpoint of %s: %w", called.Facility, err)
	}
	return nil
}
