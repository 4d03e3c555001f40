package queue

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9/logging"

	"github.com/bima-exchange/bima/engine"
)

const (
	// redisBacklog is how many tasks wait for Redis inside a process.
	redisBacklog = 10_000
	// closeWithin bounds how long Close waits for Redis.
	closeWithin = time.Second
)

// Redis is a Queue over many nodes: asynq carries bare wake-ups from the node that calls Wake to a
// node where Run is going. Redis may be away, for minutes or from the start: that costs wake-ups,
// which are counted, and nothing else. It is safe for concurrent use.
type Redis struct {
	*backlog
	log     *slog.Logger
	trouble *seldom
	opt     asynq.RedisConnOpt
	client  *asynq.Client
	// workers is how many Run has, working how many of them have a task in hand.
	workers, working atomic.Int32

	stop context.CancelFunc
	sent chan struct{} // closed when the sender has ended
}

var _ engine.Queue = (*Redis)(nil)

// NewRedis returns a Redis whose Wake works at once, whether or not there is a server. It has to be
// closed. A nil log is silent.
func NewRedis(opt asynq.RedisConnOpt, log *slog.Logger) *Redis {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	// The client's own log goes to standard error, in a form of its own; all that it has to say
	// comes back as errors, too.
	logging.Disable()
	sending, stop := context.WithCancel(context.Background())
	q := &Redis{
		backlog: newBacklog(redisBacklog),
		log:     log,
		trouble: &seldom{log: log},
		opt:     opt,
		client:  asynq.NewClient(opt),
		stop:    stop,
		sent:    make(chan struct{}),
	}
	go q.send(sending)
	return q
}

// Close gives the tasks that wait one second to leave, drops the rest, and disconnects. It comes
// after Run has returned; Wake is harmless afterwards.
func (q *Redis) Close() {
	q.stop()
	select {
	case <-q.sent:
	case <-time.After(closeWithin):
	}
	// What is still being sent ends with an error now. There is nothing to do about one in closing.
	_ = q.client.Close()
}

// send empties the backlog into Redis, one task after the other, until ctx is done and nothing
// waits any more. It has a goroutine of its own, since asynq can block for seconds.
func (q *Redis) send(ctx context.Context) {
	defer close(q.sent)
	for {
		select {
		case task := <-q.tasks:
			q.enqueue(task)
			continue
		default:
		}
		select {
		case task := <-q.tasks:
			q.enqueue(task)
		case <-ctx.Done():
			return
		}
	}
}

// enqueue hands one task to asynq, or drops it. It sets neither TaskID nor Unique, Retention or
// ProcessIn: with these asynq refuses a wake-up while it still knows one of the same name.
func (q *Redis) enqueue(task engine.Task) {
	q.forget(task)
	_, err := q.client.Enqueue(
		asynq.NewTask(string(task.Kind), []byte(task.ID)),
		asynq.Queue(queueName(task.Kind)),
		asynq.MaxRetry(0),
		asynq.Timeout(taskTimeout),
	)
	if err != nil {
		q.dropped.Add(1)
		q.trouble.warn("redis does not take wake-ups; the sweeper will find the rows", "error", err)
	}
}

// queueName is the asynq queue that carries a kind of task.
func queueName(kind engine.TaskKind) string { return "bima:" + string(kind) }
