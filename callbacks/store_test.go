package callbacks

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// clock stands still until it is set.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

// store holds one endpoint and one delivery. Run asks it from several goroutines.
type store struct {
	engine.Deliveries
	engine.Ledger

	mu          sync.Mutex
	endpoint    *engine.Endpoint
	delivery    engine.Delivery
	leasedUntil time.Time
	finished    []engine.AttemptOutcome
	// waiting are the facilities that have more to deliver after an attempt.
	waiting []string
	// failFinish is how often an attempt cannot be noted.
	failFinish int
	audited    []string
}

func (s *store) TakeDeliveries(_ context.Context, lanes []engine.Lane, now, until time.Time) ([]engine.Taken, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	taken := make([]engine.Taken, len(lanes))
	for i, lane := range lanes {
		if s.endpoint == nil || s.endpoint.Facility != lane.Facility && s.delivery.Facility != lane.Facility {
			continue
		}
		endpoint := *s.endpoint
		taken[i].Endpoint = &endpoint
		due := s.delivery.State == engine.DeliveryPending && !s.delivery.NextAt.After(now)
		if due && endpoint.Enabled && endpoint.Health.Circuit(now) != engine.CircuitOpen {
			s.leasedUntil = until
			taken[i].Deliveries = []engine.Delivery{s.delivery}
			taken[i].Probe = endpoint.Health.Circuit(now) == engine.CircuitProbing
		}
	}
	return taken, nil
}

func (s *store) FinishAttempts(ctx context.Context, outcomes []engine.AttemptOutcome, _ time.Time) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failFinish > 0 {
		s.failFinish--
		return nil, errors.New("the store is away")
	}
	for _, o := range outcomes {
		s.finished = append(s.finished, o)
		s.delivery.State, s.delivery.NextAt, s.delivery.Attempts = o.State, o.NextAt, o.Number
		health := &s.endpoint.Health
		if o.Failure == "" {
			*health = engine.Health{}
			continue
		}
		s.delivery.Failed++
		if health.Failures == 0 {
			health.FailingSince = o.At
		}
		health.Failures++
		health.Failure = o.Failure
		if !o.RestsUntil.IsZero() {
			health.RestsUntil = o.RestsUntil
		}
	}
	return s.waiting, ctx.Err()
}

func (s *store) EndDeliveries(_ context.Context, ending engine.Ending, at time.Time) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.delivery.State != engine.DeliveryPending || ending.Facility == "" && !s.delivery.BegunAt.Before(ending.BegunBefore) {
		return 0, nil
	}
	s.delivery.State = engine.DeliveryDead
	s.finished = append(s.finished, engine.AttemptOutcome{Attempt: engine.Attempt{At: at, Answer: ending.Why}, State: engine.DeliveryDead})
	return 1, nil
}

func (s *store) DisableEndpoint(_ context.Context, _ string, setAt time.Time, why string) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.endpoint.SetAt.Equal(setAt) || !s.endpoint.Enabled {
		return false, nil
	}
	s.endpoint.Enabled, s.endpoint.Disabled = false, why
	return true, nil
}

func (s *store) Record(_ context.Context, row engine.AuditRow) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.audited = append(s.audited, row.Action+" "+row.Target)
	return nil
}
