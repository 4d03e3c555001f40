package queue

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bima-exchange/bima/engine"
)

func task(id string) engine.Task { return engine.Task{Kind: engine.TaskAdjudicate, ID: id} }

// runner is a queue whose tasks can be handled here.
type runner interface {
	Run(ctx context.Context, workers int, handle Handler)
}

// start runs the queue until stop is called; stop returns when Run has.
func start(t *testing.T, q runner, workers int, handle Handler) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		q.Run(ctx, workers, handle)
	}()
	return func() { cancel(); <-ended }
}

func TestLocal_handlesEachTask(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var handled sync.Map
		q := NewLocal(100, nil)
		stop := start(t, q, 4, func(_ context.Context, task engine.Task) error {
			handled.Store(task, true)
			return nil
		})
		for i := range 100 {
			q.Wake(engine.Task{Kind: engine.TaskDeliver, ID: fmt.Sprint(i)})
		}
		synctest.Wait()
		stop()
		for i := range 100 {
			if _, ok := handled.Load(engine.Task{Kind: engine.TaskDeliver, ID: fmt.Sprint(i)}); !ok {
				t.Errorf("task %d was not handled", i)
			}
		}
	})
}

func TestLocal_dropsWhereThereIsNoRoom(t *testing.T) {
	q := NewLocal(2, nil)
	for _, id := range []string{"a", "b", "c", "d"} {
		q.Wake(task(id))
	}
	if q.Dropped() != 2 {
		t.Errorf("Dropped = %d, want 2", q.Dropped())
	}
}

func TestLocal_foldsWhatWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var handled atomic.Int32
		release := make(chan struct{})
		q := NewLocal(2, nil)
		for range 5 {
			q.Wake(task("a"))
		}
		q.Wake(engine.Task{Kind: engine.TaskDeliver, ID: "a"}) // another kind is another task
		if q.Dropped() != 0 {
			t.Errorf("Dropped = %d, want 0: what waits already needs no room", q.Dropped())
		}
		stop := start(t, q, 2, func(context.Context, engine.Task) error {
			handled.Add(1)
			<-release
			return nil
		})
		synctest.Wait()
		if handled.Load() != 2 {
			t.Errorf("%d tasks in hand, want 2", handled.Load())
		}
		q.Wake(task("a")) // in hand, no longer waiting: it has to be looked at once more
		close(release)
		synctest.Wait()
		stop()
		if handled.Load() != 3 {
			t.Errorf("%d tasks handled, want 3", handled.Load())
		}
	})
}

func TestLocal_finishesWhatIsInHand(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var finished []string
		q := NewLocal(10, nil)
		ctx, cancel := context.WithCancel(t.Context())
		q.Wake(task("in hand"))
		q.Wake(task("waiting"))
		began := time.Now()
		go func() {
			time.Sleep(time.Second)
			cancel()
		}()
		q.Run(ctx, 1, func(ctx context.Context, task engine.Task) error {
			select {
			case <-ctx.Done():
				t.Error("the stop ended the handler's context")
			case <-time.After(20 * time.Second):
				finished = append(finished, task.ID)
			}
			return nil
		})
		if took := time.Since(began); took != 20*time.Second {
			t.Errorf("Run returned after %s, want 20s, when the handler ended", took)
		}
		if len(finished) != 1 || finished[0] != "in hand" {
			t.Errorf("finished %q, want the one in hand alone", finished)
		}
	})
}

func TestLocal_boundsATask(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := NewLocal(1, nil)
		began, took := time.Now(), make(chan time.Duration, 1)
		stop := start(t, q, 1, func(ctx context.Context, _ engine.Task) error {
			<-ctx.Done()
			took <- time.Since(began)
			return ctx.Err()
		})
		q.Wake(task("a"))
		if got := <-took; got != 30*time.Second {
			t.Errorf("the task's context ended after %s, want 30s", got)
		}
		stop()
	})
}

func TestLocal_survivesPanicsAndErrors(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		var handled atomic.Int32
		q := NewLocal(10, slog.New(slog.NewTextHandler(&log, nil)))
		stop := start(t, q, 1, func(_ context.Context, task engine.Task) error {
			handled.Add(1)
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
		}
		synctest.Wait()
		stop()
		if handled.Load() != 3 {
			t.Errorf("%d tasks handled, want 3: the worker has to go on", handled.Load())
		}
		for _, want := range []string{"id=panics", "id=errs", "database is away"} {
			if !strings.Contains(log.String(), want) {
				t.Errorf("the log lacks %q:\n%s", want, &log)
			}
		}
		if strings.Contains(log.String(), "Wanjiku") {
			t.Errorf("the log shows the value of the panic:\n%s", &log)
		}
	})
}
