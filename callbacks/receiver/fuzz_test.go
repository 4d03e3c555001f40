package receiver

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

// FuzzHandler sends headers of any form: only what is signed and has a version is taken, and what has been
// taken is never taken again.
func FuzzHandler(f *testing.F) {
	at := strconv.FormatInt(noon.Unix(), 10)
	for _, id := range []string{"claim.2", "claim.with.dots.10", "claim.0", "claim.-1", "claim.+2", ".2", "claim", "test.5b1e6c52", "", "claim.99999999999999999999"} {
		f.Add(id, at, Sign(key(1), id, noon, []byte("{}")), "approved")
	}
	good := Sign(key(1), "claim.2", noon, []byte("{}"))
	f.Add("claim.2", "", good, "approved")
	f.Add("claim.2", "9223372036854775807", good, "approved")
	f.Add("claim.2", at, "v1, v1,AAAA v2,AAAA  "+good+" ", "approved")
	f.Add("claim.2", at, strings.TrimPrefix(good, "v1,"), "")
	f.Add("test.5b1e6c52", at, Sign(key(1), "test.5b1e6c52", noon, []byte("{}")), "test")
	f.Fuzz(func(t *testing.T, id, timestamp, signature, state string) {
		var taken []Callback
		h := newHandler(t, func(c Callback) error { taken = append(taken, c); return nil }, func(c *Config) {
			c.Secrets = []string{secret(1)}
			c.Now = func() time.Time { return noon }
		})
		send := func() int {
			r := request(id, "{}")
			r.Header.Set("webhook-timestamp", timestamp)
			r.Header.Set("webhook-signature", signature)
			r.Header.Set("X-Bima-State", state)
			return answer(h, r).Code
		}
		first, again := send(), send()
		if first != again || len(taken) > 1 {
			t.Fatalf("status %d, then %d, and %d taken", first, again, len(taken))
		}
		if len(taken) == 1 && (taken[0].ID != id || taken[0].Version < 1 || taken[0].ClaimID == "" || !strings.HasPrefix(id, taken[0].ClaimID+".")) {
			t.Fatalf("%q was taken as %+v", id, taken[0])
		}
		seconds, err := strconv.ParseInt(timestamp, 10, 64)
		genuine := err == nil && strings.Contains(signature, Sign(key(1), id, time.Unix(seconds, 0), []byte("{}")))
		if !genuine && first != http.StatusUnauthorized {
			t.Fatalf("status %d for what is not signed", first)
		}
	})
}
