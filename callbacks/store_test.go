package callbacks

import (
	"context"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// clock stands still until it is set.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

// woken notes the tasks that are woken.
type woken []engine.Task

func (w *woken) Wake(task engine.Task) { *w = append(*w, task) }

// finished is one call of FinishAttempt.
type finished struct {
	attempt engine.Attempt
	state   engine.DeliveryState
	nextAt  time.Time
}

// store holds one endpoint and one delivery.
type store struct {
	engine.Deliveries
	endpoint    *engine.Endpoint
	delivery    engine.Delivery
	leasedUntil time.Time
	finished    []finished
	// next is the delivery that waits for this one.
	next string
}

func (s *store) LeaseDelivery(_ context.Context, _ string, now, until time.Time) (engine.Delivery, bool, error) {
	if s.delivery.State != engine.DeliveryPending || s.delivery.NextAt.After(now) {
		return engine.Delivery{}, false, nil
	}
	s.leasedUntil = until
	return s.delivery, true, nil
}

func (s *store) FindEndpoint(_ context.Context, facility string) (engine.Endpoint, error) {
	if s.endpoint == nil {
		return engine.Endpoint{}, engine.Errorf(engine.NotFound, "facility %s has no endpoint", facility)
	}
	return *s.endpoint, nil
}

func (s *store) SaveEndpoint(_ context.Context, endpoint engine.Endpoint) (engine.Signing, error) {
	s.endpoint = &endpoint
	return endpoint.Signing, nil
}

func (s *store) FinishAttempt(ctx context.Context, attempt engine.Attempt, state engine.DeliveryState, nextAt time.Time) (string, error) {
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	s.finished = append(s.finished, finished{attempt, state, nextAt})
	s.delivery.State, s.delivery.NextAt, s.delivery.Attempts = state, nextAt, attempt.Number
	return s.next, nil
}
