package queue

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/engine/queue/redistest"
)

func TestRedis_Run_handlesEachTask(t *testing.T) {
	server := redistest.Start(t)
	intake, one, two := connect(t, server.URL, t.Output()), connect(t, server.URL, t.Output()), connect(t, server.URL, t.Output())
	handled := make(chan engine.Task, 2000)
	defer start(t, one, 4, collect(handled))()
	defer start(t, two, 4, collect(handled))()
	missing := make(map[engine.Task]bool)
	for i := range 500 {
		for _, kind := range []engine.TaskKind{engine.TaskAdjudicate, engine.TaskDeliver} {
			task := engine.Task{Kind: kind, ID: fmt.Sprint(i)}
			missing[task] = true
			intake.Wake(task)
		}
	}
	for len(missing) > 0 {
		delete(missing, next(t, handled))
	}
	if intake.Dropped() != 0 {
		t.Errorf("%d tasks dropped, want none", intake.Dropped())
	}
}

func TestRedis_Run_outlivesRedis(t *testing.T) {
	server := redistest.Start(t)
	server.Stop()
	q := connect(t, server.URL, t.Output())
	handled := make(chan engine.Task, 100)
	defer start(t, q, 2, collect(handled))()

	for _, id := range []string{"away at the start", "away later"} {
		q.dropped.Store(0)
		server.Stop()
		q.Wake(task("lost"))
		until(t, "the loss is counted", func() bool { return q.Dropped() > 0 })
		server.Restart()
		// What is sent while the client still finds no way is lost: wake as the sweeper would.
		until(t, id+": the task is handled after the restart", func() bool {
			q.Wake(task(id))
			select {
			case got := <-handled:
				return got == task(id)
			case <-time.After(100 * time.Millisecond):
				return false
			}
		})
	}
}

func TestRedis_Run_outlivesAnEmptiedRedis(t *testing.T) {
	server := redistest.Start(t)
	q := connect(t, server.URL, t.Output())
	handled, release := make(chan engine.Task, 1), make(chan struct{})
	defer start(t, q, 1, func(ctx context.Context, task engine.Task) error {
		handled <- task
		select {
		case <-release:
		case <-ctx.Done():
		}
		return nil
	})()
	q.Wake(task("in hand"))
	if got := next(t, handled); got != task("in hand") {
		t.Fatalf("handled %v, want the one in hand", got)
	}
	q.Wake(task("lost"))
	inspector := look(t, q)
	until(t, "the second task waits in Redis", func() bool { return pending(inspector, engine.TaskAdjudicate) == 1 })
	server.Flush()
	close(release)
	q.Wake(task("after"))
	if got := next(t, handled); got != task("after") {
		t.Errorf("handled %v, want the one woken after Redis was emptied", got)
	}
}

func TestRedis_Run_keepsBothKindsGoing(t *testing.T) {
	q := connect(t, redistest.Start(t).URL, t.Output())
	const each = 400
	for i := range each {
		q.Wake(engine.Task{Kind: engine.TaskAdjudicate, ID: fmt.Sprint(i)})
		q.Wake(engine.Task{Kind: engine.TaskDeliver, ID: fmt.Sprint(i)})
	}
	inspector := look(t, q)
	until(t, "all tasks wait in Redis", func() bool {
		return pending(inspector, engine.TaskAdjudicate) == each && pending(inspector, engine.TaskDeliver) == each
	})
	handled := make(chan engine.Task, 2*each)
	defer start(t, q, 1, collect(handled))()
	adjudications := 0
	for range each {
		if next(t, handled).Kind == engine.TaskAdjudicate {
			adjudications++
		}
	}
	// 60 of 100 are expected; 48 to 72 is five standard deviations to either side.
	if share := 100 * adjudications / each; share < 48 || share > 72 {
		t.Errorf("%d%% of the first %d tasks were adjudications, want about 60%%", share, each)
	}
}

func TestRedis_Run_finishesWhatIsInHand(t *testing.T) {
	q := connect(t, redistest.Start(t).URL, t.Output())
	handled, release := make(chan engine.Task), make(chan struct{})
	ended := make(chan struct{})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		defer close(ended)
		q.Run(ctx, 1, func(ctx context.Context, task engine.Task) error {
			handled <- task
			<-release
			if ctx.Err() != nil {
				t.Error("the stop ended the handler's context")
			}
			handled <- task
			return nil
		})
	}()
	q.Wake(task("in hand"))
	next(t, handled)
	q.Wake(task("waiting"))
	inspector := look(t, q)
	until(t, "the second task waits in Redis", func() bool { return pending(inspector, engine.TaskAdjudicate) == 1 })
	cancel()
	select {
	case <-ended:
		t.Fatal("Run returned while a handler was running")
	case <-time.After(100 * time.Millisecond):
	}
	close(release)
	if got := next(t, handled); got != task("in hand") {
		t.Errorf("finished %v, want the one in hand", got)
	}
	<-ended

	others := make(chan engine.Task, 1)
	defer start(t, q, 1, collect(others))()
	if got := next(t, others); got != task("waiting") {
		t.Errorf("the next worker handled %v, want the one left in Redis", got)
	}
}

func TestRedis_Run_stopsWhileRedisHangs(t *testing.T) {
	server := redistest.Start(t)
	q := connect(t, server.URL, io.Discard) // what Run left behind may write after the test
	handled := make(chan engine.Task, 1)
	stop := start(t, q, 1, collect(handled))
	q.Wake(task("a"))
	next(t, handled)
	server.Pause(time.Minute)
	began := time.Now()
	stop()
	if took := time.Since(began); took > partWithin+2*time.Second {
		t.Errorf("Run returned %s after the stop while Redis hung, want at most about %s", took, partWithin)
	}
}

func TestRedis_Run_stopsBeforeItFoundRedis(t *testing.T) {
	q := connect(t, nobody(t), t.Output())
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	began := time.Now()
	q.Run(ctx, 1, func(context.Context, engine.Task) error { return nil })
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("Run returned after %s, want at the stop", took)
	}
}

func TestRedis_Run_survivesPanicsAndErrors(t *testing.T) {
	var log safeBuffer
	q := connect(t, redistest.Start(t).URL, &log)
	handled := make(chan engine.Task, 3)
	stop := start(t, q, 1, func(_ context.Context, task engine.Task) error {
		handled <- task
		switch task.ID {
		case "panics":
			panic("Jane Wanjiku, born 1985-06-15")
		case "errs":
			return errors.New("database is away")
		}
		return nil
	})
	for _, id := range []string{"panics", "errs", "fine"} {
		q.Wake(task(id))
		next(t, handled)
	}
	stop()
	for _, want := range []string{"id=panics", "id=errs", "database is away"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log lacks %q:\n%s", want, log.String())
		}
	}
	if strings.Contains(log.String(), "Wanjiku") {
		t.Errorf("the log shows the value of the panic:\n%s", log.String())
	}
	info, err := look(t, q).GetQueueInfo(queueName(engine.TaskAdjudicate))
	if err != nil || info.Size != 0 {
		t.Errorf("asynq keeps %+v, %v; want nothing kept or tried again", info, err)
	}
}

// safeBuffer is a log that two goroutines may write.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}
