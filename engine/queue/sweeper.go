package queue

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// sweepBatch is how many due rows of a kind one pass takes.
const sweepBatch = 100

// Sweeper finds due rows that nobody woke, and wakes them. It keeps the promise that a lost
// wake-up makes work late, never lost. It also has the ledger sealed. Any number of sweepers may
// run on one store.
type Sweeper struct {
	Claims     engine.Claims
	Deliveries engine.Deliveries
	Ledger     engine.Ledger
	Queue      engine.Queue
	Clock      engine.Clock
	// Clocks moves the claims that time alone moves, and says how many; nil: nobody does.
	Clocks func(context.Context) (moved int, err error)
	// Every is the time between two passes; one second where it is zero.
	Every time.Duration
	// Meter and Log may be nil.
	Meter engine.Meter
	Log   *slog.Logger
}

// Run sweeps at once and then at each interval until ctx is done. While there is a backlog it
// sweeps without a pause. Errors are logged.
func (s Sweeper) Run(ctx context.Context) {
	every, log := s.Every, s.Log
	if every == 0 {
		every = time.Second
	}
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for ctx.Err() == nil {
		found, err := s.Sweep(ctx)
		if err != nil && ctx.Err() == nil {
			log.ErrorContext(ctx, "sweep ended with an error", "error", err)
		}
		if err == nil && found >= sweepBatch {
			continue // a batch may have been full
		}
		select {
		case <-ctx.Done():
		case <-ticker.C:
		}
	}
}

// Sweep makes one pass: it wakes due claims and deliveries, at most 100 of each, has claims moved that
// time moves, and has the ledger sealed. It reports how many it woke or moved. Where one part fails the others are still done.
func (s Sweeper) Sweep(ctx context.Context) (found int, err error) {
	now := s.Clock.Now()
	claims, claimsErr := s.Claims.DueClaims(ctx, now, sweepBatch)
	for _, id := range claims {
		s.Queue.Wake(engine.Task{Kind: engine.TaskAdjudicate, ID: id})
	}
	deliveries, deliveriesErr := s.Deliveries.DueDeliveries(ctx, now, sweepBatch)
	for _, id := range deliveries {
		s.Queue.Wake(engine.Task{Kind: engine.TaskDeliver, ID: id})
	}
	if s.Meter != nil {
		s.Meter.Swept(engine.TaskAdjudicate, len(claims))
		s.Meter.Swept(engine.TaskDeliver, len(deliveries))
	}
	moved, clocksErr := 0, error(nil)
	if s.Clocks != nil {
		moved, clocksErr = s.Clocks(ctx)
	}
	_, sealErr := s.Ledger.Seal(ctx, now)
	return len(claims) + len(deliveries) + moved, errors.Join(
		wrap("find due claims", claimsErr),
		wrap("find due deliveries", deliveriesErr),
		wrap("move claims by time", clocksErr),
		wrap("seal the ledger", sealErr),
	)
}

// wrap says what was being done when err came; nil stays nil.
func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}
