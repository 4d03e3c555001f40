package queue

import (
	"context"
	"testing"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/engine/queue/redistest"
)

// TestRedis_Busy: hands are full while at least half of them work.
func TestRedis_Busy(t *testing.T) {
	q := connect(t, redistest.Start(t).URL, t.Output())
	if q.Busy() {
		t.Error("without workers it is busy")
	}
	begun, release := make(chan engine.Task, 4), make(chan struct{})
	defer start(t, q, 4, func(ctx context.Context, task engine.Task) error {
		begun <- task
		select {
		case <-release:
		case <-ctx.Done():
		}
		return nil
	})()
	for i, id := range []string{"one", "two", "three"} {
		q.Wake(task(id))
		next(t, begun)
		if want := i >= 1; q.Busy() != want {
			t.Errorf("with %d of 4 workers at work Busy is %t", i+1, q.Busy())
		}
	}
	close(release)
	until(t, "it is idle again", func() bool { return !q.Busy() })
}
