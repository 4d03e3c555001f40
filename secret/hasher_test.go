package secret

import (
	"encoding/hex"
	"testing"
)

func TestHasher(t *testing.T) {
	// RFC 4231, test case 2.
	hash := NewHasher([]byte("Jefe")).Hash("what do ya want for nothing?")
	const want = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
	if got := hex.EncodeToString(hash); got != want {
		t.Errorf("Hash = %s, want %s", got, want)
	}

	hasher := NewHasher(key(1))
	for name, test := range map[string]struct {
		hash   []byte
		secret string
		want   bool
	}{
		"the secret":        {hasher.Hash("s3cret"), "s3cret", true},
		"another secret":    {hasher.Hash("s3cret"), "s3cres", false},
		"under another key": {NewHasher(key(2)).Hash("s3cret"), "s3cret", false},
		"half of the hash":  {hasher.Hash("s3cret")[:16], "s3cret", false},
		"no hash":           {nil, "", false},
	} {
		if got := hasher.Matches(test.hash, test.secret); got != test.want {
			t.Errorf("%s: Matches = %v, want %v", name, got, test.want)
		}
	}
}
