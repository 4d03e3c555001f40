package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// drain starts what adjudicates on a backlog of so many claims and measures how fast it goes. The
// claims are counted in the log, since every question to the store would slow it.
func (b *bench) drain(ctx context.Context, s *shape, part string, backlog int) (m measured, err error) {
	say("%s: adjudication of %d claims", s.name, backlog)
	on, err := b.startAll(ctx, s, part, s.workOnly())
	defer func() { err = errors.Join(err, on.stop()) }()
	if err != nil {
		return m, err
	}
	seen, err := openMoves(on.log())
	if err != nil {
		return m, err
	}
	defer seen.file.Close()
	m.cores, err = during(slices.Concat(on.processes, s.servers), func() error { return b.decided(ctx, seen, backlog) })
	if err != nil {
		return m, err
	}
	m.cores.complain()
	m.Sent, m.PerSecond, m.outcomes = seen.count, seen.rate(), seen.outcomes
	say("%s: %s claims a second (%s)", s.name, rate(m.PerSecond), m.cores)
	return m, m.outcomes.check()
}

// decided waits until so many claims are.
func (b *bench) decided(ctx context.Context, seen *moves, backlog int) error {
	for deadline := time.Now().Add(drainWithin); seen.count < backlog; {
		if time.Now().After(deadline) {
			return fmt.Errorf("only %d of %d claims were adjudicated within %s", seen.count, backlog, drainWithin)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
		if err := seen.read(); err != nil {
			return err
		}
	}
	return nil
}
