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
	// askedFor is how many times as long as it needed to say which lanes are due the store is then left alone.
	askedFor = 10
)

// Sweeper finds due rows that nobody woke, and wakes them. It keeps the promise that a lost
// wake-up makes work late, never lost. It also has the ledger sealed. Any number of sweepers may
// run on one store.
type Sweeper struct {
	Claims     engine.Claims
	Deliveries engine.Deliveries
	Ledger     engine.Ledger
	// Queue takes claims, Lanes the facilities to which callbacks are due.
	Queue, Lanes engine.Queue
	Clock        engine.Clock
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

// Run sweeps the claims at once and then at each interval until ctx is done. While there is a backlog and others are
// not busy with it, it sweeps as soon as the queue has room. Errors are logged.
func (s Sweeper) Run(ctx context.Context) {
	ticker := time.NewTicker(s.interval())
	defer ticker.Stop()
	for more := false; ctx.Err() == nil; s.pause(ctx, ticker.C, more) {
		full := s.full()
		found, err := s.Sweep(ctx)
		if err != nil && ctx.Err() == nil {
			s.logger().ErrorContext(ctx, "sweep ended with an error", "error", err)
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

// Sweep makes one pass over the claims: it wakes due ones, at most 100 and none while the queue is full, has
// those moved that time moves, and has the ledger sealed. It reports how many it woke or moved. Where one part
// fails the others are still done.
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

// wake wakes due claims, and reports how many that were.
func (s Sweeper) wake(ctx context.Context, now time.Time) (int, error) {
	claims, err := s.Claims.DueClaims(ctx, now, sweepBatch)
	for _, id := range claims {
		s.Queue.Wake(engine.Task{Kind: engine.TaskAdjudicate, ID: id})
	}
	if s.Meter != nil {
		s.Meter.Swept(engine.TaskAdjudicate, len(claims))
	}
	return len(claims), wrap("find due claims", err)
}

// RunLanes wakes the facilities to which callbacks are due, at once and then at each interval until ctx is
// done: those whose wake-up was lost, and those whose next attempt's time has come. Errors are logged. Where
// the store needs long to say which they are, it is asked less often.
func (s Sweeper) RunLanes(ctx context.Context) {
	for {
		began := time.Now()
		facilities, err := s.Deliveries.DueLanes(ctx, s.Clock.Now())
		if err != nil && ctx.Err() == nil {
			s.logger().ErrorContext(ctx, "sweep of callbacks ended with an error", "error", err)
		}
		for _, facility := range facilities {
			s.Lanes.Wake(engine.Task{Kind: engine.TaskDeliver, ID: facility})
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(max(s.interval(), askedFor*time.Since(began))):
		}
	}
}

func (s Sweeper) interval() time.Duration {
	if s.Every == 0 {
		return time.Second
	}
	return s.Every
}

func (s Sweeper) logger() *slog.Logger {
	if s.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return s.Log
}

// wrap says what was being done when err came; nil stays nil.
func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}
