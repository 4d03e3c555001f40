package server

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/bima-exchange/bima/engine"
)

// signer signs the tokens that the exchange issues.
type signer struct {
	private ed25519.PrivateKey
	public  ed25519.PublicKey
	// keyID is the thumbprint of the public key (RFC 7638).
	keyID string
}

// key is a public key in a key set (RFC 8037). The members of the thumbprint come first, in the
// order that RFC 7638 wants.
type key struct {
	Curve     string `json:"crv"`
	Type      string `json:"kty"`
	X         string `json:"x"`
	Use       string `json:"use"`
	Algorithm string `json:"alg"`
	ID        string `json:"kid"`
}

func newSigner(private ed25519.PrivateKey) signer {
	public := private.Public().(ed25519.PublicKey)
	sum := sha256.Sum256([]byte(`{"crv":"Ed25519","kty":"OKP","x":"` + base64URL(public) + `"}`))
	return signer{private, public, base64URL(sum[:])}
}

func base64URL(data []byte) string { return base64.RawURLEncoding.EncodeToString(data) }

// issue is a token for the client.
func (s *Server) issue(client engine.Client, life time.Duration) (string, error) {
	now := s.Clock.Now()
	token := jwt.NewWithClaims(jwt.SigningMethodEdDSA, issuedClaims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer:    s.Issuer,
			Subject:   client.ID,
			Audience:  jwt.ClaimStrings{s.Base},
			ID:        s.NewID(),
			IssuedAt:  jwt.NewNumericDate(now),
			ExpiresAt: jwt.NewNumericDate(now.Add(life)),
		},
		Role:  client.Role,
		Scope: strings.Join(scopes[client.Role], " "),
	})
	token.Header["kid"] = s.signer.keyID
	return token.SignedString(s.signer.private)
}

// scopes are what the roles may, in the words of SMART App Launch 2. The exchange looks at the
// role in the client's record; the scope tells the client what to expect.
var scopes = map[engine.Role][]string{
	engine.Provider:        {"system/Bundle.cr", "system/Claim.r", "system/ClaimResponse.r"},
	engine.ClaimsOfficer:   {"system/Claim.r", "system/ClaimResponse.r"},
	engine.ClinicalOfficer: {"system/Claim.r", "system/ClaimResponse.r"},
	engine.SHAOfficer:      {"system/Claim.r", "system/ClaimResponse.r"},
	engine.Auditor:         {"system/Claim.r", "system/ClaimResponse.r"},
}

// readKeys answers with the key set against which others can check our tokens.
func (s *Server) readKeys(c *call) error {
	c.Response().Header().Set("Cache-Control", "public, max-age=300")
	return c.answerJSON(http.StatusOK, map[string][]key{"keys": {{
		Curve: "Ed25519", Type: "OKP", X: base64URL(s.signer.public),
		Use: "sig", Algorithm: jwt.SigningMethodEdDSA.Alg(), ID: s.signer.keyID,
	}}})
}
