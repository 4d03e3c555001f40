package callbacks

import (
	"context"
	"time"

	"github.com/bima-exchange/bima/engine"
)

const (
	// mostNoted is how many attempts are noted in one transaction.
	mostNoted = 128
	// noteTimeout bounds the noting of attempts that were made, noteAgain is the pause before it is tried
	// again: what is not noted is sent twice.
	noteTimeout = 10 * time.Second
	noteAgain   = 250 * time.Millisecond
)

// noteAll notes attempts until there are no more. While one transaction is under way those gather that will
// share the next.
func (d *Deliverer) noteAll(attempts <-chan made) {
	for first := range attempts {
		batch := []made{first}
		for more := true; more && len(batch) < mostNoted; {
			select {
			case next, ok := <-attempts:
				if more = ok; ok {
					batch = append(batch, next)
				}
			default:
				more = false
			}
		}
		d.note(context.Background(), batch)
	}
}

// note writes attempts and what follows from them, and has the lanes looked at that have more because of it.
func (d *Deliverer) note(ctx context.Context, batch []made) {
	ctx, cancel := context.WithTimeout(ctx, noteTimeout)
	defer cancel()
	outcomes := make([]engine.AttemptOutcome, len(batch))
	for i, m := range batch {
		outcomes[i] = m.outcome
	}
	facilities, err := d.finish(ctx, outcomes)
	if err != nil {
		d.Log.ErrorContext(ctx, "attempts at callbacks not noted; they are made again", "attempts", len(batch), "error", err)
	}
	for _, m := range batch {
		if err == nil {
			d.tell(ctx, m)
		}
		d.lanes.ended(m.pick)
	}
	for _, facility := range facilities {
		d.lanes.want(facility)
	}
}

// finish notes outcomes, and tries it again for as long as ctx lasts.
func (d *Deliverer) finish(ctx context.Context, outcomes []engine.AttemptOutcome) ([]string, error) {
	for {
		facilities, err := d.Deliveries.FinishAttempts(ctx, outcomes, d.now())
		if err == nil || engine.KindOf(err) == engine.NotFound {
			return facilities, err
		}
		select {
		case <-ctx.Done():
			return nil, err
		case <-time.After(noteAgain):
		}
	}
}

// tell counts and logs an attempt. The log names no person, and of the URL the host alone.
func (d *Deliverer) tell(ctx context.Context, m made) {
	o := m.outcome
	d.Meter.Attempted(o.State, m.answer, o.Took)
	args := []any{"delivery", o.DeliveryID, "facility", o.Facility, "host", hostOf(m.endpoint.URL), "attempt", o.Number,
		"status", o.Status, "took", o.Took, "state", string(o.State)}
	if o.State == engine.DeliveryPending {
		args = append(args, "next_at", o.NextAt)
	}
	if !o.RestsUntil.IsZero() {
		args = append(args, "endpoint_rests_until", o.RestsUntil)
	}
	d.Log.InfoContext(ctx, "callback", args...)
}
