package store_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
	"github.com/bima-exchange/bima/store/storetest"
)

func TestSQLite(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T, _ int) []*store.Store { return []*store.Store{storetest.SQLite(t)} })
}

// TestPostgres runs the suite and looks at every parameter that it sends, none of which is a time.Time, and
// at what is logged: the database breaks nothing off, since everybody locks in one order.
func TestPostgres(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T, nodes int) []*store.Store {
		watch := new(watch)
		t.Cleanup(func() {
			for _, statement := range watch.withTime {
				t.Errorf("a time.Time is a parameter, wanted is store's instant: %s", statement)
			}
			if watch.logged.Len() > 0 {
				t.Errorf("the store had to try again:\n%s", &watch.logged)
			}
		})
		url := storetest.PostgresURL(t)
		var list []*store.Store
		for range nodes {
			list = append(list, openNode(t, url, watch))
		}
		return list
	})
}

// TestPostgres_acceptanceIsFewRoundTrips: a bundle costs the same statements, however large.
func TestPostgres_acceptanceIsFewRoundTrips(t *testing.T) {
	t.Parallel()
	watch := new(watch)
	s := openTraced(t, watch)
	bundle := engine.Acceptance{Mediator: "m", Facility: "f", Client: "c", At: time.Unix(0, 0)}
	for i := range 100 {
		id := fmt.Sprintf("claim-%d", i)
		bundle.Claims = append(bundle.Claims, engine.NewClaim{
			Claim: engine.Claim{
				ID: id, Number: id, Facility: "f", Use: engine.UseClaim, State: engine.Queued, AcceptedAt: time.Unix(0, 0), ReceivedAt: time.Unix(0, 0),
				Items: []engine.Item{{Sequence: 1}},
			},
			Aliases:  []engine.Alias{{Kind: engine.ByClaimID, Value: id}},
			Response: engine.Response{ClaimID: id, Version: 1, State: engine.Queued, At: time.Unix(0, 0)},
			Event:    engine.Event{ClaimID: id, Number: 1, At: time.Unix(0, 0)},
		})
	}
	before := watch.statements
	if err := s.Accept(t.Context(), bundle); err != nil {
		t.Fatal(err)
	}
	// BEGIN, bundle, claims, items, aliases, responses, events, COMMIT.
	if got := watch.statements - before; got != 8 {
		t.Errorf("the acceptance took %d statements, want 8", got)
	}
}

// TestPostgres_adjudicationIsFewRoundTrips: a step costs the same statements, however many items.
func TestPostgres_adjudicationIsFewRoundTrips(t *testing.T) {
	t.Parallel()
	watch := new(watch)
	s := openTraced(t, watch)
	claim := engine.Claim{ID: "a", Number: "a", Facility: "f", Use: engine.UseClaim, State: engine.Queued, AcceptedAt: time.Unix(0, 0), ReceivedAt: time.Unix(0, 0)}
	for i := range 100 {
		claim.Items = append(claim.Items, engine.Item{Sequence: i + 1})
	}
	accepted := engine.NewClaim{
		Claim:    claim,
		Response: engine.Response{ClaimID: "a", Version: 1, State: engine.Queued, At: time.Unix(0, 0)},
		Event:    engine.Event{ClaimID: "a", Number: 1, At: time.Unix(0, 0)},
	}
	if err := s.Accept(t.Context(), engine.Acceptance{Mediator: "m", Facility: "f", At: time.Unix(0, 0), Claims: []engine.NewClaim{accepted}}); err != nil {
		t.Fatal(err)
	}
	before := watch.statements
	due, leased, err := s.LeaseClaim(t.Context(), "a", time.Unix(0, 0), time.Unix(60, 0))
	if err != nil || !leased {
		t.Fatal(leased, err)
	}
	// UPDATE, items.
	if got := watch.statements - before; got != 2 {
		t.Errorf("the lease took %d statements, want 2", got)
	}
	before = watch.statements
	if _, err := s.Move(t.Context(), engine.Move{
		ClaimID: "a", Version: 1, State: engine.InReview, Items: due.Claim.Items,
		Response: &engine.Response{ClaimID: "a", Version: 2, State: engine.InReview, At: time.Unix(1, 0)},
		Event:    engine.Event{ClaimID: "a", Number: 2, At: time.Unix(1, 0)},
	}); err != nil {
		t.Fatal(err)
	}
	// BEGIN, claim, items, event, response, COMMIT; there is no endpoint, and so no delivery.
	if got := watch.statements - before; got != 6 {
		t.Errorf("the move took %d statements, want 6", got)
	}
}

func TestOpen_refusesOtherURLs(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ url, want string }{
		{"", "no database is named"},
		{"mysql://localhost/bima", `"mysql://"`},
	} {
		s, err := store.Open(t.Context(), test.url, store.Options{})
		if s != nil || err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("Open(%q) = %v, %v, want an error with %s", test.url, s, err, test.want)
		}
	}
}

// openTraced opens a PostgreSQL of the test's own whose statements are watched.
func openTraced(t *testing.T, watch *watch) *store.Store {
	t.Helper()
	return openNode(t, storetest.PostgresURL(t), watch)
}

// openNode opens a PostgreSQL whose statements are watched.
func openNode(t *testing.T, url string, watch *watch) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), url, store.Options{MaxConns: 8, Log: slog.New(slog.NewTextHandler(watch, nil))}.Traced(watch))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// watch counts statements, and keeps those that carry a time.Time and what is logged.
type watch struct {
	mu         sync.Mutex
	statements int
	withTime   []string
	logged     bytes.Buffer
}

// Write implements io.Writer for the log.
func (w *watch) Write(line []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.logged.Write(line)
}

func (w *watch) TraceQueryStart(ctx context.Context, _ *pgx.Conn, data pgx.TraceQueryStartData) context.Context {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.statements++
	for _, arg := range data.Args {
		switch arg.(type) {
		case time.Time, *time.Time:
			w.withTime = append(w.withTime, data.SQL)
		}
	}
	return ctx
}

func (w *watch) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}
