package receiver

import (
	"bytes"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

// noon is when the receiver of a test looks at its clock.
var noon = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)

// key and secret are the n-th of a test, the second as the exchange tells it.
func key(n byte) []byte    { return bytes.Repeat([]byte{n}, secretSize) }
func secret(n byte) string { return secretPrefix + base64.StdEncoding.EncodeToString(key(n)) }

// signedRequest is version 2 of a claim, signed at a time with some keys.
func signedRequest(at time.Time, keys ...[]byte) *http.Request {
	r := request("claim.2", "{}")
	r.Header.Set("webhook-timestamp", strconv.FormatInt(at.Unix(), 10))
	var signatures []string
	for _, key := range keys {
		signatures = append(signatures, Sign(key, "claim.2", at, []byte("{}")))
	}
	r.Header.Set("webhook-signature", strings.Join(signatures, " "))
	return r
}

func TestHandler_verifies(t *testing.T) {
	set := func(header, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(header, value) }
	}
	for name, test := range map[string]struct {
		at     time.Time
		keys   [][]byte
		change func(*http.Request)
		want   int
		says   string
	}{
		"by the first secret":         {at: noon, keys: [][]byte{key(1)}, want: 204},
		"by the second":               {at: noon, keys: [][]byte{key(2)}, want: 204},
		"a strange one beside":        {at: noon, keys: [][]byte{key(3), key(2)}, want: 204},
		"as old as may be":            {at: noon.Add(-5 * time.Minute), keys: [][]byte{key(1)}, want: 204},
		"as new as may be":            {at: noon.Add(5 * time.Minute), keys: [][]byte{key(1)}, want: 204},
		"too old":                     {at: noon.Add(-5*time.Minute - time.Second), keys: [][]byte{key(1)}, want: 401, says: "is 5m1s behind this receiver's clock, and 5m0s are allowed"},
		"too new":                     {at: noon.Add(time.Hour), keys: [][]byte{key(1)}, want: 401, says: "is 1h0m0s ahead of this receiver's clock"},
		"by a strange secret":         {at: noon, keys: [][]byte{key(3)}, want: 401, says: "no signature in webhook-signature fits"},
		"old, by a strange one":       {at: noon.Add(-time.Hour), keys: [][]byte{key(3)}, want: 401, says: "no signature in webhook-signature fits"},
		"not signed":                  {at: noon, want: 401, says: "not signed"},
		"without a time":              {noon, [][]byte{key(1)}, set("webhook-timestamp", ""), 401, "seconds since 1970"},
		"a time before all":           {noon, [][]byte{key(1)}, set("webhook-timestamp", "-1"), 401, "seconds since 1970"},
		"a time after all":            {noon, [][]byte{key(1)}, set("webhook-timestamp", "9223372036854775807"), 401, "seconds since 1970"},
		"another time than is signed": {noon, [][]byte{key(1)}, set("webhook-timestamp", strconv.FormatInt(noon.Unix()+1, 10)), 401, "no signature"},
		"another id than is signed":   {noon, [][]byte{key(1)}, set("webhook-id", "claim.3"), 401, "no signature"},
		"another version of the form": {noon, [][]byte{key(1)}, func(r *http.Request) {
			r.Header.Set("webhook-signature", "v2"+strings.TrimPrefix(r.Header.Get("webhook-signature"), "v1"))
		}, 401, "no signature"},
	} {
		t.Run(name, func(t *testing.T) {
			taken := 0
			h := newHandler(t, func(Callback) error { taken++; return nil }, func(c *Config) {
				c.Secrets = []string{secret(1), secret(2)}
				c.Now = func() time.Time { return noon.Add(400 * time.Millisecond) }
			})
			r := signedRequest(test.at, test.keys...)
			if test.change != nil {
				test.change(r)
			}
			w := answer(h, r)
			if w.Code != test.want || !strings.Contains(w.Body.String(), test.says) || (taken == 1) != (test.want == 204) {
				t.Errorf("answer %d %q after %d takes, want %d with %q", w.Code, w.Body, taken, test.want, test.says)
			}
		})
	}
}

// Another body than was signed is refused, and a receiver without secrets does not look.
func TestHandler_verifiesTheBody(t *testing.T) {
	for secrets, want := range map[string]int{"": http.StatusNoContent, secret(1): http.StatusUnauthorized} {
		h := newHandler(t, nothing, func(c *Config) {
			c.Now = func() time.Time { return noon }
			c.Secrets = strings.Fields(secrets)
		})
		r := request("claim.2", `{"total":"more"}`)
		r.Header = signedRequest(noon, key(1)).Header
		if w := answer(h, r); w.Code != want {
			t.Errorf("secrets %q: status %d, want %d", secrets, w.Code, want)
		}
	}
}

// The secret, whose key is shorter than ours, and the signature are those by which the libraries of the Standard
// Webhooks are tested.
func TestSign(t *testing.T) {
	key, err := base64.StdEncoding.DecodeString("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	if err != nil {
		t.Fatal(err)
	}
	got := Sign(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", time.Unix(1614265330, 999), []byte(`{"test": 2432232314}`))
	if want := "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="; got != want {
		t.Errorf("signature %s, want %s", got, want)
	}
}

func TestParseSecret_refuses(t *testing.T) {
	good := secret(1)
	if got, err := ParseSecret(good); err != nil || !bytes.Equal(got, key(1)) {
		t.Errorf("%s: %x, %v", good, got, err)
	}
	for name, text := range map[string]string{
		"nothing": "", "no prefix": strings.TrimPrefix(good, secretPrefix), "short": "whsec_AAAA", "no base64": "whsec_" + strings.Repeat("!", 44),
	} {
		if key, err := ParseSecret(text); err == nil || key != nil || len(text) > 10 && strings.Contains(err.Error(), text[10:]) {
			t.Errorf("%s: %x, %v", name, key, err)
		}
	}
}
