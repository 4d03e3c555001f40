package engine

import (
	"context"
	"time"

	"github.com/bima-exchange/bima/secret"
)

// bothSign is how long the secret before signs beside a new one.
const bothSign = 24 * time.Hour

// SigningContext is what a sealed signing secret is bound to.
func SigningContext(fid string) string { return "signing/" + fid }

// newSigning makes a signing secret, as the facility is told it and as it is kept.
func (e *Engine) newSigning(fid string) (text string, signing Signing, err error) {
	text = secret.GenerateSigning()
	sealed, err := e.Box.Seal([]byte(text), SigningContext(fid))
	return text, Signing{Secret: sealed}, err
}

// RotateSecret gives the endpoint of a facility a new signing secret, which is told this once. The one
// before signs, too, for 24 hours from now; one before that no longer. NotFound as for Endpoint; Stale
// where somebody else rotated it at the same moment.
func (e *Engine) RotateSecret(ctx context.Context, caller Caller, fid string) (text string, bothUntil time.Time, err error) {
	endpoint, err := e.Endpoint(ctx, caller, fid)
	if err != nil {
		return "", time.Time{}, err
	}
	text, signing, err := e.newSigning(fid)
	if err != nil {
		return "", time.Time{}, err
	}
	before := endpoint.Signing.Secret
	if len(before) > 0 {
		signing.Before, signing.BothUntil = before, e.now().Add(bothSign)
	}
	err = e.Deliveries.RotateSigning(ctx, fid, before, signing)
	switch KindOf(err) {
	case NotFound:
		return "", time.Time{}, noEndpoint(fid)
	case Stale:
		return "", time.Time{}, Errorf(Conflict, "the signing secret was rotated by somebody else at this moment; ask them for it, or rotate it again")
	}
	if err != nil {
		return "", time.Time{}, err
	}
	e.audit(ctx, caller.Client, "signing-secret-rotated", fid, nil)
	return text, signing.BothUntil, nil
}
