package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

const (
	// soakConnections is how many claims are moved at once.
	soakConnections = 16
	// soakWithin is how long callbacks may take to arrive after the last state change.
	soakWithin = 5 * time.Minute
	// soakRetries are the times between attempts in the soak: those of the specification would let a
	// receiver that fails three times in ten keep some callbacks for hours.
	soakRetries = "1s,2s,5s,10s"
)

// soaked is what came of the soak: 10,000 state changes told to 200 receivers, of which a fifth are slow, a
// fifth fail three times in ten, and a fifth are down for a while, while workers are killed and Redis is
// emptied. That each version arrived, and in order, is no figure: else the run ends with an error.
type soaked struct {
	Changes, Duplicates, Kills, Flushes int
	// Changing is how long the changes took, Tail how long after the last of them the last callback came.
	Changing, Tail time.Duration
	// Well is from the time of a version to its arrival at receivers that are well.
	Well spread
	// Again is how many deliveries a second reached receivers that are all well, of a backlog.
	Again float64
}

// soak is a run of it.
type soak struct {
	*bench
	shape     *shape
	queue     *redis // nil: none
	receivers *receivers
	soaker    *soaker
	dir       string
	// commands are what runs, ports where, and processes what is running of each.
	commands  [][]string
	ports     []int
	processes []*process
	found     soaked
}

// runSoak soaks a shape that is prepared.
func (b *bench) runSoak(ctx context.Context, s *shape, queue *redis) (found soaked, err error) {
	say("%s: soak of callbacks", s.name)
	k := &soak{bench: b, shape: s, queue: queue, dir: filepath.Join(b.dir, s.name+"-soak-log")}
	defer func() { err = errors.Join(err, k.stop()) }()
	if err := k.prepare(ctx); err != nil {
		return found, err
	}
	if err := k.change(ctx); err != nil {
		return found, err
	}
	changed := time.Now()
	if err := k.awaitAll(ctx); err != nil {
		return found, err
	}
	r := k.receivers
	k.found.Tail = max(0, r.latest.Sub(changed))
	k.found.Changes, k.found.Duplicates, k.found.Well = r.arrived(), r.duplicates, spreadOf(r.latencies)
	if len(r.disorders) > 0 {
		return found, fmt.Errorf("%d callbacks came out of order: %s", len(r.disorders), strings.Join(r.disorders[:min(5, len(r.disorders))], "; "))
	}
	say("%s: %d callbacks, %d came twice", s.name, k.found.Changes, k.found.Duplicates)
	return k.found, k.again(ctx)
}

// change moves all claims, and kills workers and empties Redis meanwhile.
func (k *soak) change(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	began := time.Now()
	k.receivers.begin(began)
	var all sync.WaitGroup
	for range soakConnections {
		all.Go(func() {
			if err := k.soaker.claims(ctx); err != nil {
				cancel(err)
			}
		})
	}
	all.Go(func() {
		if err := k.disturb(ctx); err != nil {
			cancel(err)
		}
	})
	all.Wait()
	k.found.Changing = time.Since(began)
	return context.Cause(ctx)
}

// disturb kills a worker at a quarter and at three quarters of the way, and empties Redis at the half.
func (k *soak) disturb(ctx context.Context) error {
	last := len(k.processes) - 1
	for _, disturbance := range []struct {
		at int
		do func() error
	}{
		{soakClaims / 4, func() error { return k.kill(ctx, last) }},
		{soakClaims / 2, func() error {
			if k.queue == nil {
				return nil
			}
			k.found.Flushes++
			return k.queue.empty(ctx)
		}},
		{soakClaims * 3 / 4, func() error { return k.kill(ctx, min(1, last)) }},
	} {
		for int(k.soaker.next.Load()) < disturbance.at {
			if pauseFor(ctx, soakAgain) != nil {
				return nil // the claims ended with an error, which is the one to tell
			}
		}
		if err := disturbance.do(); err != nil {
			return err
		}
	}
	return nil
}

// missing says to whom callbacks did not come, and how their endpoints do.
func (k *soak) missing(ctx context.Context) string {
	var told []string
	for n := range soakReceivers {
		facility := soakFacility(n)
		_, pending, err := k.soaker.do(ctx, http.MethodGet, "/v1/callbacks/"+facility+"/deliveries?state=pending", k.soaker.facility, "", nil)
		if err == nil && bytes.Contains(pending, []byte(`"delivery":[]`)) {
			continue
		}
		_, endpoint, _ := k.soaker.do(ctx, http.MethodGet, "/v1/callbacks/"+facility, k.soaker.facility, "", nil)
		told = append(told, fmt.Sprintf("%s: %s %.300s", facility, endpoint, pending))
	}
	return strings.Join(told, "; ")
}

// awaitAll waits until every version has arrived.
func (k *soak) awaitAll(ctx context.Context) error {
	const want = soakClaims * (soakVersions - 1)
	late := time.After(soakWithin)
	for k.receivers.arrived() < want {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-late:
			return fmt.Errorf("only %d of %d callbacks had arrived after %s; %s", k.receivers.arrived(), want, soakWithin, k.missing(ctx))
		case <-k.receivers.news:
		}
	}
	return nil
}
