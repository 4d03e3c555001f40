package engine

import (
	"context"
	"errors"
	"time"

	"github.com/bima-exchange/bima/secret"
)

// resealAll goes through rows page by page and replaces those of which something is sealed anew. A row
// that is another by now ends its page: the next one begins with it.
func resealAll[T interface{ owner() string }](ctx context.Context, list func(context.Context, string, int) ([]T, error),
	reseal func(T) (T, KeyRotation), replace func(ctx context.Context, before, after T) (bool, error), told *KeyRotation) error {
	last := ""
	for {
		rows, err := list(ctx, last, rotatePage)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, row := range rows {
			again, of := reseal(row)
			if of.Resealed > 0 {
				replaced, err := replace(ctx, row, again)
				if err != nil {
					return err
				}
				if !replaced {
					break
				}
			}
			told.add(of)
			last = row.owner()
		}
	}
}

func (e EndpointSecrets) owner() string { return e.Facility }
func (c ClientKey) owner() string       { return c.Client }

// resealEndpoint seals the secrets of an endpoint anew and tells what became of each.
func resealEndpoint(box *secret.Box, e EndpointSecrets, now time.Time) (EndpointSecrets, KeyRotation) {
	var told KeyRotation
	of := Unopened{Facility: e.Facility}
	e.Password = told.reseal(box, e.Password, EndpointContext(e.Facility), of.of(SealedPassword), true)
	e.Signing.Secret = told.reseal(box, e.Signing.Secret, SigningContext(e.Facility), of.of(SealedSigning), true)
	e.Signing.Before = told.reseal(box, e.Signing.Before, SigningContext(e.Facility), of.of(SealedBefore), now.Before(e.Signing.BothUntil))
	return e, told
}

// resealClient is resealEndpoint for the key of a client.
func resealClient(box *secret.Box, c ClientKey) (ClientKey, KeyRotation) {
	var told KeyRotation
	c.Key = told.reseal(box, c.Key, ClientContext(c.Client), Unopened{Client: c.Client}.of(SealedKey), !c.Revoked)
	return c, told
}

// reseal seals one secret anew, where there is one, and notes what became of it. What cannot be opened is
// returned as it is, and told as such where it is needed.
func (k *KeyRotation) reseal(box *secret.Box, sealed []byte, context string, failed Unopened, needed bool) []byte {
	if len(sealed) == 0 {
		return sealed
	}
	again, changed, err := box.Reseal(sealed, context)
	switch {
	case err != nil && !needed:
		k.Left++
	case err != nil:
		if missing, ok := errors.AsType[*secret.MissingKeyError](err); ok {
			failed.Key = missing.ID
		}
		failed.Why = err.Error()
		k.Unopened = append(k.Unopened, failed)
	case changed:
		k.Resealed++
	default:
		k.Current++
	}
	if err != nil {
		return sealed
	}
	return again
}

// add adds what became of one row.
func (k *KeyRotation) add(row KeyRotation) {
	k.Resealed += row.Resealed
	k.Current += row.Current
	k.Left += row.Left
	k.Unopened = append(k.Unopened, row.Unopened...)
}

// of is the same owner's, of a kind of secret.
func (u Unopened) of(what string) Unopened {
	u.What = what
	return u
}
