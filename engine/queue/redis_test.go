package queue

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hibiken/asynq"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/engine/queue/redistest"
)

// patience is how long the tests wait for what must happen.
const patience = 30 * time.Second

func connect(t *testing.T, url string, log io.Writer) *Redis {
	t.Helper()
	opt, err := ParseRedis(url)
	if err != nil {
		t.Fatal(err)
	}
	q := NewRedis(opt, slog.New(slog.NewTextHandler(log, nil)))
	t.Cleanup(q.Close)
	return q
}

// nobody is the URL of a port where nobody listens.
func nobody(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return "redis://" + listener.Addr().String()
}

// look asks Redis about the tasks of a queue.
func look(t *testing.T, q *Redis) *asynq.Inspector {
	t.Helper()
	inspector := asynq.NewInspector(q.opt)
	t.Cleanup(func() { _ = inspector.Close() })
	return inspector
}

// until waits for a condition that another process brings about.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited %s in vain: %s", patience, what)
		}
	}
}

// pending is how many tasks of a kind wait in Redis.
func pending(inspector *asynq.Inspector, kind engine.TaskKind) int {
	info, err := inspector.GetQueueInfo(queueName(kind))
	if err != nil {
		return 0 // there is no such queue before its first task
	}
	return info.Pending
}

func TestRedis_Wake_sendsABareID(t *testing.T) {
	q := connect(t, redistest.Start(t).URL, t.Output())
	inspector := look(t, q)
	for _, kind := range []engine.TaskKind{engine.TaskAdjudicate, engine.TaskDeliver} {
		q.Wake(engine.Task{Kind: kind, ID: "c1.2"})
		until(t, "the task is in Redis", func() bool { return pending(inspector, kind) == 1 })
		tasks, err := inspector.ListPendingTasks(queueName(kind))
		if err != nil || len(tasks) != 1 {
			t.Fatalf("tasks of %s: %v, %v; want one", kind, tasks, err)
		}
		got := tasks[0]
		got.ID, got.NextProcessAt = "", time.Time{}
		want := &asynq.TaskInfo{
			Queue: "bima:" + string(kind), Type: string(kind), Payload: []byte("c1.2"),
			State: asynq.TaskStatePending, MaxRetry: 0, Timeout: 30 * time.Second, Retention: 0,
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the task (-want +got):\n%s", diff)
		}
	}
}

func TestRedis_Wake_neverBlocks(t *testing.T) {
	var log bytes.Buffer
	q := connect(t, nobody(t), &log)
	const extra = 1000
	began := time.Now()
	for i := range redisBacklog + extra {
		q.Wake(task(fmt.Sprint(i)))
	}
	if mean := time.Since(began) / (redisBacklog + extra); mean > time.Millisecond {
		t.Errorf("Wake took %s on average without Redis, want far less than 10ms", mean)
	}
	// The sender may have taken a few out of the backlog meanwhile; these are dropped as well.
	until(t, "what found no room is counted", func() bool { return q.Dropped() >= extra })
	q.Close()
	<-q.sent
	if got := q.Dropped(); got != redisBacklog+extra {
		t.Errorf("Dropped = %d after the end, want all %d", got, redisBacklog+extra)
	}
	if got := bytes.Count(log.Bytes(), []byte("\n")); got != 1 {
		t.Errorf("%d lines in the log, want one in ten seconds:\n%s", got, &log)
	}
}

func TestRedis_Close_sendsWhatWaits(t *testing.T) {
	server := redistest.Start(t)
	q := connect(t, server.URL, t.Output())
	for i := range 100 {
		q.Wake(task(fmt.Sprint(i)))
	}
	q.Close()
	if got := pending(look(t, q), engine.TaskAdjudicate); got != 100 || q.Dropped() != 0 {
		t.Errorf("%d tasks in Redis and %d dropped, want 100 and 0", got, q.Dropped())
	}
}

func TestRedis_Close_doesNotWaitForRedis(t *testing.T) {
	server := redistest.Start(t)
	q := connect(t, server.URL, io.Discard) // what is still being sent may write after the test
	server.Pause(time.Minute)
	began := time.Now()
	for i := range 100 {
		q.Wake(task(fmt.Sprint(i)))
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("100 wakes took %s while Redis hung, want far less than 10ms each", took)
	}
	began = time.Now()
	q.Close()
	if took := time.Since(began); took > closeWithin+2*time.Second {
		t.Errorf("Close took %s while Redis hung, want about %s", took, closeWithin)
	}
}

// collect is a handler that hands each task on to a channel.
func collect(into chan<- engine.Task) Handler {
	return func(ctx context.Context, task engine.Task) error {
		select {
		case into <- task:
		case <-ctx.Done():
		}
		return nil
	}
}

// next is the task that is handled next.
func next(t *testing.T, handled <-chan engine.Task) engine.Task {
	t.Helper()
	select {
	case task := <-handled:
		return task
	case <-time.After(patience):
		t.Fatalf("no task was handled within %s", patience)
		return engine.Task{}
	}
}
