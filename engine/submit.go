package engine

import (
	"context"
	"errors"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/profiles"
)

// Handling is how a sender asks to be read. Adapters know it by this name, and profiles not at all.
type Handling = profiles.Handling

// The ways of handling.
const (
	Lenient = profiles.Lenient
	Strict  = profiles.Strict
)

// Submission is a bundle as it arrived, by whichever wire.
type Submission struct {
	Body     []byte
	Handling Handling
	// Operation: it came by Claim/$submit, which takes a collection as well as a message.
	Operation bool
}

// Ack is the answer to an accepted bundle.
type Ack struct {
	// Body is the stored bytes of the acknowledgement.
	Body []byte
	// Mediator is the mediator_id in Body.
	Mediator string
	// Outcome is the stored OperationOutcome of the first check.
	Outcome []byte
	// Differs: every claim was known, and at least one came with other content than before.
	Differs bool
}

// The most that one bundle may hold.
const (
	MaxClaims  = 100
	MaxEntries = 1000
)

// races is how often a bundle is looked at anew because another was faster. Each time at least one
// more of its claims has become known, so more than a few mean that something is wrong.
const races = 10

// Submit takes a bundle in, or says with all its findings why not. The order is that of api.md
// "Intake": decode, authority, known ids, rules, store. When it returns an Ack the claims are on
// disk; when it returns an Error nothing is stored but an audit row.
func (e *Engine) Submit(ctx context.Context, caller Caller, submission Submission) (Ack, error) {
	intake, err := e.open(ctx, caller, submission)
	if err != nil {
		e.refused(ctx, caller, submission.Body, err)
		return Ack{}, err
	}
	for range races {
		ack, err := e.take(ctx, intake)
		if errors.Is(err, ErrRaced) {
			continue
		}
		if KindOf(err) == Stale && err != nil {
			// What one of its claims replaces has moved on: the rules have to see that.
			if intake, err = e.open(ctx, caller, submission); err == nil {
				continue
			}
		}
		if err != nil {
			e.refused(ctx, caller, submission.Body, err)
		}
		return ack, err
	}
	e.Meter.Taken(BundleFailed)
	return Ack{}, Errorf(Busy, "the same claims are being submitted by many at once; send the bundle again")
}

// Validate checks a bundle as Submit does and stores nothing. It returns all findings, settled. An
// Error is returned for what Submit would refuse before it looks at rules.
func (e *Engine) Validate(ctx context.Context, caller Caller, submission Submission) ([]fhir.Issue, error) {
	intake, err := e.open(ctx, caller, submission)
	if err != nil {
		return nil, err
	}
	return intake.check(e, intake.bundle.Claims()), nil
}
