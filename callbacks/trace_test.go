package callbacks

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"go.opentelemetry.io/otel"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace/noop"

	"github.com/bima-exchange/bima/engine"
)

// TestDeliver_goesOnWithTheTrace: the span is in the trace of the row, of which the receiver, who is
// another party, is told nothing.
func TestDeliver_goesOnWithTheTrace(t *testing.T) {
	spans := tracetest.NewInMemoryExporter()
	otel.SetTracerProvider(sdk.NewTracerProvider(sdk.WithSyncer(spans)))
	defer otel.SetTracerProvider(noop.NewTracerProvider())

	var got http.Header
	b := newBench(t, receive(t, func(_ http.ResponseWriter, r *http.Request) { got = r.Header }))
	b.store.delivery.Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	b.deliver(t)
	made := spans.GetSpans()
	if len(made) != 1 || made[0].Name != "deliver" || made[0].Parent.SpanID().String() != "b7ad6b7169203331" ||
		made[0].SpanContext.TraceID().String() != "0af7651916cd43dd8448eb211c80319c" {
		t.Errorf("spans %+v, want one of the row's trace", made)
	}
	if got == nil || got.Get("traceparent") != "" {
		t.Errorf("the receiver got the headers %v, want none of a trace", got)
	}
}

// attempted counts attempts alone.
type attempted struct {
	engine.Unmetered
	states []engine.DeliveryState
}

func (a *attempted) Attempted(state engine.DeliveryState, _ engine.Answer, _ time.Duration) {
	a.states = append(a.states, state)
}

func TestDeliver_countsAttempts(t *testing.T) {
	answers := []int{503, 200}
	b := newBench(t, receive(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(answers[0])
		answers = answers[1:]
	}))
	meter := new(attempted)
	b.Meter = meter
	b.deliver(t)
	b.clock.now = b.store.delivery.NextAt
	b.deliver(t)
	b.deliver(t) // not due any more
	if want := []engine.DeliveryState{engine.DeliveryPending, engine.DeliveryDone}; !slices.Equal(meter.states, want) {
		t.Errorf("counted %v, want %v", meter.states, want)
	}
}
