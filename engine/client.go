package engine

import "time"

// Client is a system or person with credentials.
type Client struct {
	// ID is client_id and access key in one.
	ID   string
	Role Role
	// Scope is the facilities that it acts for.
	Scope Scope
	// SecretHash is the HMAC-SHA-256 of the secret under the server key.
	SecretHash []byte
	// SigningKey is the key with which the client signs its own tokens (HS256), sealed.
	SigningKey []byte
	CreatedAt  time.Time
	// RevokedAt is zero while the client is good.
	RevokedAt time.Time
}

// Revoked reports whether the client's credentials are no longer taken.
func (c Client) Revoked() bool { return !c.RevokedAt.IsZero() }

// Caller is the client as it asks something of the engine.
func (c Client) Caller() Caller { return Caller{Client: c.ID, Role: c.Role, Scope: c.Scope} }

// ClientContext is what a client's sealed signing key is bound to.
func ClientContext(id string) string { return "client/" + id }
