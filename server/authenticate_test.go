package server

import (
	"crypto/ed25519"
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/bima-exchange/bima/engine"
)

// signed is a token with any header and claims.
func signed(t *testing.T, method jwt.SigningMethod, key any, kid string, claims jwt.MapClaims) string {
	t.Helper()
	token := jwt.NewWithClaims(method, claims)
	if kid != "" {
		token.Header["kid"] = kid
	}
	text, err := token.SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestAuthenticate_issued(t *testing.T) {
	x := newExchange(t)
	now := testNow.Unix()
	good := func() jwt.MapClaims {
		return jwt.MapClaims{"iss": testIssuer, "aud": testBase, "sub": "provider", "iat": now, "exp": now + 3600}
	}
	with := func(name string, value any) jwt.MapClaims {
		claims := good()
		claims[name] = value
		if value == nil {
			delete(claims, name)
		}
		return claims
	}
	private, kid := x.SigningKey, x.signer.keyID
	_, foreign, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name  string
		token string
		good  bool
	}{
		{"good", signed(t, jwt.SigningMethodEdDSA, private, kid, good()), true},
		{"in one of several audiences", signed(t, jwt.SigningMethodEdDSA, private, kid, with("aud", []string{"a", testBase})), true},
		{"expired within the skew", signed(t, jwt.SigningMethodEdDSA, private, kid, with("exp", now-29)), true},
		{"from a clock ahead within the skew", signed(t, jwt.SigningMethodEdDSA, private, kid, with("iat", now+30)), true},
		{"expired", signed(t, jwt.SigningMethodEdDSA, private, kid, with("exp", now-31)), false},
		{"iat in the future", signed(t, jwt.SigningMethodEdDSA, private, kid, with("iat", now+31)), false},
		{"no iat", signed(t, jwt.SigningMethodEdDSA, private, kid, with("iat", nil)), false},
		{"no exp", signed(t, jwt.SigningMethodEdDSA, private, kid, with("exp", nil)), false},
		{"another audience", signed(t, jwt.SigningMethodEdDSA, private, kid, with("aud", "https://elsewhere")), false},
		{"no audience", signed(t, jwt.SigningMethodEdDSA, private, kid, with("aud", nil)), false},
		{"another issuer", signed(t, jwt.SigningMethodEdDSA, private, kid, with("iss", "x")), false},
		{"no subject", signed(t, jwt.SigningMethodEdDSA, private, kid, with("sub", nil)), false},
		{"unknown client", signed(t, jwt.SigningMethodEdDSA, private, kid, with("sub", "nobody")), false},
		{"revoked client", signed(t, jwt.SigningMethodEdDSA, private, kid, with("sub", "revoked")), false},
		{"no kid", signed(t, jwt.SigningMethodEdDSA, private, "", good()), false},
		{"another kid", signed(t, jwt.SigningMethodEdDSA, private, "other", good()), false},
		{"another key under our kid", signed(t, jwt.SigningMethodEdDSA, foreign, kid, good()), false},
		{"alg none", signed(t, jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, kid, good()), false},
		{"alg none without kid", signed(t, jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, "", good()), false},
		{"HS256 with the public key", signed(t, jwt.SigningMethodHS256, []byte(x.signer.public), kid, good()), false},
		{"HS256 with the public key without kid", signed(t, jwt.SigningMethodHS256, []byte(x.signer.public), "", with("key", "provider")), false},
		{"too long", signed(t, jwt.SigningMethodEdDSA, private, kid, with("x", strings.Repeat("x", maxToken))), false},
		{"cut short", strings.TrimRight(signed(t, jwt.SigningMethodEdDSA, private, kid, good()), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), false},
		{"no JWT", "demo", false},
	} {
		t.Run(test.name, func(t *testing.T) { x.wantAuthenticated(t, test.token, test.good) })
	}
	t.Run("with a crit header", func(t *testing.T) {
		token := jwt.NewWithClaims(jwt.SigningMethodEdDSA, good())
		token.Header["kid"], token.Header["crit"] = kid, []string{"exp"}
		text, err := token.SignedString(private)
		if err != nil {
			t.Fatal(err)
		}
		x.wantAuthenticated(t, text, false)
	})
	t.Run("changed", func(t *testing.T) {
		parts := strings.Split(signed(t, jwt.SigningMethodEdDSA, private, kid, good()), ".")
		claims, err := base64.RawURLEncoding.DecodeString(parts[1])
		if err != nil {
			t.Fatal(err)
		}
		parts[1] = base64.RawURLEncoding.EncodeToString([]byte(strings.Replace(string(claims), "provider", "admin", 1)))
		x.wantAuthenticated(t, strings.Join(parts, "."), false)
	})
}

