package queue

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/bima-exchange/bima/engine"
)

const (
	// sweepBatch is how many due rows of a kind one pass takes.
	sweepBatch = 100
	// lookForRoom is how often a queue that was full is looked at.
	lookForRoom = 20 * time.Millisecond
)

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
	// Waiting is how many tasks wait in the Queue; nil: nobody counts them. While they are as many as a
	// pass takes, no more rows are looked for: each look is written into its row, so that looking at all
	// of a long backlog, and again while it is worked off, would cost more than the work.
	Waiting func() int
	// Busy: others work off what was woken, with full hands. Then what is due is mostly what they come to
	// anyway, and no more is looked for than one pass at each interval. nil: there are no others.
	Busy func() bool
	// Every is the time between two passes; one second where it is zero.
	Every time.Duration
	// Meter and Log may be nil.
	Meter engine.Meter
	Log   *slog.Logger
}

// Run sweeps at once and then at each interval until ctx is done. While there is a backlog and others are
// not busy with it, it sweeps as soon as the queue has room. Errors are logged.
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
	for more := false; ctx.Err() == nil; s.pause(ctx, ticker.C, more) {
		full := s.full()
		found, err := s.Sweep(ctx)
		if err != nil && ctx.Err() == nil {
			log.ErrorContext(ctx, "sweep ended with an error", "error", err)
		}
		// A batch may have been full, and behind a full queue there may be more still.
		more = err == nil && (found >= sweepBatch || more && full)
	}
}

// pause waits for the tick, or where there may be more to find and others are not busy with it, until the
// queue has room.
func (s Sweeper) pause(ctx context.Context, tick <-chan time.Time, more bool) {
	if s.Busy != nil && s.Busy() {
		more = false
	}
	for !more || s.full() {
		var look <-chan time.Time
		if more {
			look = time.After(lookForRoom)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick:
			return
		case <-look:
		}
	}
}

// full reports whether the queue has enough to do.
func (s Sweeper) full() bool { return s.Waiting != nil && s.Waiting() >= sweepBatch }

// Sweep makes one pass: it wakes due claims and deliveries, at most 100 of each and none while the queue is
// full, has claims moved that time moves, and has the ledger sealed. It reports how many it woke or moved.
// Where one part fails the others are still done.
func (s Sweeper) Sweep(ctx context.Context) (found int, err error) {
	now := s.Clock.Now()
	woken, wakeErr := 0, error(nil)
	if !s.full() {
		woken, wakeErr = s.wake(ctx, now)
	}
	moved, clocksErr := 0, error(nil)
	if s.Clocks != nil {
		moved, clocksErr = s.Clocks(ctx)
	}
	_, sealErr := s.Ledger.Seal(ctx, now)
	return woken + moved, errors.Join(
		wakeErr,
		wrap("move claims by time", clocksErr),
		wrap("seal the ledger", sealErr),
	)
}

// wake wakes what is due, and reports how many that were.
func (s Sweeper) wake(ctx context.Context, now time.Time) (int, error) {
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
	return len(claims) + len(deliveries), errors.Join(
		wrap("find due claims", claimsErr),
		wrap("find due deliveries", deliveriesErr),
	)
}

// wrap says what was being done when err came; nil stays nil.
func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}
