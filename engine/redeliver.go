package engine

import (
	"context"
	"encoding/json"
	"time"
)

const (
	// mostRecovered is how many deliveries, or claims that may lack some, are looked at in one transaction.
	mostRecovered = 200
	// recoverWithin is when what was recovered is due though the recovery broke off.
	recoverWithin = 10 * time.Minute
)

// Delivery is a callback of a facility that the caller acts for, without its body, with the attempts at it by
// number, the last 1,000 (api.md "Callbacks"). NotFound where there is none such, and as for Endpoint.
func (e *Engine) Delivery(ctx context.Context, caller Caller, fid, id string) (Delivery, []Attempt, error) {
	if err := mayConfigure(caller, fid); err != nil {
		return Delivery{}, nil, err
	}
	delivery, err := e.findDelivery(ctx, fid, id)
	if err != nil {
		return Delivery{}, nil, err
	}
	attempts, err := e.Deliveries.ListAttempts(ctx, id)
	return delivery, attempts, err
}

// CountDeliveries counts the callbacks of a facility that are not delivered. NotFound for another facility.
func (e *Engine) CountDeliveries(ctx context.Context, caller Caller, fid string) (DeliveryCount, error) {
	if err := mayConfigure(caller, fid); err != nil {
		return DeliveryCount{}, err
	}
	return e.Deliveries.CountDeliveries(ctx, fid)
}

// Redeliver has a callback sent again at once, whatever became of it, and returns it as it is then. It has
// the 72 hours anew, and the webhook-id that it had (api.md "Callbacks"). NotFound where there is no such
// callback or no endpoint, and Conflict where that is disabled.
func (e *Engine) Redeliver(ctx context.Context, caller Caller, fid, id string) (Delivery, error) {
	if err := e.mustSend(ctx, caller, fid); err != nil {
		return Delivery{}, err
	}
	if err := e.Deliveries.ReviveDelivery(ctx, fid, id, e.now()); err != nil {
		return Delivery{}, inWords(err, fid, id)
	}
	detail, err := json.Marshal(map[string]any{"delivery": id})
	if err != nil {
		return Delivery{}, err
	}
	e.audit(ctx, caller.Client, "callback-redelivered", fid, detail)
	// Read before it is sent, so that the answer tells of the wait and not of what came of it.
	delivery, err := e.findDelivery(ctx, fid, id)
	if err != nil {
		return Delivery{}, err
	}
	return delivery, e.resume(ctx, fid)
}

// Recover has sent what a facility has missed since an instant: the callbacks that were given up, and the
// versions for which none was written, since there was no endpoint or a disabled one (api.md "Callbacks").
// With delivered those are sent once more, too, that the endpoint took: for a receiver that has lost what it
// had. It returns how many these are. NotFound and Conflict as for Redeliver, and Invalid where the instant
// is zero or in the future.
//
// After an error some may have been recovered; to call it again recovers the others.
func (e *Engine) Recover(ctx context.Context, caller Caller, fid string, since time.Time, delivered bool) (count int, err error) {
	if err := e.mustSend(ctx, caller, fid); err != nil {
		return 0, err
	}
	switch now := e.now(); {
	case since.IsZero():
		return 0, Errorf(Invalid, "since is missing; say from which day or instant on callbacks are to be sent again")
	case since.After(now):
		return 0, Errorf(Invalid, "since is %s, which is in the future; a day or an instant that has begun is wanted", since.Format(time.RFC3339))
	}
	now := e.now()
	recovery := Recovery{
		Facility: fid, States: []DeliveryState{DeliveryDead}, Since: since, At: now, DueAt: now.Add(recoverWithin), Limit: mostRecovered,
	}
	if delivered {
		recovery.States = append(recovery.States, DeliveryDone)
	}
	if count, err = e.reviveEnded(ctx, recovery); err == nil {
		var written int
		written, err = e.writeMissing(ctx, recovery)
		count += written
	}
	if err != nil && count == 0 {
		return 0, err
	}
	detail, detailErr := json.Marshal(map[string]any{"since": since.UTC(), "delivered": delivered, "recovered": count})
	if detailErr != nil {
		return count, detailErr
	}
	e.audit(ctx, caller.Client, "callbacks-recovered", fid, detail)
	if err != nil {
		return count, err
	}
	return count, e.resume(ctx, fid)
}

// reviveEnded revives what has ended by now.
func (e *Engine) reviveEnded(ctx context.Context, recovery Recovery) (revived int, err error) {
	last := ""
	for {
		var page int
		page, last, err = e.Deliveries.ReviveEnded(ctx, recovery, last)
		revived += page
		if err != nil || page < recovery.Limit {
			return revived, err
		}
	}
}

// writeMissing goes over all claims of a facility.
func (e *Engine) writeMissing(ctx context.Context, recovery Recovery) (written int, err error) {
	var place ClaimPlace
	for {
		page, last, err := e.Deliveries.WriteMissing(ctx, recovery, place)
		written += page
		if err != nil || last == (ClaimPlace{}) {
			return written, err
		}
		place = last
	}
}

// mustSend refuses where nothing can be sent to a facility.
func (e *Engine) mustSend(ctx context.Context, caller Caller, fid string) error {
	endpoint, err := e.Endpoint(ctx, caller, fid)
	switch {
	case err != nil:
		return err
	case endpoint.Enabled:
		return nil
	case endpoint.Disabled != "":
		return Errorf(Conflict, "the callback endpoint of facility %s is disabled, since %s; set it again first", fid, endpoint.Disabled)
	}
	return Errorf(Conflict, "the callback endpoint of facility %s is disabled; set it again first", fid)
}

// resume has a facility's lane looked at. Where the endpoint rests, that ends: who asks to have callbacks
// sent says that it is well again, and the first of them shows it.
func (e *Engine) resume(ctx context.Context, fid string) error {
	if err := e.Deliveries.RouseEndpoint(ctx, fid, e.now()); err != nil {
		return err
	}
	e.Queue.Wake(Task{TaskDeliver, fid})
	return nil
}

func (e *Engine) findDelivery(ctx context.Context, fid, id string) (Delivery, error) {
	delivery, err := e.Deliveries.FindDelivery(ctx, fid, id)
	return delivery, inWords(err, fid, id)
}

// inWords tells of a delivery that is not there, or is another facility's, in the same words.
func inWords(err error, fid, id string) error {
	if err != nil && KindOf(err) == NotFound {
		return Errorf(NotFound, "facility %s has no callback %s", fid, id)
	}
	return err
}