func TestAuthenticate_selfSigned(t *testing.T) {
	x := newExchange(t)
	now := testNow.Unix()
	for _, test := range []struct {
		name   string
		key    string
		claims jwt.MapClaims
		good   bool
	}{
		{"good", signingKey, jwt.MapClaims{"key": "provider", "iat": now, "exp": now + 60}, true},
		{"other members are ignored", signingKey, jwt.MapClaims{"key": "provider", "iat": now, "exp": now + 60, "aud": 5, "nbf": now + 999, "sub": "admin", "role": "admin"}, true},
		{"from a clock behind within the skew", signingKey, jwt.MapClaims{"key": "provider", "iat": now - 89, "exp": now - 29}, true},
		{"life of 61 s", signingKey, jwt.MapClaims{"key": "provider", "iat": now, "exp": now + 61}, false},
		{"life of a year, iat far back", signingKey, jwt.MapClaims{"key": "provider", "iat": now - 31e6, "exp": now + 60}, false},
		{"no life", signingKey, jwt.MapClaims{"key": "provider", "iat": now, "exp": now}, false},
		{"expired", signingKey, jwt.MapClaims{"key": "provider", "iat": now - 91, "exp": now - 31}, false},
		{"iat in the future", signingKey, jwt.MapClaims{"key": "provider", "iat": now + 31, "exp": now + 60}, false},
		{"no iat", signingKey, jwt.MapClaims{"key": "provider", "exp": now + 60}, false},
		{"no exp", signingKey, jwt.MapClaims{"key": "provider", "iat": now}, false},
		{"no key", signingKey, jwt.MapClaims{"sub": "provider", "iat": now, "exp": now + 60}, false},
		{"key is a number", signingKey, jwt.MapClaims{"key": 5, "iat": now, "exp": now + 60}, false},
		{"exp is text", signingKey, jwt.MapClaims{"key": "provider", "iat": now, "exp": "soon"}, false},
		{"unknown client", signingKey, jwt.MapClaims{"key": "nobody", "iat": now, "exp": now + 60}, false},
		{"revoked client", signingKey, jwt.MapClaims{"key": "revoked", "iat": now, "exp": now + 60}, false},
		{"not a provider", signingKey, jwt.MapClaims{"key": "admin", "iat": now, "exp": now + 60}, false},
		{"another key", "x", jwt.MapClaims{"key": "provider", "iat": now, "exp": now + 60}, false},
		{"the secret instead of the signing key", testSecret, jwt.MapClaims{"key": "provider", "iat": now, "exp": now + 60}, false},
		{"the empty key", "", jwt.MapClaims{"key": "provider", "iat": now, "exp": now + 60}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			x.wantAuthenticated(t, signed(t, jwt.SigningMethodHS256, []byte(test.key), "", test.claims), test.good)
		})
	}
	claims := jwt.MapClaims{"key": "provider", "iat": now, "exp": now + 60}
	t.Run("a kid of its own", func(t *testing.T) {
		x.wantAuthenticated(t, signed(t, jwt.SigningMethodHS256, []byte(signingKey), "mine", claims), true)
	})
	t.Run("under our kid", func(t *testing.T) {
		x.wantAuthenticated(t, signed(t, jwt.SigningMethodHS256, []byte(signingKey), x.signer.keyID, claims), false)
	})
	t.Run("HS512", func(t *testing.T) {
		x.wantAuthenticated(t, signed(t, jwt.SigningMethodHS512, []byte(signingKey), "", claims), false)
	})
	t.Run("a client without a signing key", func(t *testing.T) {
		x.clients["keyless"] = engine.Client{ID: "keyless", Role: engine.Provider}
		token := signed(t, jwt.SigningMethodHS256, []byte{}, "", jwt.MapClaims{"key": "keyless", "iat": now, "exp": now + 60})
		x.wantAuthenticated(t, token, false)
	})
}

