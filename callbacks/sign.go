package callbacks

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/bima-exchange/bima/callbacks/receiver"
	"github.com/bima-exchange/bima/engine"
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
		key, err := receiver.ParseSecret(string(text))
		if err != nil {
			return err
		}
		signatures = append(signatures, receiver.Sign(key, delivery.ID, now, delivery.Body))
	}
	if len(signatures) > 0 {
		header.Set("webhook-signature", strings.Join(signatures, " "))
	}
	return nil
}
