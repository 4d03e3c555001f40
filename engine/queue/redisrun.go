package queue

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hibiken/asynq"

	"github.com/bima-exchange/bima/engine"
)

const (
	// retryAfter is the pause before Redis is tried again.
	retryAfter = time.Second
	// lookEvery is how often an idle worker asks Redis for tasks.
	lookEvery = 50 * time.Millisecond
	// partWithin bounds how long a stop waits for Redis after the last handler has ended.
	partWithin = 3 * time.Second
)

// weights say how often each queue is asked first: an adjudication makes a claim move, a delivery
// tells of it, and neither may starve the other.
var weights = map[string]int{
	queueName(engine.TaskAdjudicate): 6,
	queueName(engine.TaskDeliver):    4,
}

// Run handles tasks of all nodes with so many workers (at least one) until ctx is done. Then it
// takes no more tasks, waits for the handlers that are running, and returns. While Redis is away,
// at the start or later, it keeps trying. A handler's context is not ended by ctx, but after 30 s.
// What a handler returns is logged, and a panic is recovered and logged.
func (q *Redis) Run(ctx context.Context, workers int, handle Handler) {
	for ctx.Err() == nil {
		if err := q.serve(ctx, workers, handle); err != nil && ctx.Err() == nil {
			q.trouble.warn("redis cannot be reached; it is tried again", "error", err)
			select {
			case <-ctx.Done():
			case <-time.After(retryAfter):
			}
		}
	}
}

// Busy reports whether the workers of Run have their hands full: at least half of them work, since a
// worker that has ended a task needs a moment to fetch the next.
func (q *Redis) Busy() bool {
	working := q.working.Load()
	return working > 0 && 2*working >= q.workers.Load()
}

// serve runs one asynq server until ctx is done. An error means that it did not start.
func (q *Redis) serve(ctx context.Context, workers int, handle Handler) error {
	if err := q.ping(ctx); err != nil {
		return err
	}
	server := asynq.NewServer(q.opt, asynq.Config{
		Concurrency:       workers,
		Queues:            weights,
		TaskCheckInterval: lookEvery,
		ShutdownTimeout:   taskTimeout,
		Logger:            asynqLog{q.trouble},
		LogLevel:          asynq.WarnLevel,
	})
	hands := &hands{working: &q.working}
	q.workers.Store(int32(workers))
	if err := server.Start(asynq.HandlerFunc(func(_ context.Context, t *asynq.Task) error {
		hands.do(func() {
			perform(ctx, q.log, engine.Task{Kind: engine.TaskKind(t.Type()), ID: string(t.Payload())}, handle)
		})
		return nil // an error would have asynq keep the task; the row says what is still due
	})); err != nil {
		return fmt.Errorf("start asynq: %w", err)
	}
	<-ctx.Done()
	ended := make(chan struct{})
	go func() { defer close(ended); server.Shutdown() }()
	hands.rest()
	select {
	case <-ended:
	case <-time.After(partWithin):
		q.log.Warn("redis did not answer at the stop", "waited", partWithin.String())
	}
	return nil
}

// ping asks whether Redis answers, for as long as ctx lasts. asynq would start without it, and
// then ask a server that refuses it without any pause.
func (q *Redis) ping(ctx context.Context) error {
	answer := make(chan error, 1)
	go func() { answer <- q.client.Ping() }()
	select {
	case err := <-answer:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// hands lets handlers work until they are to rest. asynq alone would wait for Redis, too, and for
// longer than a stop may take.
type hands struct {
	mu      sync.RWMutex
	resting bool
	working *atomic.Int32
}

// do does the work, unless the hands rest: then the row stays due.
func (h *hands) do(work func()) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	if !h.resting {
		h.working.Add(1)
		defer h.working.Add(-1)
		work()
	}
}

// rest waits for what is being done and lets nothing begin.
func (h *hands) rest() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.resting = true
}
