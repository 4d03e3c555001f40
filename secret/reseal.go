package secret

import "fmt"

// MissingKeyError says that something cannot be opened because the key that sealed it is not in the box.
type MissingKeyError struct {
	// ID is that of the key.
	ID   string
	have string
}

// Error implements error.
func (e *MissingKeyError) Error() string {
	return fmt.Sprintf("sealed secret: its key %q is not among the keys: %s", e.ID, e.have)
}

// KeyID is the id of the key that Seal uses.
func (b *Box) KeyID() string { return b.current }

// Reseal seals with the current key what another key of the box has sealed, under the same context. What
// the current key has sealed is returned as it is, and changed is false. The error is that of Open, which
// is also made for what the current key has sealed: a *MissingKeyError where the key is not in the box.
func (b *Box) Reseal(sealed []byte, context string) (again []byte, changed bool, err error) {
	plain, err := b.Open(sealed, context)
	if err != nil {
		return nil, false, err
	}
	if id := string(sealed[2 : 2+int(sealed[1])]); id == b.current {
		return sealed, false, nil
	}
	again, err = b.Seal(plain, context)
	return again, err == nil, err
}