func (x *exchange) wantAuthenticated(t *testing.T, token string, good bool) {
	t.Helper()
	got := x.send("GET", "/fhir/Organization/SHA", nil, "Authorization: Bearer "+token)
	if good {
		wantStatus(t, got, http.StatusOK)
		return
	}
	wantOutcome(t, got, http.StatusUnauthorized, "login")
	if challenge := got.Header().Get("WWW-Authenticate"); !strings.HasPrefix(challenge, `Bearer realm="bima", error="invalid_token"`) {
		t.Errorf("WWW-Authenticate is %q", challenge)
	}
}

func TestAuthenticate_header(t *testing.T) {
	x := newExchange(t)
	token := strings.TrimPrefix(x.bearer(t, "provider"), "Authorization: Bearer ")
	wantStatus(t, x.send("GET", "/fhir/Organization/SHA", nil, "Authorization: bearer "+token), http.StatusOK)
	for _, header := range []string{"X-None: x", "Authorization: Bearer", "Authorization: Bearer ", "Authorization: " + token, basic("provider", testSecret)} {
		got := x.send("GET", "/fhir/Organization/SHA", nil, header)
		wantOutcome(t, got, http.StatusUnauthorized, "login")
		if got.Header().Get("WWW-Authenticate") != challengeBearer {
			t.Errorf("%s: WWW-Authenticate is %q", header, got.Header().Get("WWW-Authenticate"))
		}
	}
}

func TestAuthenticate_readsTheRecord(t *testing.T) {
	x := newExchange(t)
	header := x.bearer(t, "provider")
	status := func() int { return x.send("GET", "/v1/callbacks/"+testFID+"/deliveries", nil, header).Code }
	if got := status(); got != http.StatusOK {
		t.Fatalf("status %d", got)
	}
	client := x.clients["provider"]
	client.Role = engine.ClaimsOfficer
	x.clients["provider"] = client
	if got := status(); got != http.StatusOK {
		t.Errorf("status %d although the record is still in the cache", got)
	}
	x.clock.advance(5 * time.Second)
	if got := status(); got != http.StatusForbidden {
		t.Errorf("status %d; the role is the one in the record, not in the token", got)
	}
	client.RevokedAt = testNow
	x.clients["provider"] = client
	x.clock.advance(5 * time.Second)
	if got := status(); got != http.StatusUnauthorized {
		t.Errorf("status %d although the client is revoked", got)
	}
}

func TestAuthenticate_storeIsDown(t *testing.T) {
	x := newExchange(t)
	x.clients["broken"] = engine.Client{ID: "broken", Role: engine.Provider}
	wantOutcome(t, x.send("GET", "/fhir/Organization/SHA", nil, x.bearer(t, "broken")), http.StatusInternalServerError, "exception")
}

func TestNew_boundsTheClientCache(t *testing.T) {
	x := newExchange(t, func(c *Config) { c.ClientCache = time.Hour })
	if x.ClientCache != time.Minute {
		t.Errorf("a record is trusted for %s", x.ClientCache)
	}
}
