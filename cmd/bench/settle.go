package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"time"
)

const (
	// watched: one in so many claims is polled until it is decided, so that the polls are few
	// beside the submissions.
	watched = 4
	// The time between two polls of a claim grows from firstLook by a quarter up to lastLook.
	firstLook = 2 * time.Millisecond
	lastLook  = 50 * time.Millisecond
	// settleWithin is when to give up.
	settleWithin = 30 * time.Second
)

// queued is how a status says that a claim is not decided.
var queued = []byte(`"outcome":"queued"`)

// settle submits at a fixed rate whatever the answers take, and looks when each watched claim is
// decided.
func (l *loader) settle(ctx context.Context) (result, error) {
	var err error
	if l.samples, err = loadSamples(); err != nil {
		return result{}, err
	}
	l.next.Store(int64(l.job.First))
	count := time.Now().Add(l.job.WarmUp)
	end := count.Add(l.job.For)
	due := make(chan time.Time, l.job.Rate)
	go l.tick(ctx, end, due)
	err = l.each(ctx, func(_ context.Context, w *wire) error {
		var buf []byte
		for at := range due {
			var claim string
			var err error
			if claim, _, buf, err = l.submitOne(w, buf); err != nil {
				return err
			}
			// From when it was due: a wait for a free connection belongs to the latency.
			l.note(claim, time.Since(at), count, end)
			if l.next.Load()%watched == 0 {
				if err := l.watch(w, claim, time.Now(), count); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return l.result(), err
}

// tick says at a fixed rate that a bundle is due.
func (l *loader) tick(ctx context.Context, end time.Time, due chan<- time.Time) {
	defer close(due)
	every := time.Second / time.Duration(l.job.Rate)
	for at := time.Now(); at.Before(end); at = at.Add(every) {
		time.Sleep(time.Until(at))
		select {
		case due <- at:
		case <-ctx.Done():
			return
		}
	}
}

// watch polls a claim until it is decided, and notes how long that took since it was accepted.
func (l *loader) watch(w *wire, claim string, accepted, from time.Time) error {
	for pause := firstLook; ; pause = min(pause*5/4, lastLook) {
		time.Sleep(pause)
		answer, body, err := w.get(statusPath+claim, "")
		if err != nil {
			return err
		}
		took := time.Since(accepted)
		switch {
		case answer.StatusCode != http.StatusOK:
			return fmt.Errorf("a poll was answered with HTTP %d: %s", answer.StatusCode, body)
		case bytes.Contains(body, queued) && took > settleWithin:
			return fmt.Errorf("claim %s is not decided after %s", claim, settleWithin)
		case bytes.Contains(body, queued):
			continue
		}
		if accepted.After(from) {
			l.mu.Lock()
			l.settled = append(l.settled, took)
			l.mu.Unlock()
		}
		return nil
	}
}
