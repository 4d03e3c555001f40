package server

import (
	"net/http"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// startSpan begins the span of a request, in the trace that its sender has begun where that one is
// sampled: another's choice not to look must not blind us.
func (c *call) startSpan() trace.Span {
	request := c.Request()
	ctx := request.Context()
	sent := propagation.TraceContext{}.Extract(ctx, propagation.HeaderCarrier(request.Header))
	if trace.SpanContextFromContext(sent).IsSampled() {
		ctx = sent
	}
	ctx, span := otel.Tracer("bima").Start(ctx, "request", trace.WithSpanKind(trace.SpanKindServer))
	c.SetRequest(request.WithContext(ctx))
	return span
}

// endSpan names the span and ends it. Like the log it holds the pattern of the route alone.
func (c *call) endSpan(span trace.Span) {
	name, status := method(c.Request().Method), c.Response().Status
	span.SetAttributes(
		attribute.String("http.request.method", name),
		attribute.String("http.route", c.route),
		attribute.Int("http.response.status_code", status),
	)
	if status >= http.StatusInternalServerError {
		span.SetStatus(codes.Error, "")
	}
	if c.route != "" {
		name += " " + c.route
	}
	span.SetName(name)
	span.End()
}
