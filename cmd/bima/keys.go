package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
	"strings"

	"github.com/bima-exchange/bima/secret"
)

// keyTexts are the three keys as they are configured: 32 bytes each, in base64; empty: the
// development key.
type keyTexts struct {
	// Secret is the key under which client secrets are hashed.
	Secret string
	// Seal is the key under which callback passwords and clients' signing keys are encrypted.
	Seal string
	// SealOld are earlier keys of that kind, with commas between: what was encrypted under them can
	// still be read.
	SealOld string
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
	sealKeys := map[string][]byte{keyID(sealing): sealing}
	for text := range strings.SplitSeq(k.SealOld, ",") {
		if text == "" {
			continue
		}
		old, err := secret.ParseKey(text)
		if err != nil {
			return keys{}, fmt.Errorf("BIMA_SEAL_KEYS_OLD: %w", err)
		}
		sealKeys[keyID(old)] = old
	}
	opened.hasher = secret.NewHasher(hashing)
	opened.box, err = secret.NewBox(keyID(sealing), sealKeys)
	opened.signing = ed25519.NewKeyFromSeed(seed)
	return opened, err
}

// keyID names a key without telling anything of it.
func keyID(key []byte) string {
	sum := sha256.Sum256(key)
	return fmt.Sprintf("%x", sum[:4])
}
