package secret

import (
	"encoding/base64"
	"strings"
	"testing"
)

func TestGenerateSigning(t *testing.T) {
	first, second := GenerateSigning(), GenerateSigning()
	encoded, marked := strings.CutPrefix(first, "whsec_")
	key, err := base64.StdEncoding.DecodeString(encoded)
	if !marked || err != nil || len(key) != KeySize || first == second {
		t.Errorf("%q, %q: %x, %v", first, second, key, err)
	}
}
