package secret

import (
	"bytes"
	"errors"
	"testing"
)

func TestBox_Reseal(t *testing.T) {
	old := newBox(t, "old", map[string][]byte{"old": key(1)})
	both := newBox(t, "new", map[string][]byte{"old": key(1), "new": key(2)})
	only := newBox(t, "new", map[string][]byte{"new": key(2)})

	before := seal(t, old, "password", "c")
	again, changed, err := both.Reseal(before, "c")
	if err != nil || !changed || both.KeyID() != "new" {
		t.Fatalf("Reseal: changed %v, %v", changed, err)
	}
	if got, err := only.Open(again, "c"); err != nil || string(got) != "password" {
		t.Errorf("opened with the new key alone: %q, %v", got, err)
	}
	if _, err := old.Open(again, "c"); err == nil {
		t.Error("it still opens with the old key")
	}
	if same, changed, err := both.Reseal(again, "c"); err != nil || changed || !bytes.Equal(same, again) {
		t.Errorf("Reseal of what is under the current key: changed %v, %v", changed, err)
	}
	if got, err := old.Open(before, "c"); err != nil || string(got) != "password" {
		t.Errorf("the bytes before were changed: %q, %v", got, err)
	}
}

func TestBox_Reseal_refuses(t *testing.T) {
	box := newBox(t, "new", map[string][]byte{"old": key(1), "new": key(2)})
	gone := seal(t, newBox(t, "gone", map[string][]byte{"gone": key(3)}), "password", "c")
	if again, changed, err := box.Reseal(gone, "c"); err == nil || changed || again != nil {
		t.Errorf("sealed under a key that is gone: %x, %v, %v", again, changed, err)
	} else if missing, ok := errors.AsType[*MissingKeyError](err); !ok || missing.ID != "gone" {
		t.Errorf("error %v, want one that names the key", err)
	}
	for _, id := range []string{"old", "new"} {
		sealed := seal(t, newBox(t, id, map[string][]byte{"old": key(1), "new": key(2)}), "password", "c")
		if _, changed, err := box.Reseal(sealed, "d"); err == nil || changed {
			t.Errorf("sealed with %s for something else: changed %v, %v", id, changed, err)
		}
		sealed[len(sealed)-1] ^= 1
		if _, changed, err := box.Reseal(sealed, "c"); err == nil || changed {
			t.Errorf("sealed with %s and changed: changed %v, %v", id, changed, err)
		}
	}
}

// FuzzBox_Reseal: what opens is sealed anew with the same words, and nothing else is.
func FuzzBox_Reseal(f *testing.F) {
	keys := map[string][]byte{"old": key(1), "new": key(2)}
	old, box := newBox(f, "old", keys), newBox(f, "new", keys)
	f.Add([]byte{})
	f.Add([]byte{sealedVersion, 3, 'n', 'e', 'w'})
	f.Add(seal(f, old, "password", "here"))
	f.Add(seal(f, box, "password", "here"))
	f.Add(seal(f, old, "password", "elsewhere"))
	f.Fuzz(func(t *testing.T, sealed []byte) {
		plain, closed := box.Open(sealed, "here")
		again, changed, err := box.Reseal(sealed, "here")
		if closed != nil || err != nil {
			if closed == nil || err == nil || again != nil || changed {
				t.Errorf("Open says %v, and Reseal %v with %x", closed, err, again)
			}
			return
		}
		if got, err := box.Open(again, "here"); err != nil || !bytes.Equal(got, plain) || changed == bytes.Equal(again, sealed) {
			t.Errorf("%q became %q, changed %v, %v", plain, got, changed, err)
		}
	})
}
