package secret

import (
	"crypto/aes"
	"crypto/cipher"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// KeySize is how many bytes a key has.
const KeySize = 32

// sealedVersion is the first byte of what Seal makes. Behind it stand the length of the key id
// (one byte), the key id, the nonce, the ciphertext and the tag.
const sealedVersion = 1

// Box seals what has to be recovered later (AES-256-GCM). It seals with its current key and opens
// with any key that it has, so a key is rotated by adding a new one, making it current, and
// sealing the old rows again (Reseal). It is safe for concurrent use.
type Box struct {
	current string
	keys    map[string]cipher.AEAD
}

// NewBox returns a Box that seals with the key named current. Each key has KeySize bytes and an id
// of 1 to 255 bytes; the id is written beside what the key sealed, so it must never be given to
// another key.
func NewBox(current string, keys map[string][]byte) (*Box, error) {
	box := &Box{current: current, keys: make(map[string]cipher.AEAD, len(keys))}
	for _, id := range slices.Sorted(maps.Keys(keys)) {
		if id == "" || len(id) > 255 {
			return nil, fmt.Errorf("key id %q: its length is %d bytes; 1 to 255 are wanted", id, len(id))
		}
		if n := len(keys[id]); n != KeySize {
			return nil, fmt.Errorf("key %q has %d bytes; %d are wanted", id, n, KeySize)
		}
		block, err := aes.NewCipher(keys[id])
		if err != nil {
			return nil, fmt.Errorf("key %q: %w", id, err)
		}
		if box.keys[id], err = cipher.NewGCMWithRandomNonce(block); err != nil {
			return nil, fmt.Errorf("key %q: %w", id, err)
		}
	}
	if box.keys[current] == nil {
		return nil, fmt.Errorf("the current key %q is not among the keys: %s", current, box.ids())
	}
	return box, nil
}

// Seal encrypts plain with the current key. The context says what the secret belongs to
// ("endpoint/FID-01-116951-6"); it is not kept, and Open wants the same one, so that a sealed
// value moved to another row does not open.
func (b *Box) Seal(plain []byte, context string) ([]byte, error) {
	header := sealedHeader(b.current)
	return b.keys[b.current].Seal(header, nil, plain, sealedWith(header, context)), nil
}

// Open decrypts what Seal made under the same context. It fails where the bytes were changed, the
// context is another, or the key is not (or no longer) in the box; the error is a *MissingKeyError then.
func (b *Box) Open(sealed []byte, context string) ([]byte, error) {
	if len(sealed) < 2 || sealed[0] != sealedVersion || len(sealed) < 2+int(sealed[1]) {
		return nil, errors.New("sealed secret: not in a form that this version reads")
	}
	end := 2 + int(sealed[1])
	header, id := sealed[:end], string(sealed[2:end])
	key := b.keys[id]
	if key == nil {
		return nil, &MissingKeyError{ID: id, have: b.ids()}
	}
	plain, err := key.Open(nil, nil, sealed[end:], sealedWith(header, context))
	if err != nil {
		return nil, fmt.Errorf("sealed secret of %s: changed, or sealed for something else, or under another key of the id %q", context, id)
	}
	return plain, nil
}

func (b *Box) ids() string {
	return strings.Join(slices.Sorted(maps.Keys(b.keys)), ", ")
}

func sealedHeader(keyID string) []byte {
	return append([]byte{sealedVersion, byte(len(keyID))}, keyID...)
}

// sealedWith is the data that is authenticated but not encrypted. The header tells its own length,
// so no two pairs of header and context give the same bytes.
func sealedWith(header []byte, context string) []byte {
	return append(slices.Clone(header), context...)
}
