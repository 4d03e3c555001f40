package secret

import (
	"encoding/base64"
	"strings"
	"testing"
)

func TestGenerateSigning(t *testing.T) {
	first, second := GenerateSigning(), GenerateSigning()
	key, err := ParseSigning(first)
	if err != nil || len(key) != KeySize || first == second || "whsec_"+base64.StdEncoding.EncodeToString(key) != first {
		t.Errorf("%q, %q: %x, %v", first, second, key, err)
	}
}

func TestParseSigning_refuses(t *testing.T) {
	good := GenerateSigning()
	for name, text := range map[string]string{
		"nothing": "", "no prefix": strings.TrimPrefix(good, "whsec_"), "short": "whsec_AAAA", "no base64": "whsec_" + strings.Repeat("!", 44),
	} {
		if key, err := ParseSigning(text); err == nil || key != nil || len(text) > 10 && strings.Contains(err.Error(), text[10:]) {
			t.Errorf("%s: %x, %v", name, key, err)
		}
	}
}
