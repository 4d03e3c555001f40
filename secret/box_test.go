package secret

import (
	"bytes"
	"strings"
	"testing"
)

func key(fill byte) []byte { return bytes.Repeat([]byte{fill}, KeySize) }

func newBox(t testing.TB, current string, keys map[string][]byte) *Box {
	t.Helper()
	box, err := NewBox(current, keys)
	if err != nil {
		t.Fatal(err)
	}
	return box
}

func seal(t testing.TB, box *Box, plain, context string) []byte {
	t.Helper()
	sealed, err := box.Seal([]byte(plain), context)
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

func TestBox_opensWhatItSealed(t *testing.T) {
	box := newBox(t, "2026", map[string][]byte{"2026": key(1)})
	for _, plain := range []string{"", "s3cret", strings.Repeat("x", 10_000)} {
		sealed := seal(t, box, plain, "endpoint/FID-1")
		if plain != "" && bytes.Contains(sealed, []byte(plain)) {
			t.Errorf("the sealed bytes show %q", plain)
		}
		got, err := box.Open(sealed, "endpoint/FID-1")
		if err != nil || string(got) != plain {
			t.Errorf("Open = %q, %v; want %q", got, err, plain)
		}
	}
}

func TestBox_sealsTheSameDifferently(t *testing.T) {
	box := newBox(t, "a", map[string][]byte{"a": key(1)})
	if bytes.Equal(seal(t, box, "same", "c"), seal(t, box, "same", "c")) {
		t.Error("two seals of one text are equal: the nonce was used twice")
	}
}

func TestBox_opensAfterARotation(t *testing.T) {
	old := newBox(t, "old", map[string][]byte{"old": key(1)})
	both := newBox(t, "new", map[string][]byte{"old": key(1), "new": key(2)})
	only := newBox(t, "new", map[string][]byte{"new": key(2)})

	before := seal(t, old, "password", "c")
	if got, err := both.Open(before, "c"); err != nil || string(got) != "password" {
		t.Errorf("Open with the old key still there = %q, %v", got, err)
	}
	if _, err := only.Open(before, "c"); err == nil || !strings.Contains(err.Error(), `"old"`) {
		t.Errorf("Open without the old key: error %v; want one that names the key", err)
	}
	if _, err := only.Open(seal(t, both, "password", "c"), "c"); err != nil {
		t.Errorf("sealed after the rotation, opened without the old key: %v", err)
	}
}

func TestBox_refusesWhatWasChanged(t *testing.T) {
	box := newBox(t, "a", map[string][]byte{"a": key(1), "b": key(1)})
	sealed := seal(t, box, "password", "endpoint/FID-1")
	if _, err := box.Open(sealed, "endpoint/FID-2"); err == nil {
		t.Error("opened under another context")
	}
	for i := range sealed {
		changed := bytes.Clone(sealed)
		changed[i] ^= 3 // turns the key id "a" into "b", which has the same key
		if _, err := box.Open(changed, "endpoint/FID-1"); err == nil {
			t.Errorf("opened with byte %d changed", i)
		}
		if _, err := box.Open(sealed[:i], "endpoint/FID-1"); err == nil {
			t.Errorf("opened the first %d bytes alone", i)
		}
	}
}

func TestBox_bindsHeaderAndContextApart(t *testing.T) {
	box := newBox(t, "a", map[string][]byte{"a": key(1), "ab": key(1)})
	sealed := seal(t, box, "password", "bc")
	// The same key under a longer id that takes a byte from the context.
	moved := append([]byte{sealedVersion, 2, 'a', 'b'}, sealed[3:]...)
	if _, err := box.Open(moved, "c"); err == nil {
		t.Error("a byte moved from the context to the key id, and it opened")
	}
}

func TestNewBox_refusesBadKeys(t *testing.T) {
	for name, test := range map[string]struct {
		current string
		keys    map[string][]byte
		want    string
	}{
		"short key":       {"a", map[string][]byte{"a": key(1)[:16]}, `key "a" has 16 bytes; 32 are wanted`},
		"no such current": {"b", map[string][]byte{"a": key(1)}, `the current key "b" is not among the keys: a`},
		"no keys":         {"", nil, `the current key "" is not among the keys: `},
		"empty id":        {"", map[string][]byte{"": key(1)}, `key id ""`},
		"long id":         {"a", map[string][]byte{"a": key(1), strings.Repeat("k", 256): key(1)}, `its length is 256 bytes`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := NewBox(test.current, test.keys)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v; want %q", err, test.want)
			}
		})
	}
}

func FuzzBox_Open(f *testing.F) {
	box := newBox(f, "a", map[string][]byte{"a": key(1)})
	f.Add([]byte{})
	f.Add([]byte{sealedVersion, 255})
	f.Add(seal(f, box, "password", "elsewhere"))
	f.Fuzz(func(t *testing.T, sealed []byte) {
		if plain, err := box.Open(sealed, "here"); err == nil {
			t.Errorf("opened forged bytes: %q", plain)
		}
	})
}
