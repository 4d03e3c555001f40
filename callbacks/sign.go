package callbacks

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/secret"
)

// sign sets the headers of the Standard Webhooks: the receiver's key to drop doubles, the time of this
// attempt, and a signature by each secret that is in force. Receivers refuse a time that is long ago, so
// that a callback that somebody caught cannot be played again.
func (d *Deliverer) sign(header http.Header, endpoint engine.Endpoint, delivery engine.Delivery) error {
	now := d.now()
	header.Set("webhook-id", delivery.ID)
	header.Set("webhook-timestamp", strconv.FormatInt(now.Unix(), 10))
	var signatures []string
	for _, sealed := range endpoint.Signing.Secrets(now) {
		text, err := d.Box.Open(sealed, engine.SigningContext(endpoint.Facility))
		if err != nil {
			return err
		}
		key, err := secret.ParseSigning(string(text))
		if err != nil {
			return err
		}
		signatures = append(signatures, signature(key, delivery.ID, now, delivery.Body))
	}
	if len(signatures) > 0 {
		header.Set("webhook-signature", strings.Join(signatures, " "))
	}
	return nil
}

// signature is that of one secret, in version 1 of the Standard Webhooks.
func signature(key []byte, id string, at time.Time, body []byte) string {
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s.%d.", id, at.Unix())
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}
