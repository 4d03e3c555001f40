package callbacks

import (
	"context"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// made is an attempt that was made, and what follows from it.
type made struct {
	attempt
	outcome engine.AttemptOutcome
	answer  engine.Answer
}

// try makes an attempt. The end of ctx does not end it.
func (d *Deliverer) try(ctx context.Context, a attempt) made {
	ctx, span := engine.StartSpan(context.WithoutCancel(ctx), "deliver", a.Trace, a.ID)
	defer func() { span.End(nil) }()
	started := d.now()
	got := d.postSafely(ctx, a.endpoint, a.Delivery)
	ended := d.now()
	failures := d.lanes.answered(a.lane, got.done(), ended.Sub(started))
	if got.status == http.StatusGone {
		d.disable(ctx, a.endpoint)
	}
	return made{a, d.follow(a, got, failures, started, ended), got.kind()}
}

// postSafely is post, which must never end the process.
func (d *Deliverer) postSafely(ctx context.Context, endpoint engine.Endpoint, delivery engine.Delivery) (got result) {
	defer func() {
		if recover() != nil {
			// The value is left out: it may hold what was being sent.
			d.Log.ErrorContext(ctx, "callback panicked", "delivery", delivery.ID, "stack", string(debug.Stack()))
			got = unsent("a fault of the exchange")
		}
	}()
	return d.post(ctx, endpoint, delivery)
}

// follow is what follows from an attempt.
func (d *Deliverer) follow(a attempt, got result, failures int, started, ended time.Time) engine.AttemptOutcome {
	outcome := engine.AttemptOutcome{
		Attempt: engine.Attempt{
			DeliveryID: a.ID, Number: a.Attempts + 1, At: started, Took: ended.Sub(started), Status: got.status, Answer: got.answer,
		},
		Facility: a.Facility, State: engine.DeliveryDone, EndpointSetAt: a.endpoint.SetAt, Probe: a.probe, Failure: got.failure(),
	}
	switch {
	case got.done():
		return outcome
	case got.status == http.StatusGone:
		outcome.State = engine.DeliveryDead
		return outcome
	}
	outcome.State = engine.DeliveryPending
	wait, asked := d.wait(a.Failed, got.retryAfter)
	if outcome.NextAt = ended.Add(wait).Truncate(time.Microsecond); outcome.NextAt.After(a.BegunAt.Add(lifetime)) {
		outcome.State, outcome.NextAt = engine.DeliveryDead, ended
	}
	switch {
	case asked:
		outcome.RestsUntil = ended.Add(wait).Truncate(time.Microsecond)
	case a.probe || failures >= opensAfter:
		since := a.endpoint.Health.FailingSince
		if since.IsZero() {
			since = started
		}
		outcome.RestsUntil = ended.Add(d.Jitter(rest(ended.Sub(since)))).Truncate(time.Microsecond)
	}
	return outcome
}

// disable switches an endpoint off that answered that it is gone, unless it was removed or set anew since it
// was called. What is pending for it is then given up with the next look at its lane.
func (d *Deliverer) disable(ctx context.Context, called engine.Endpoint) {
	disabled, err := d.Deliveries.DisableEndpoint(ctx, called.Facility, called.SetAt, "the receiver answered 410 Gone")
	if err != nil {
		d.Log.ErrorContext(ctx, "endpoint not disabled, though it answered 410", "facility", called.Facility, "error", err)
		return
	}
	if !disabled {
		return
	}
	d.Log.WarnContext(ctx, "endpoint disabled", "facility", called.Facility, "host", hostOf(called.URL), "status", http.StatusGone)
	row := engine.AuditRow{ID: d.NewID(), At: d.now(), Actor: "callbacks", Action: "endpoint-disabled", Target: called.Facility, Detail: []byte(`{"status":410}`)}
	if err := d.Ledger.Record(ctx, row); err != nil {
		d.Log.ErrorContext(ctx, "audit row not written", "action", row.Action, "error", err)
	}
	d.lanes.want(called.Facility)
}
