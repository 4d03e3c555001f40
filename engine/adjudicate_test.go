package engine

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"go.opentelemetry.io/otel"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace/noop"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// leasing is a store with one claim; each member function is what the store answers.
type leasing struct {
	Claims
	due      Due
	leased   bool
	until    time.Time
	move     func(Move) error
	question Question
	held     Held
	moves    []Move
	released []time.Time
}

func (l *leasing) LeaseClaim(_ context.Context, _ string, _, until time.Time) (Due, bool, error) {
	l.until = until
	return l.due, l.leased, nil
}

func (l *leasing) Settle(_ context.Context, question Question, decide func(Held) (Move, error)) (string, error) {
	l.question = question
	move, err := decide(l.held)
	if err != nil {
		return "", err
	}
	l.moves = append(l.moves, move)
	return "FID-1", l.move(move)
}

func (l *leasing) ReleaseClaim(ctx context.Context, _ string, until time.Time) error {
	l.released = append(l.released, until)
	return ctx.Err()
}

// knowing is a registry that knows every facility and no member.
type knowing struct{ Registry }

func (knowing) Parties(context.Context, string, string, string, fhir.Date) (Parties, error) {
	return Parties{Facility: &Facility{FID: "FID-12191-1", Level: "4"}}, nil
}

type still struct{ at time.Time }

func (s still) Now() time.Time { return s.at }

type woken []Task

func (w *woken) Wake(task Task) { *w = append(*w, task) }

// moved counts moves of claims alone.
type moved struct {
	Unmetered
	steps []State
}

func (m *moved) Moved(from, to State) { m.steps = append(m.steps, from, to) }

// adjudicating is an engine over a store with the dialysis claim, which it may lease.
func adjudicating(t *testing.T) (*Engine, *leasing, *woken, *moved) {
	t.Helper()
	engine, bundle, claim := dialysis(t)
	first := engine.firstResponse(bundle, bundle.Claims()[0], claim).Encode()
	set, err := terminology.Starter()
	if err != nil {
		t.Fatal(err)
	}
	claims := &leasing{
		due:    Due{Claim: claim, Response: Response{ClaimID: claim.ID, Version: 1, State: Queued, At: acceptedAt, Body: first}},
		leased: true, move: func(Move) error { return nil },
	}
	woken, meter := new(woken), new(moved)
	return New(Config{
		Base: engine.Base, Claims: claims, Registry: knowing{}, Queue: woken, Meter: meter,
		Clock: still{acceptedAt.Add(time.Second)}, Terminology: terminology.New(set),
	}), claims, woken, meter
}

func TestAdjudicate_movesWhatItLeased(t *testing.T) {
	engine, claims, woken, meter := adjudicating(t)
	if err := engine.Adjudicate(t.Context(), claims.due.Claim.ID); err != nil {
		t.Fatal(err)
	}
	if want := acceptedAt.Add(31 * time.Second); !claims.until.Equal(want) {
		t.Errorf("leased until %s, want %s", claims.until, want)
	}
	if len(claims.moves) != 1 || claims.moves[0].State != Approved || claims.moves[0].Version != 1 || claims.moves[0].Response.Version != 2 {
		t.Errorf("moves %+v, want one from version 1 to approved with response 2", claims.moves)
	}
	if len(claims.released) > 0 {
		t.Error("the lease was given back, though the move ended it")
	}
	if !slices.Equal(*woken, []Task{{TaskDeliver, "FID-1"}}) {
		t.Errorf("woke %v, want the facility", *woken)
	}
	if !slices.Equal(meter.steps, []State{Queued, Approved}) {
		t.Errorf("counted %v, want queued to approved", meter.steps)
	}
}

func TestAdjudicate_leavesWhatItCouldNotLease(t *testing.T) {
	engine, claims, _, meter := adjudicating(t)
	claims.leased = false
	if err := engine.Adjudicate(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	if len(claims.moves)+len(claims.released)+len(meter.steps) > 0 {
		t.Errorf("moved %v, gave back %v, counted %v; want nothing", claims.moves, claims.released, meter.steps)
	}
}

// TestAdjudicate_givesBack: a claim that could not be moved is given back, also when the worker is
// being stopped, but not where it is another's by now.
func TestAdjudicate_givesBack(t *testing.T) {
	for _, test := range []struct {
		name     string
		fault    error
		wantErr  bool
		released int
	}{
		{"fault", errors.New("the database is away"), true, 1},
		{"stale", Errorf(Stale, "another was faster"), false, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			engine, claims, woken, meter := adjudicating(t)
			ctx, stop := context.WithCancel(t.Context())
			claims.move = func(Move) error { stop(); return test.fault }
			err := engine.Adjudicate(ctx, "a")
			if (err != nil) != test.wantErr || test.wantErr && !errors.Is(err, test.fault) {
				t.Errorf("Adjudicate = %v", err)
			}
			if len(claims.released) != test.released || test.released > 0 && !claims.released[0].Equal(claims.until) {
				t.Errorf("gave back %v, want %d times the lease until %s", claims.released, test.released, claims.until)
			}
			if len(*woken)+len(meter.steps) > 0 {
				t.Errorf("woke %v and counted %v, want nothing", *woken, meter.steps)
			}
		})
	}
}

// TestAdjudicate_goesOnWithTheTrace: the span is the child of the request's, which ended long ago
// in another process, and the callback's row carries the trace on.
func TestAdjudicate_goesOnWithTheTrace(t *testing.T) {
	spans := tracetest.NewInMemoryExporter()
	otel.SetTracerProvider(sdk.NewTracerProvider(sdk.WithSyncer(spans)))
	defer otel.SetTracerProvider(noop.NewTracerProvider())

	engine, claims, _, _ := adjudicating(t)
	claims.due.Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	if err := engine.Adjudicate(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	made := spans.GetSpans()
	if len(made) != 1 {
		t.Fatalf("%d spans, want 1", len(made))
	}
	span := made[0]
	if span.Name != "adjudicate" || span.SpanContext.TraceID().String() != "0af7651916cd43dd8448eb211c80319c" || span.Parent.SpanID().String() != "b7ad6b7169203331" {
		t.Errorf("span %q of trace %s under %s", span.Name, span.SpanContext.TraceID(), span.Parent.SpanID())
	}
	want := "00-0af7651916cd43dd8448eb211c80319c-" + span.SpanContext.SpanID().String() + "-01"
	if got := claims.moves[0].Trace; got != want {
		t.Errorf("the delivery goes on with %q, want %q", got, want)
	}
}

// TestTraceparent_ofNothing: where nobody traces, rows carry no trace.
func TestTraceparent_ofNothing(t *testing.T) {
	ctx, span := StartSpan(t.Context(), "adjudicate", "", "a")
	defer span.End(nil)
	if got := traceparent(ctx); got != "" {
		t.Errorf("traceparent = %q, want none", got)
	}
}
