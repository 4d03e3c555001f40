package queue

import (
	"sync"
	"sync/atomic"

	"github.com/bima-exchange/bima/engine"
)

// backlog holds the tasks that wait inside the process. It is safe for concurrent use.
type backlog struct {
	tasks   chan engine.Task
	dropped atomic.Uint64

	mu sync.Mutex
	// waiting are the tasks in the channel: one that waits already will look at the row later than
	// now, so a second one is not needed.
	waiting map[engine.Task]struct{}
}

func newBacklog(capacity int) *backlog {
	return &backlog{
		tasks:   make(chan engine.Task, capacity),
		waiting: make(map[engine.Task]struct{}),
	}
}

// Wake puts a task among those that wait, unless it waits already. Where there is no room the task
// is dropped and counted. It never blocks.
func (b *backlog) Wake(task engine.Task) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, waits := b.waiting[task]; waits {
		return
	}
	select {
	case b.tasks <- task:
		b.waiting[task] = struct{}{}
	default:
		b.dropped.Add(1)
	}
}

// Dropped is how many tasks were given up so far. The Sweeper finds their rows.
func (b *backlog) Dropped() uint64 { return b.dropped.Load() }

// Waiting is how many tasks wait.
func (b *backlog) Waiting() int { return len(b.tasks) }

// forget comes before the handling: what happens to the row from now on is worth another look.
func (b *backlog) forget(task engine.Task) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.waiting, task)
}
