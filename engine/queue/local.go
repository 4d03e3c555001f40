// Package queue is the engine's Queue port: it wakes workers. It carries no truth, since the row
// that needs work is the task; whatever is lost here the Sweeper finds again.
package queue

import (
	"context"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// taskTimeout bounds the handling of one task.
const taskTimeout = 30 * time.Second

// Handler looks at the row that a task names, and does what is due. It must be safe for concurrent
// use; the same task may be handled twice at the same time.
type Handler = func(ctx context.Context, task engine.Task) error

// Local is a Queue inside the process. It is safe for concurrent use.
type Local struct {
	log     *slog.Logger
	tasks   chan engine.Task
	dropped atomic.Uint64

	mu sync.Mutex
	// waiting are the tasks in the channel: one that waits already will look at the row later than
	// now, so a second one is not needed.
	waiting map[engine.Task]struct{}
}

var _ engine.Queue = (*Local)(nil)

// NewLocal returns a Local in which at most capacity tasks wait. A nil log is silent.
func NewLocal(capacity int, log *slog.Logger) *Local {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &Local{
		log:     log,
		tasks:   make(chan engine.Task, capacity),
		waiting: make(map[engine.Task]struct{}),
	}
}

// Wake puts a task among those that wait, unless it waits already. Where there is no room the task
// is dropped and counted.
func (q *Local) Wake(task engine.Task) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if _, waits := q.waiting[task]; waits {
		return
	}
	select {
	case q.tasks <- task:
		q.waiting[task] = struct{}{}
	default:
		q.dropped.Add(1)
	}
}

// Dropped is how many tasks found no room so far.
func (q *Local) Dropped() uint64 { return q.dropped.Load() }

// Run handles tasks with so many workers (at least one) until ctx is done. Then it takes no more
// tasks, waits for the handlers that are running, and returns. A handler's context is not ended by
// ctx, but after 30 s. What a handler returns is logged, and a panic is recovered and logged.
func (q *Local) Run(ctx context.Context, workers int, handle Handler) {
	var group sync.WaitGroup
	for range workers {
		group.Go(func() { q.work(ctx, handle) })
	}
	group.Wait()
}

func (q *Local) work(ctx context.Context, handle Handler) {
	for {
		select {
		case <-ctx.Done():
			return
		case task := <-q.tasks:
			q.forget(task)
			if ctx.Err() != nil {
				return // both were ready; the row stays due
			}
			q.handle(ctx, task, handle)
		}
	}
}

// forget comes before the handling: what happens to the row from now on is worth another look.
func (q *Local) forget(task engine.Task) {
	q.mu.Lock()
	defer q.mu.Unlock()
	delete(q.waiting, task)
}

func (q *Local) handle(ctx context.Context, task engine.Task, handle Handler) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), taskTimeout)
	defer cancel()
	log := q.log.With("task", string(task.Kind), "id", task.ID)
	defer func() {
		if recover() != nil {
			// The value is left out: it may hold what was being worked on.
			log.ErrorContext(ctx, "task panicked", "stack", string(debug.Stack()))
		}
	}()
	if err := handle(ctx, task); err != nil {
		log.ErrorContext(ctx, "task ended with an error", "error", err)
	}
}
