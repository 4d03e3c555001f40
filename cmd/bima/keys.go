package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"

	"github.com/bima-exchange/bima/secret"
)

// keyTexts are the three keys as they are configured: 32 bytes each, in base64; empty: the
// development key.
type keyTexts struct {
	// Secret is the key under which client secrets are hashed.
	Secret string
	// Seal is the key under which callback passwords and clients' signing keys are encrypted.
	Seal string
	// Signing is the seed of the Ed25519 key that signs tokens.
	Signing string
}

// keys are the keys in force.
type keys struct {
	hasher  secret.Hasher
	box     *secret.Box
	signing ed25519.PrivateKey
	// development: at least one of them is a published key.
	development bool
}

// open reads the keys. Where one is not set, the development key of that name takes its place: it
// is derived from a published word, so that any number of development servers on one store agree.
func (k keyTexts) open() (keys, error) {
	var opened keys
	read := func(name, text string) ([]byte, error) {
		if text == "" {
			opened.development = true
			key := sha256.Sum256([]byte("bima development key: " + name))
			return key[:], nil
		}
		key, err := secret.ParseKey(text)
		if err != nil {
			return nil, fmt.Errorf("BIMA_%s_KEY: %w", name, err)
		}
		return key, nil
	}
	hashing, err := read("SECRET", k.Secret)
	if err != nil {
		return keys{}, err
	}
	sealing, err := read("SEAL", k.Seal)
	if err != nil {
		return keys{}, err
	}
	seed, err := read("SIGNING", k.Signing)
	if err != nil {
		return keys{}, err
	}
	id := sha256.Sum256(sealing)
	keyID := fmt.Sprintf("%x", id[:4])
	opened.hasher = secret.NewHasher(hashing)
	opened.box, err = secret.NewBox(keyID, map[string][]byte{keyID: sealing})
	opened.signing = ed25519.NewKeyFromSeed(seed)
	return opened, err
}
