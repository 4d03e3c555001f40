package secret

import (
	"bytes"
	"encoding/base64"
	"regexp"
	"strings"
	"testing"
)

func TestGenerate(t *testing.T) {
	shape := regexp.MustCompile(`^[A-Z2-7]{52}$`) // 52 × 5 bits ≥ 256
	seen := map[string]bool{}
	for range 1000 {
		secret := Generate()
		if !shape.MatchString(secret) {
			t.Fatalf("Generate = %q, want 52 letters and digits", secret)
		}
		if seen[secret] || secret[:26] == secret[26:] {
			t.Fatalf("Generate repeats itself: %q", secret)
		}
		seen[secret] = true
	}
}

func TestParseKey(t *testing.T) {
	raw := bytes.Repeat([]byte{0xfb, 0xff}, KeySize/2) // has + and / in base64
	for name, text := range map[string]string{
		"standard":    base64.StdEncoding.EncodeToString(raw),
		"unpadded":    base64.RawStdEncoding.EncodeToString(raw),
		"url":         base64.URLEncoding.EncodeToString(raw),
		"with spaces": "  " + base64.StdEncoding.EncodeToString(raw) + "\n",
	} {
		if key, err := ParseKey(text); err != nil || !bytes.Equal(key, raw) {
			t.Errorf("%s: ParseKey = %x, %v", name, key, err)
		}
	}
	for name, test := range map[string]struct{ text, want string }{
		"empty":      {" ", "key is empty"},
		"not base64": {"pass phrase!", "not base64"},
		"too short":  {base64.StdEncoding.EncodeToString(raw[:16]), "16 bytes"},
		"too long":   {base64.StdEncoding.EncodeToString(append(raw, 1)), "33 bytes"},
	} {
		_, err := ParseKey(test.text)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", name, err, test.want)
		}
		if err != nil && len(test.text) > 1 && strings.Contains(err.Error(), test.text) {
			t.Errorf("%s: the error shows the key", name)
		}
	}
}
