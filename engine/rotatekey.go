package engine

import (
	"context"
	"fmt"
	"time"

	"github.com/bima-exchange/bima/secret"
)

// EndpointSecrets are what is sealed of an endpoint: the password under EndpointContext, the signing
// secrets under SigningContext.
type EndpointSecrets struct {
	Facility string
	Password []byte
	Signing  Signing
}

// ClientKey is the signing key of a client, sealed under ClientContext; empty where it has none.
type ClientKey struct {
	Client  string
	Key     []byte
	Revoked bool
}

// KeyRotation is what became of everything that is sealed.
type KeyRotation struct {
	// Key is the id of the current key.
	Key string `json:"key"`
	// Resealed were under another key and are under the current one now; Current were so before.
	Resealed int `json:"resealed"`
	Current  int `json:"current"`
	// Left cannot be opened, and nobody wants to: the keys of revoked clients, and signing secrets before
	// a rotation that sign no longer.
	Left int `json:"left"`
	// Unopened are the others that cannot be opened. They are as they were.
	Unopened []Unopened `json:"unopened"`
}

// Unopened is something sealed that none of the keys opens.
type Unopened struct {
	// Facility is whose endpoint it belongs to, or Client who has it.
	Facility string `json:"facility,omitempty"`
	Client   string `json:"client,omitempty"`
	// What is SealedPassword, SealedSigning, SealedBefore or SealedKey.
	What string `json:"what"`
	// Key is the id of the key that is missing; empty where it is there and does not fit.
	Key string `json:"key,omitempty"`
	Why string `json:"why"`
}

// What is sealed.
const (
	SealedPassword = "callback password"
	SealedSigning  = "signing secret"
	SealedBefore   = "signing secret before the rotation"
	SealedKey      = "signing key"
)

// rotatePage is how many rows are read at a time.
const rotatePage = 100

// RotateKey seals under the current key of the box all that another of its keys has sealed. It may run
// beside an exchange that works: a row that changed since it was read is read again, and never
// overwritten. It may be ended at any time and called again; what was sealed anew by then stays, and is told
// beside the error.
func RotateKey(ctx context.Context, sealings Sealings, box *secret.Box, now time.Time) (KeyRotation, error) {
	told := KeyRotation{Key: box.KeyID(), Unopened: []Unopened{}}
	endpoint := func(e EndpointSecrets) (EndpointSecrets, KeyRotation) { return resealEndpoint(box, e, now) }
	client := func(c ClientKey) (ClientKey, KeyRotation) { return resealClient(box, c) }
	if err := resealAll(ctx, sealings.ListEndpointSecrets, endpoint, sealings.ReplaceEndpointSecrets, &told); err != nil {
		return told, fmt.Errorf("seal the secrets of endpoints anew: %w", err)
	}
	if err := resealAll(ctx, sealings.ListClientKeys, client, sealings.ReplaceClientKey, &told); err != nil {
		return told, fmt.Errorf("seal the keys of clients anew: %w", err)
	}
	return told, nil
}
