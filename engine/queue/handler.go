package queue

import (
	"context"
	"log/slog"
	"runtime/debug"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// taskTimeout bounds the handling of one task.
const taskTimeout = 30 * time.Second

// Handler looks at the row that a task names, and does what is due. It must be safe for concurrent
// use; the same task may be handled twice at the same time.
type Handler = func(ctx context.Context, task engine.Task) error

// perform has one task handled. The end of ctx does not end the handler's context, taskTimeout
// does. What the handler returns is logged, and a panic is recovered and logged.
func perform(ctx context.Context, log *slog.Logger, task engine.Task, handle Handler) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), taskTimeout)
	defer cancel()
	log = log.With("task", string(task.Kind), "id", task.ID)
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
