package secret

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
)

// Generate returns a new secret of at least 256 random bits: 52 capital letters and digits, which
// need no quoting in an HTTP header, a URL or a shell.
func Generate() string {
	return rand.Text() + rand.Text() // 26 characters of 5 bits each
}

// signingPrefix marks a signing secret (Standard Webhooks), so that scanners for leaked secrets know it.
const signingPrefix = "whsec_"

// GenerateSigning returns a new secret of 256 random bits for the signing of webhooks: whsec_ and the bits
// in base64, as the Standard Webhooks write it. callbacks/receiver reads it.
func GenerateSigning() string {
	var key [KeySize]byte
	rand.Read(key[:])
	return signingPrefix + base64.StdEncoding.EncodeToString(key[:])
}

// ParseKey reads a key of KeySize bytes from base64 (with or without padding, standard or URL
// alphabet), as `openssl rand -base64 32` prints it. White space around it is ignored. The error
// does not repeat the text.
func ParseKey(text string) ([]byte, error) {
	text = strings.TrimRight(strings.TrimSpace(text), "=")
	if text == "" {
		return nil, errors.New("key is empty; 32 bytes in base64 are wanted: openssl rand -base64 32")
	}
	text = strings.NewReplacer("-", "+", "_", "/").Replace(text)
	key, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil {
		return nil, errors.New("key is not base64; 32 bytes in base64 are wanted: openssl rand -base64 32")
	}
	if len(key) != KeySize {
		return nil, fmt.Errorf("key has %d bytes; %d in base64 are wanted: openssl rand -base64 32", len(key), KeySize)
	}
	return key, nil
}
