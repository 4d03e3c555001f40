package store_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

// What is done for each callback, and what facilities and operators ask for.
func init() {
	now := filledEnd
	explained = append(explained,
		explainedCall{"DueLanes", 1, func(ctx context.Context, s *store.Store) error {
			return found(s.DueLanes(ctx, now))
		}},
		explainedCall{"TakeDeliveries and FinishAttempts", 11, func(ctx context.Context, s *store.Store) error {
			taken, err := s.TakeDeliveries(ctx, []engine.Lane{{Facility: "FID-1", Limit: 3}, {Facility: "FID-2", Limit: 3}}, now, now.Add(time.Minute))
			if err != nil {
				return err
			}
			return finishFilled(ctx, s, taken, now)
		}},
		explainedCall{"a probe", 9, func(ctx context.Context, s *store.Store) error {
			if err := s.RouseEndpoint(ctx, "FID-1", now); err != nil {
				return err
			}
			taken, err := s.TakeDeliveries(ctx, []engine.Lane{{Facility: "FID-1", Limit: 3}}, now, now.Add(time.Minute))
			if err == nil && !taken[0].Probe {
				err = errors.New("nothing was probed")
			}
			if err != nil {
				return err
			}
			return finishFilled(ctx, s, taken, now)
		}},
		explainedCall{"EndDeliveries", 2, func(ctx context.Context, s *store.Store) error {
			_, ofFacility := s.EndDeliveries(ctx, engine.Ending{Facility: "FID-3", Why: "gone", Limit: 10}, now)
			_, old := s.EndDeliveries(ctx, engine.Ending{BegunBefore: now.AddDate(0, -6, 0), Why: "over", Limit: 10}, now)
			return errors.Join(ofFacility, old)
		}},
		explainedCall{"sent again", 5, func(ctx context.Context, s *store.Store) error {
			list, err := s.ListDeliveries(ctx, engine.DeliveryFilter{Facility: "FID-4", State: engine.DeliveryDead, Limit: 1})
			if err == nil && len(list) == 0 {
				err = errors.New("nothing was found")
			}
			if err != nil {
				return err
			}
			recovery := engine.Recovery{
				Facility: "FID-4", States: []engine.DeliveryState{engine.DeliveryDead}, Since: now.AddDate(0, -6, 0), At: now, DueAt: now, Limit: 10,
			}
			_, _, dead := s.ReviveEnded(ctx, recovery, "")
			_, _, missing := s.WriteMissing(ctx, recovery, engine.ClaimPlace{At: now.AddDate(0, -6, 0), ID: "x"})
			recovery.States = append(recovery.States, engine.DeliveryDone)
			_, _, all := s.ReviveEnded(ctx, recovery, "")
			return errors.Join(s.ReviveDelivery(ctx, "FID-4", list[0].ID, now), dead, all, missing)
		}},
		explainedCall{"what a facility has", 3, func(ctx context.Context, s *store.Store) error {
			_, list := s.ListDeliveries(ctx, engine.DeliveryFilter{Facility: "FID-1", State: engine.DeliveryPending, Limit: 100})
			_, all := s.ListDeliveries(ctx, engine.DeliveryFilter{Facility: "FID-1", Limit: 100})
			_, count := s.CountDeliveries(ctx, "FID-1")
			return errors.Join(list, all, count)
		}},
	)
}

// finishFilled notes attempts, the first of each lane as failed, which opens its circuit.
func finishFilled(ctx context.Context, s *store.Store, taken []engine.Taken, now time.Time) error {
	var outcomes []engine.AttemptOutcome
	for _, lane := range taken {
		if len(lane.Deliveries) == 0 {
			return fmt.Errorf("nothing was taken: %+v", taken)
		}
		for i, delivery := range lane.Deliveries {
			outcome := engine.AttemptOutcome{
				Attempt:  engine.Attempt{DeliveryID: delivery.ID, At: now, Status: 200},
				Facility: delivery.Facility, State: engine.DeliveryDone, EndpointSetAt: lane.Endpoint.SetAt, Probe: lane.Probe,
			}
			if i == 0 && !lane.Probe {
				outcome.State, outcome.NextAt, outcome.Failure, outcome.RestsUntil = engine.DeliveryPending, now.Add(time.Minute), "HTTP 500", now.Add(time.Second)
			}
			outcomes = append(outcomes, outcome)
		}
	}
	_, err := s.FinishAttempts(ctx, outcomes, now)
	return err
}
