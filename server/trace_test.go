package server

import (
	"fmt"
	"strings"
	"testing"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace/noop"
)

const (
	sentTrace = "0af7651916cd43dd8448eb211c80319c"
	sentSpan  = "b7ad6b7169203331"
)

// tracing keeps all spans until the test ends.
func tracing(t *testing.T) *tracetest.InMemoryExporter {
	t.Helper()
	spans := tracetest.NewInMemoryExporter()
	otel.SetTracerProvider(sdk.NewTracerProvider(sdk.WithSyncer(spans)))
	t.Cleanup(func() { otel.SetTracerProvider(noop.NewTracerProvider()) })
	return spans
}

// TestTrace_reachesTheRows: what is accepted carries the trace of the request.
func TestTrace_reachesTheRows(t *testing.T) {
	for _, test := range []struct {
		name, flags string
		continued   bool
	}{
		{"the sender's trace is sampled", "01", true},
		{"the sender does not look", "00", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			spans := tracing(t)
			x := newExchange(t)
			x.send("POST", "/v1/shr-med/bundle", bundle(t, "outpatient-phc"), x.bearer(t, "provider"),
				"Content-Type: application/json", "traceparent: 00-"+sentTrace+"-"+sentSpan+"-"+test.flags)
			made := spans.GetSpans()
			if len(made) != 1 || len(x.claims.accepted) != 1 {
				t.Fatalf("%d spans and %d acceptances, want 1 of each", len(made), len(x.claims.accepted))
			}
			span := made[0]
			if span.Name != "POST /v1/shr-med/bundle" {
				t.Errorf("the span is named %q", span.Name)
			}
			if continued := span.SpanContext.TraceID().String() == sentTrace && span.Parent.SpanID().String() == sentSpan; continued != test.continued {
				t.Errorf("trace %s under %s goes on with the sender's: %t, want %t", span.SpanContext.TraceID(), span.Parent.SpanID(), continued, test.continued)
			}
			want := fmt.Sprintf("00-%s-%s-01", span.SpanContext.TraceID(), span.SpanContext.SpanID())
			if got := x.claims.accepted[0].Trace; got != want {
				t.Errorf("the rows carry %q, want %q", got, want)
			}
		})
	}
}

// TestTrace_noPersonalData: a span says what the log says, and nothing more.
func TestTrace_noPersonalData(t *testing.T) {
	spans := tracing(t)
	x := withClaim(t)
	provider := x.bearer(t, "provider")
	x.send("GET", "/v1/shr-med/claim-status?claim_id=CR1234567890123-4", nil, provider)
	x.send("GET", "/v1/shr-med/claim-status?claim_id=broken", nil, provider)
	x.send("GET", "/fhir/Patient/CR1234567890123-4", nil, provider)
	x.send("CR1234567890123-4", "/fhir/Patient", nil, provider)
	for _, span := range spans.GetSpans() {
		told := fmt.Sprint(span.Name, span.Attributes, span.Events, span.Status)
		for _, word := range append(personal(bundle(t, "outpatient-phc")), "CR1234567890123", testFID, outpatientID, "secret words") {
			if strings.Contains(told, word) {
				t.Errorf("a span holds %q: %s", word, told)
			}
		}
		if failed := span.Status.Code == codes.Error; failed != strings.Contains(told, "500") {
			t.Errorf("marked as failed: %t: %s", failed, told)
		}
	}
	if n := len(spans.GetSpans()); n < 5 {
		t.Errorf("%d spans, want one a request", n)
	}
}
