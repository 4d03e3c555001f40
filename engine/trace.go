package engine

import (
	"context"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// Span is a stretch of work in a trace. It names no person: its only attributes are ids of rows.
type Span struct{ span trace.Span }

// StartSpan begins a span of the work on a row. It goes on with the trace that the row carries, so
// that intake, adjudication and callback are one trace, whichever process does them; where the row
// carries none it goes on with that of ctx. Where nobody set OpenTelemetry up it costs nothing.
func StartSpan(ctx context.Context, name, traceparent, row string) (context.Context, Span) {
	if traceparent != "" {
		ctx = propagation.TraceContext{}.Extract(ctx, propagation.MapCarrier{"traceparent": traceparent})
	}
	ctx, span := otel.Tracer("bima").Start(ctx, name, trace.WithAttributes(attribute.String("bima.row", row)))
	return ctx, Span{span}
}

// End ends the span; with an error it is marked as failed. The error's text is for the log alone.
func (s Span) End(err error) {
	if err != nil {
		s.span.SetStatus(codes.Error, "")
	}
	s.span.End()
}

// traceparent is the trace of ctx as a row carries it: W3C Trace Context, empty where there is none.
func traceparent(ctx context.Context) string {
	carrier := propagation.MapCarrier{}
	propagation.TraceContext{}.Inject(ctx, carrier)
	return carrier["traceparent"]
}
