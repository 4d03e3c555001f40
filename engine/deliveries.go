package engine

import (
	"context"
	"time"
)

// Deliveries is the store of callbacks.
type Deliveries interface {
	// SaveEndpoint sets an endpoint, in good health, and has what waits for its next time sent at once. One
	// that is set already keeps its Signing, where it has one; what is in force then is returned.
	SaveEndpoint(ctx context.Context, endpoint Endpoint) (Signing, error)
	// AddEndpoint sets an endpoint as SaveEndpoint does, for a facility that has none; Conflict where it has
	// one, which stays as it is.
	AddEndpoint(ctx context.Context, endpoint Endpoint) error
	// RotateSigning replaces the Signing of an endpoint, which has the Secret before (nil: none); NotFound,
	// and Stale where it has another.
	RotateSigning(ctx context.Context, facility string, before []byte, signing Signing) error
	// FindEndpoint is a facility's endpoint; NotFound.
	FindEndpoint(ctx context.Context, facility string) (Endpoint, error)
	// DeleteEndpoint removes it; NotFound.
	DeleteEndpoint(ctx context.Context, facility string) error
	// DisableEndpoint switches an endpoint off and says why, unless it was removed or set anew since setAt.
	DisableEndpoint(ctx context.Context, facility string, setAt time.Time, why string) (disabled bool, err error)
	// RouseEndpoint has all due at once that waits for its next time. Where the endpoint rests, that ends: the
	// next callback probes it.
	RouseEndpoint(ctx context.Context, facility string, now time.Time) error

	// DueLanes are the facilities with deliveries that could be taken now, but for an earlier version of
	// their claim.
	DueLanes(ctx context.Context, now time.Time) (facilities []string, err error)
	// TakeDeliveries leases due deliveries until the given time, on each lane at most so many as its limit,
	// the earliest first, each with its body; none that waits for an earlier version of its claim. Of an
	// endpoint that rests none are taken, and when its rest is over one, while it rests until the given
	// time for all others. Without an enabled endpoint none are. The answers are in the order of the lanes.
	TakeDeliveries(ctx context.Context, lanes []Lane, now, until time.Time) ([]Taken, error)
	// FinishAttempts notes attempts at the time at which they are noted, sets each delivery's state and next
	// time and ends its lease, and keeps the health of the endpoints. A delivery that another attempt ended
	// meanwhile stays as that one left it. Where a circuit closes, all that waits for its next time is due
	// at once. It returns the facilities that have more to deliver because of this: next versions, or what
	// a circuit held back. NotFound where there is no such delivery; then nothing is noted.
	FinishAttempts(ctx context.Context, outcomes []AttemptOutcome, at time.Time) (facilities []string, err error)
	// EndDeliveries gives pending deliveries up, and reports how many.
	EndDeliveries(ctx context.Context, ending Ending, at time.Time) (ended int, err error)

	// ReviveDelivery has a facility's delivery sent again from now on, whatever became of it; NotFound.
	ReviveDelivery(ctx context.Context, facility, id string, now time.Time) error
	// ReviveEnded does so with a page of deliveries that have ended, by id after the last one of the page
	// before. It reports how many, and the last id; an empty one where there are no more.
	ReviveEnded(ctx context.Context, recovery Recovery, after string) (revived int, last string, err error)
	// WriteMissing writes deliveries for versions from the second on, made since an instant, that have none: of
	// a page of the facility's claims, in the order in which they were received after a place (zero: from the
	// first on). It reports how many it wrote and the place of the last claim; the zero place where there are no
	// more.
	WriteMissing(ctx context.Context, recovery Recovery, after ClaimPlace) (written int, last ClaimPlace, err error)

	// FindDelivery is a facility's delivery without its body; NotFound.
	FindDelivery(ctx context.Context, facility, id string) (Delivery, error)
	// ListAttempts are the attempts of a delivery by number, the last 1,000.
	ListAttempts(ctx context.Context, deliveryID string) ([]Attempt, error)
	// CountDeliveries counts a facility's deliveries that are not delivered.
	CountDeliveries(ctx context.Context, facility string) (DeliveryCount, error)
	// ListDeliveries are deliveries by id, without their bodies.
	ListDeliveries(ctx context.Context, filter DeliveryFilter) ([]Delivery, error)
}
