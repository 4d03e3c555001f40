package secret

import (
	"crypto/hmac"
	"crypto/sha256"
)

// Hasher recognises generated secrets without keeping them. Such secrets have 256 bits, so a fast
// keyed hash (HMAC-SHA-256) is enough; a stolen table is worth nothing without the server's key.
type Hasher struct{ key []byte }

// NewHasher returns a Hasher under the server's key, KeySize random bytes. Under another key no
// hash made before matches.
func NewHasher(key []byte) Hasher { return Hasher{key} }

// Hash is the HMAC-SHA-256 of the secret, 32 bytes.
func (h Hasher) Hash(secret string) []byte {
	mac := hmac.New(sha256.New, h.key)
	mac.Write([]byte(secret))
	return mac.Sum(nil)
}

// Matches reports in constant time whether the hash is that of the secret.
func (h Hasher) Matches(hash []byte, secret string) bool {
	return hmac.Equal(hash, h.Hash(secret))
}
