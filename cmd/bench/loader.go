package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

const (
	submitPath = "/v1/shr-med/bundle"
	statusPath = "/v1/shr-med/claim-status?claim_id="
	// kept is how many claims of a submission are remembered for the polls.
	kept = 1000
)

// loader does one job.
type loader struct {
	job     job
	token   string
	samples []sample
	// next numbers the bundles over all connections.
	next atomic.Int64

	mu sync.Mutex
	// sent, latencies, settled and claims are what the connections found.
	sent      int
	latencies []time.Duration
	settled   []time.Duration
	claims    []string
}

// each runs a function on every connection until the first error.
func (l *loader) each(ctx context.Context, do func(context.Context, *wire) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var all sync.WaitGroup
	for range l.job.Connections {
		w, err := dial(l.job.URL, l.token)
		if err != nil {
			return err
		}
		all.Go(func() {
			defer w.conn.Close()
			if err := do(ctx, w); err != nil {
				cancel(err)
			}
		})
	}
	all.Wait()
	return context.Cause(ctx)
}

// submitOne submits the next bundle and returns the claim's id and how long the answer took.
func (l *loader) submitOne(w *wire, buf []byte) (claim string, took time.Duration, _ []byte, err error) {
	number := int(l.next.Add(1) - 1)
	s := &l.samples[number%len(l.samples)]
	with := s.fresh(number / len(l.samples))
	buf = s.fill(buf[:0], with)
	began := time.Now()
	answer, body, err := w.post(submitPath, buf)
	took = time.Since(began)
	if err == nil && answer.StatusCode != http.StatusAccepted {
		err = fmt.Errorf("a bundle was not accepted: HTTP %d, %s", answer.StatusCode, body)
	}
	return with.claim, took, buf, err
}

// submit sends bundles on every connection, one after the other.
func (l *loader) submit(ctx context.Context) (result, error) {
	var err error
	if l.samples, err = loadSamples(); err != nil {
		return result{}, err
	}
	l.next.Store(int64(l.job.First))
	count := time.Now().Add(l.job.WarmUp)
	end := count.Add(l.job.For)
	err = l.each(ctx, func(ctx context.Context, w *wire) error {
		var buf []byte
		for ctx.Err() == nil && time.Now().Before(end) && (l.job.Most == 0 || int(l.next.Load()) < l.job.First+l.job.Most) {
			var claim string
			var took time.Duration
			var err error
			if claim, took, buf, err = l.submitOne(w, buf); err != nil {
				return err
			}
			l.note(claim, took, count, end)
		}
		return nil
	})
	if l.job.Most > 0 {
		l.job.For = time.Since(count)
	}
	return l.result(), err
}

// note counts one answer, and its latency where it came in the measured time.
func (l *loader) note(claim string, took time.Duration, from, to time.Time) {
	now := time.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sent++
	if now.After(from) && now.Before(to) {
		l.latencies = append(l.latencies, took)
	}
	if claim != "" {
		l.claims = append(l.claims, claim)
	}
}

func (l *loader) result() result {
	return result{
		Sent: l.sent, Next: int(l.next.Load()), PerSecond: float64(len(l.latencies)) / l.job.For.Seconds(),
		Latency: spreadOf(l.latencies), Settled: spreadOf(l.settled), Claims: l.claims[max(0, len(l.claims)-kept):],
	}
}

// poll reads the status of the claims in turn, each once without and once with If-None-Match.
func (l *loader) poll(ctx context.Context) (result, error) {
	count := time.Now().Add(l.job.WarmUp)
	end := count.Add(l.job.For)
	err := l.each(ctx, func(ctx context.Context, w *wire) error {
		for ctx.Err() == nil && time.Now().Before(end) {
			path, tag := statusPath+l.job.Claims[int(l.next.Add(1))%len(l.job.Claims)], ""
			for _, want := range []int{http.StatusOK, http.StatusNotModified} {
				began := time.Now()
				answer, body, err := w.get(path, tag)
				if err != nil {
					return err
				}
				if answer.StatusCode != want {
					return fmt.Errorf("a poll was answered with HTTP %d, not %d: %s", answer.StatusCode, want, body)
				}
				tag = answer.Header.Get("ETag")
				l.note("", time.Since(began), count, end)
			}
		}
		return nil
	})
	return l.result(), err
}
