// Package queue is the engine's Queue port: it wakes workers. It carries no truth, since the row
// that needs work is the task; whatever is lost here the Sweeper finds again.
package queue

import (
	"context"
	"log/slog"
	"sync"

	"github.com/bima-exchange/bima/engine"
)

// Local is a Queue inside the process. It is safe for concurrent use.
type Local struct {
	*backlog
	log *slog.Logger
}

var _ engine.Queue = (*Local)(nil)

// NewLocal returns a Local in which at most capacity tasks wait. A nil log is silent.
func NewLocal(capacity int, log *slog.Logger) *Local {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &Local{backlog: newBacklog(capacity), log: log}
}

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
			perform(ctx, q.log, task, handle)
		}
	}
}
