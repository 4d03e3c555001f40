package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/bima-exchange/bima/engine/queue"
)

// crew is the part of a node that adjudicates, delivers, sweeps and seals. What the sweeper finds is
// worked in this process, so that it needs no Redis.
type crew struct{ node *node }

// run works until ctx is done, then finishes what is in hand. What is left undone is due in the
// store. It returns an error where the finishing took longer than the time set.
func (c *crew) run(ctx context.Context) error {
	done := make(chan struct{})
	go func() {
		defer close(done)
		var working sync.WaitGroup
		working.Go(func() { c.node.local.Run(ctx, c.node.config.Workers, c.node.work) })
		if !c.node.config.Callbacks.None {
			working.Go(func() { c.node.deliverer.Run(ctx) })
		}
		working.Go(func() { c.sweeper().Run(ctx) })
		working.Go(func() { c.sweeper().RunLanes(ctx) })
		if c.node.shared != nil {
			working.Go(func() { c.node.shared.Run(ctx, c.node.config.Workers, c.node.work) })
		}
		working.Wait()
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
	}
	select {
	case <-done:
		return nil
	case <-time.After(c.node.config.StopWithin):
		return fmt.Errorf("what was in hand was not finished within %s; it is due in the store", c.node.config.StopWithin)
	}
}

func (c *crew) sweeper() queue.Sweeper {
	sweeper := queue.Sweeper{
		Claims: c.node.store, Deliveries: c.node.store, Ledger: c.node.store, Queue: c.node.local, Lanes: c.node.deliverer, Waiting: c.node.local.Waiting,
		Clock: wallClock{}, Log: c.node.log, Meter: c.node.metrics, Clocks: c.node.engine.Clocks,
	}
	if c.node.shared != nil {
		sweeper.Busy = c.node.shared.Busy
	}
	return sweeper
}
