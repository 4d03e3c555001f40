package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"
)

// drain starts what adjudicates on a backlog of so many claims and measures how fast it goes. The
// claims are counted in the log, since every question to the store would slow it.
func (b *bench) drain(ctx context.Context, s *shape, backlog int) (m measured, err error) {
	say("%s: adjudication of %d claims", s.name, backlog)
	on, err := b.startAll(ctx, s, "drain", s.workOnly())
	defer func() { err = errors.Join(err, on.stop()) }()
	if err != nil {
		return m, err
	}
	var seen moves
	m.cores, err = during(slices.Concat(on.processes, s.servers), func() error {
		deadline := time.Now().Add(drainWithin)
		for seen.count < backlog {
			if time.Now().After(deadline) {
				return fmt.Errorf("only %d of %d claims were adjudicated within %s", seen.count, backlog, drainWithin)
			}
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(200 * time.Millisecond):
			}
			if seen, err = readMoves(on.log()); err != nil {
				return err
			}
		}
		return nil
	})
	m.cores.complain()
	m.Sent, m.PerSecond = seen.count, seen.rate()
	return m, err
}

// moves are the decisions that a log tells of.
type moves struct {
	count       int
	first, last time.Time
}

// rate is the decisions a second between the first and the last.
func (m moves) rate() float64 {
	if m.count < 2 || !m.last.After(m.first) {
		return 0
	}
	return float64(m.count-1) / m.last.Sub(m.first).Seconds()
}

// readMoves counts the claims that left the state queued.
func readMoves(log string) (moves, error) {
	var m moves
	file, err := os.Open(log)
	if err != nil {
		return m, err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if !bytes.Contains(lines.Bytes(), []byte(`"msg":"claim moved"`)) {
			continue
		}
		var line struct {
			Time time.Time
			From string
		}
		// The last line may be half written; it is whole the next time.
		if json.Unmarshal(lines.Bytes(), &line) != nil || line.From != "queued" {
			continue
		}
		if m.count++; m.first.IsZero() || line.Time.Before(m.first) {
			m.first = line.Time
		}
		if line.Time.After(m.last) {
			m.last = line.Time
		}
	}
	return m, lines.Err()
}
