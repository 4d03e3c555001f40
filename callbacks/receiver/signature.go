package receiver

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	// secretPrefix marks a signing secret (Standard Webhooks), so that scanners for leaked secrets know it.
	secretPrefix = "whsec_"
	// secretSize is how many bytes a key has.
	secretSize = 32
)

// ParseSecret reads the key of a signing secret, as PUT /v1/callbacks/{fid} and …/rotate-secret tell it:
// whsec_ and 32 bytes in base64 (api.md "Callbacks"). The error does not repeat the text.
func ParseSecret(text string) ([]byte, error) {
	encoded, ours := strings.CutPrefix(text, secretPrefix)
	key, err := base64.StdEncoding.DecodeString(encoded)
	if !ours || err != nil || len(key) != secretSize {
		return nil, errors.New("signing secret is not whsec_ and 32 bytes in base64; take it whole from the answer that set the endpoint")
	}
	return key, nil
}

// Sign is the signature of a callback in version 1 of the Standard Webhooks: "v1," and the base64 of
// HMAC-SHA-256 over "<id>.<at>.<body>", where id is the header webhook-id, and at, in whole seconds since
// 1970, the header webhook-timestamp (api.md "Callbacks").
func Sign(key []byte, id string, at time.Time, body []byte) string {
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s.%d.", id, at.Unix())
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// verify holds the signature and the time of a callback against the secrets and the clock. The
// signature comes first: a time that nobody has signed says nothing.
func (h *Handler) verify(header http.Header, body []byte) *refusal {
	if len(h.keys) == 0 {
		return nil
	}
	signatures := strings.Fields(header.Get("webhook-signature"))
	if len(signatures) == 0 {
		return refused(http.StatusUnauthorized, "the callback is not signed (header webhook-signature), and this receiver has a signing secret; "+
			"the endpoint may be from before callbacks were signed: set it again at the exchange, and give the receiver the signing_secret of the answer")
	}
	// 40 bits are enough for 30,000 years, and too few to run over in the difference below.
	seconds, err := strconv.ParseUint(header.Get("webhook-timestamp"), 10, 40)
	if err != nil {
		return refused(http.StatusUnauthorized, "the header webhook-timestamp must be the time of the attempt in seconds since 1970")
	}
	at := time.Unix(int64(seconds), 0)
	if !h.signed(header.Get("webhook-id"), at, body, signatures) {
		return refused(http.StatusUnauthorized, "no signature in webhook-signature fits the id, the time and the body under this receiver's signing secret; "+
			"check that the receiver has the signing_secret that the exchange told last for this endpoint, "+
			"and that nothing on the way reads the body and writes it anew")
	}
	return h.punctual(at)
}

// signed reports whether one of the signatures is made with one of the keys: during a rotation there are two
// of each.
func (h *Handler) signed(id string, at time.Time, body []byte, signatures []string) bool {
	for _, key := range h.keys {
		want := []byte(Sign(key, id, at, body))
		for _, signature := range signatures {
			if hmac.Equal(want, []byte(signature)) {
				return true
			}
		}
	}
	return false
}

// punctual refuses an attempt that was made too long ago, or is to be made: somebody may have caught it
// and play it again.
func (h *Handler) punctual(at time.Time) *refusal {
	behind := h.config.Now().Truncate(time.Second).Sub(at)
	if behind.Abs() <= h.config.Tolerance {
		return nil
	}
	direction := "behind"
	if behind < 0 {
		direction = "ahead of"
	}
	return refused(http.StatusUnauthorized, fmt.Sprintf("webhook-timestamp is %s %s this receiver's clock, and %s are allowed; "+
		"set the clock by NTP, or it is an old callback that somebody plays again", behind.Abs(), direction, h.config.Tolerance))
}
