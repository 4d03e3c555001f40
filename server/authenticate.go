package server

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/labstack/echo/v4"

	"github.com/bima-exchange/bima/engine"
)

const (
	// maxToken is the longest token that is looked at, in bytes. Ours have about 500.
	maxToken = 4 << 10
	// skew is how far the clock of a client or of another node may be off.
	skew = 30 * time.Second
	// maxSelfSigned is the longest life of a token that a client signs itself.
	maxSelfSigned = time.Minute
)

// challengeBearer is the WWW-Authenticate of a request without a token (RFC 6750 §3).
const challengeBearer = `Bearer realm="bima"`

// badToken refuses a token. The text stands in a header too: no quotes, no other's words.
func badToken(text string) *problem {
	return &problem{
		status: http.StatusUnauthorized, code: "login", text: text,
		challenge: challengeBearer + `, error="invalid_token", error_description="` + text + `"`,
	}
}

// authenticate is the client whose token the request carries. The token says only who it is: what
// the client may is read from its record.
func (s *Server) authenticate(r *http.Request) (engine.Client, error) {
	scheme, token, _ := strings.Cut(r.Header.Get(echo.HeaderAuthorization), " ")
	token = strings.TrimSpace(token)
	if !strings.EqualFold(scheme, "Bearer") || token == "" {
		return engine.Client{}, engine.Errorf(engine.Unauthenticated, "there is no token; send the header Authorization: Bearer and a token")
	}
	if len(token) > maxToken {
		return engine.Client{}, badToken("the token is too long")
	}
	peeked, _, err := jwt.NewParser().ParseUnverified(token, &selfClaims{})
	if err != nil {
		return engine.Client{}, badToken("the token is not a JWT of this exchange")
	}
	if peeked.Header["crit"] != nil { // RFC 7515 §4.1.11: refuse what is not understood
		return engine.Client{}, badToken("the token has a crit header, of which nothing is known here")
	}
	// The verifier is chosen by alg and kid together. What fits no line is refused, "none" and an
	// HS256 token under the id of our public key among it.
	ours := peeked.Header["kid"] == s.signer.keyID
	switch alg := peeked.Method.Alg(); {
	case ours && alg == jwt.SigningMethodEdDSA.Alg():
		return s.verifyIssued(r.Context(), token)
	case !ours && alg == jwt.SigningMethodHS256.Alg():
		return s.verifySelfSigned(r.Context(), token, peeked.Claims.(*selfClaims).Key)
	}
	return engine.Client{}, badToken("the token is signed by no key that is known here")
}

// verifyIssued checks a token that this exchange issued.
func (s *Server) verifyIssued(ctx context.Context, token string) (engine.Client, error) {
	var claims issuedClaims
	err := s.verify(token, &claims, s.signer.public, jwt.SigningMethodEdDSA,
		jwt.WithIssuer(s.Issuer), jwt.WithAudience(s.Base))
	if err != nil {
		return engine.Client{}, err
	}
	return s.goodClient(ctx, claims.Subject)
}

// verifySelfSigned checks a token that a provider signed with its signing key. The record is read
// before the signature is checked, since the key is in it.
func (s *Server) verifySelfSigned(ctx context.Context, token, accessKey string) (engine.Client, error) {
	if accessKey == "" {
		return engine.Client{}, badToken("the token names no access key in its member key")
	}
	client, err := s.goodClient(ctx, accessKey)
	if err != nil {
		return engine.Client{}, err
	}
	if client.Role != engine.Provider || len(client.SigningKey) == 0 {
		return engine.Client{}, errUnknownSigner
	}
	key, err := s.Box.Open(client.SigningKey, engine.ClientContext(client.ID))
	if err != nil {
		return engine.Client{}, err
	}
	var claims selfClaims
	if err := s.verify(token, &claims, key, jwt.SigningMethodHS256); err != nil {
		return engine.Client{}, err
	}
	if life := claims.Expires.Sub(claims.Issued.Time); life <= 0 || life > maxSelfSigned {
		return engine.Client{}, badToken("exp must be at most 60 seconds after iat in a token that a client signs itself")
	}
	return client, nil
}

// verify checks signature and times. Both iat and exp are needed.
func (s *Server) verify(token string, claims jwt.Claims, key any, method jwt.SigningMethod, options ...jwt.ParserOption) error {
	options = append(options, jwt.WithValidMethods([]string{method.Alg()}), jwt.WithTimeFunc(s.Clock.Now),
		jwt.WithLeeway(skew), jwt.WithExpirationRequired(), jwt.WithIssuedAt())
	_, err := jwt.NewParser(options...).ParseWithClaims(token, claims, func(*jwt.Token) (any, error) { return key, nil })
	if err != nil {
		return badToken(tokenFault(err))
	}
	if issued, err := claims.GetIssuedAt(); err != nil || issued == nil {
		return badToken("the token has no iat")
	}
	return nil
}

// errUnknownSigner is the answer to a bad signature as well as to a client that is not there, so
// that ids of clients cannot be found out.
var errUnknownSigner = badToken("the token is not signed by a client that is known here, or the client is revoked")

// goodClient is the client, and a 401 where it is unknown or revoked.
func (s *Server) goodClient(ctx context.Context, id string) (engine.Client, error) {
	client, err := s.clients.find(ctx, id)
	if err != nil && engine.KindOf(err) != engine.NotFound {
		return engine.Client{}, err
	}
	if err != nil || client.Revoked() {
		return engine.Client{}, errUnknownSigner
	}
	return client, nil
}
