package queue

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
)

// due is a store of which the sweeper sees its due rows alone.
type due struct {
	engine.Claims
	engine.Deliveries
	engine.Ledger
	claims, lanes      []string
	passes             []time.Time // when DueClaims was asked
	seals              []time.Time
	claimsErr, sealErr error
}

func (d *due) DueClaims(_ context.Context, now time.Time, limit int) (ids []string, err error) {
	d.passes = append(d.passes, now)
	if d.claimsErr != nil {
		return nil, d.claimsErr
	}
	n := min(limit, len(d.claims))
	ids, d.claims = d.claims[:n], d.claims[n:]
	return ids, nil
}

func (d *due) DueLanes(context.Context, time.Time) (facilities []string, err error) {
	return d.lanes, nil
}

func (d *due) Seal(_ context.Context, now time.Time) (engine.Seal, error) {
	d.seals = append(d.seals, now)
	return engine.Seal{}, d.sealErr
}

// woken notes the tasks that are woken.
type woken []engine.Task

func (w *woken) Wake(task engine.Task) { *w = append(*w, task) }

// system is the clock of the synctest bubble.
type system struct{}

func (system) Now() time.Time { return time.Now() }

func newSweeper(store *due, queue engine.Queue) Sweeper {
	return Sweeper{Claims: store, Deliveries: store, Ledger: store, Queue: queue, Lanes: queue, Clock: system{}}
}

func many(n int) (ids []string) {
	for i := range n {
		ids = append(ids, fmt.Sprintf("id-%d", i))
	}
	return ids
}

func TestSweep_wakesWhatIsDue(t *testing.T) {
	store := &due{claims: []string{"c1", "c2"}}
	var queue woken
	found, err := newSweeper(store, &queue).Sweep(t.Context())
	if found != 2 || err != nil {
		t.Errorf("Sweep = %d, %v; want 2", found, err)
	}
	want := woken{task("c1"), task("c2")}
	if diff := cmp.Diff(want, queue); diff != "" {
		t.Errorf("woken (-want +got):\n%s", diff)
	}
	if len(store.seals) != 1 {
		t.Errorf("the ledger was sealed %d times, want once", len(store.seals))
	}
}

func TestSweep_doesTheRestWhereAPartFails(t *testing.T) {
	store := &due{claimsErr: errors.New("claims away"), sealErr: errors.New("ledger away")}
	sweeper := newSweeper(store, new(woken))
	sweeper.Clocks = func(context.Context) (int, error) { return 1, nil }
	found, err := sweeper.Sweep(t.Context())
	if found != 1 {
		t.Errorf("Sweep found %d, want what time moved", found)
	}
	for _, want := range []string{"claims away", "ledger away"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
}

func TestSweeper_Run(t *testing.T) {
	for name, test := range map[string]struct {
		store *due
		// want is when the passes of the first 2.5 s are made.
		want []time.Duration
	}{
		"nothing due":         {&due{}, []time.Duration{0, time.Second, 2 * time.Second}},
		"less than a batch":   {&due{claims: many(99)}, []time.Duration{0, time.Second, 2 * time.Second}},
		"a backlog of claims": {&due{claims: many(250)}, []time.Duration{0, 0, 0, time.Second, 2 * time.Second}},
		"callbacks":           {&due{lanes: many(100)}, []time.Duration{0, time.Second, 2 * time.Second}},
		"a store that is away": {
			&due{claimsErr: errors.New("claims away")},
			[]time.Duration{0, time.Second, 2 * time.Second},
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				began := time.Now()
				ctx, cancel := context.WithTimeout(t.Context(), 2500*time.Millisecond)
				defer cancel()
				newSweeper(test.store, new(woken)).Run(ctx)
				var got []time.Duration
				for _, at := range test.store.passes {
					got = append(got, at.Sub(began))
				}
				if diff := cmp.Diff(test.want, got); diff != "" {
					t.Errorf("passes (-want +got):\n%s", diff)
				}
				if took := time.Since(began); took != 2500*time.Millisecond {
					t.Errorf("Run returned after %s, want at the stop", took)
				}
			})
		})
	}
}

func TestSweeper_Run_logsErrorsAndGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		store := &due{claimsErr: errors.New("claims away")}
		sweeper := newSweeper(store, new(woken))
		sweeper.Every = 10 * time.Second
		sweeper.Log = slog.New(slog.NewTextHandler(&log, nil))
		ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second)
		defer cancel()
		sweeper.Run(ctx)
		if got := strings.Count(log.String(), "claims away"); got != 2 {
			t.Errorf("%d errors in the log, want one of each of the 2 passes:\n%s", got, &log)
		}
	})
}

// TestSweeper_RunLanes: facilities with due callbacks are woken at each interval, whatever claims there are.
func TestSweeper_RunLanes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &due{lanes: []string{"FID-1", "FID-2"}, claims: many(100)}
		var queue woken
		ctx, cancel := context.WithTimeout(t.Context(), 1500*time.Millisecond)
		defer cancel()
		newSweeper(store, &queue).RunLanes(ctx)
		first, second := engine.Task{Kind: engine.TaskDeliver, ID: "FID-1"}, engine.Task{Kind: engine.TaskDeliver, ID: "FID-2"}
		if diff := cmp.Diff(woken{first, second, first, second}, queue); diff != "" {
			t.Errorf("woken (-want +got):\n%s", diff)
		}
	})
}
