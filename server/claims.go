package server

import (
	"errors"

	"github.com/golang-jwt/jwt/v5"

	"github.com/bima-exchange/bima/engine"
)

// issuedClaims are those of a token that the exchange issues. Role and scope are for the client to
// read; the exchange itself never looks at them.
type issuedClaims struct {
	jwt.RegisteredClaims
	Role  engine.Role `json:"role"`
	Scope string      `json:"scope,omitempty"`
}

// selfClaims are those of a token that a client signs itself. Every other member is ignored, be it
// written as it may.
type selfClaims struct {
	Key     string           `json:"key"`
	Issued  *jwt.NumericDate `json:"iat"`
	Expires *jwt.NumericDate `json:"exp"`
}

// The methods are those of jwt.Claims.

func (c *selfClaims) GetExpirationTime() (*jwt.NumericDate, error) { return c.Expires, nil }
func (c *selfClaims) GetIssuedAt() (*jwt.NumericDate, error)       { return c.Issued, nil }
func (c *selfClaims) GetNotBefore() (*jwt.NumericDate, error)      { return nil, nil }
func (c *selfClaims) GetIssuer() (string, error)                   { return "", nil }
func (c *selfClaims) GetSubject() (string, error)                  { return "", nil }
func (c *selfClaims) GetAudience() (jwt.ClaimStrings, error)       { return nil, nil }

// tokenFault says what is wrong with a token, in our words alone.
func tokenFault(err error) string {
	for _, fault := range []struct {
		is   error
		text string
	}{
		{jwt.ErrTokenSignatureInvalid, errUnknownSigner.text},
		{jwt.ErrTokenExpired, "the token has expired"},
		{jwt.ErrTokenUsedBeforeIssued, "the iat of the token is in the future: is the clock right?"},
		{jwt.ErrTokenRequiredClaimMissing, "the token has no exp, aud or iss"},
		{jwt.ErrTokenInvalidAudience, "the token is meant for another audience"},
		{jwt.ErrTokenInvalidIssuer, "the token is of another issuer"},
	} {
		if errors.Is(err, fault.is) {
			return fault.text
		}
	}
	return "the token is not a JWT of this exchange"
}
