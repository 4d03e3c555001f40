package main

import (
	"log/slog"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/engine/queue"
)

// localCapacity is how many wake-ups may wait in a process. Beyond it they are dropped and counted:
// the sweeper finds the rows.
const localCapacity = 10_000

// byKind is the queue inside a process: claims go to its workers, and facilities with callbacks to its
// deliverer, which never makes one wait for the other.
type byKind struct{ claims, callbacks engine.Queue }

// Wake implements engine.Queue.
func (q byKind) Wake(task engine.Task) {
	if task.Kind == engine.TaskDeliver {
		q.callbacks.Wake(task)
		return
	}
	q.claims.Wake(task)
}

// openShared opens the queue between processes; nil where no Redis is configured.
func openShared(config Config, log *slog.Logger) (*queue.Redis, error) {
	if config.Redis == "" {
		return nil, nil
	}
	connection, err := queue.ParseRedis(config.Redis)
	if err != nil {
		return nil, err
	}
	return queue.NewRedis(connection, log), nil
}

// queueName is the queue of a configuration, for people.
func queueName(config Config) string {
	if config.Redis == "" {
		return "none, the sweeper finds what is due"
	}
	return "redis"
}
