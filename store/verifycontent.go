package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"

	"github.com/bima-exchange/bima/engine"
)

// checkSubmitted checks what was submitted, the stored Claim and the bundle as it came, against the
// digests in each claim's first event.
func (v *verification) checkSubmitted(ctx context.Context, tx *sql.Tx) error {
	return each(ctx, tx, `
		SELECT claim.id, event.detail, claim.json, claim.stated, bundle.body
		FROM claim
		JOIN event ON event.claim_id = claim.id AND event.number = 1
		JOIN bundle ON bundle.facility = claim.bundle_facility AND bundle.mediator = claim.mediator
		ORDER BY claim.id`, func(scan func(...any) error) error {
		var id string
		var written, claim, stated, body []byte
		if err := scan(&id, &written, &claim, &stated, &body); err != nil {
			return err
		}
		detail, err := engine.ReadDetail(written)
		if err != nil {
			v.fault("Claim %s, event 1 cannot be read: it was changed.", id)
			return nil
		}
		if !digests(detail.JSON, claim) {
			v.fault("Claim %s is not the one that was submitted: its content was changed.", id)
		}
		if !digests(detail.Stated, stated) {
			v.fault("Claim %s: what its bundle says of patient, facility and papers was changed.", id)
		}
		if !digests(detail.Body, body) {
			v.fault("Claim %s: the bundle in which it came was changed.", id)
		}
		return nil
	})
}

// digests reports whether digest is that of content; an empty digest says nothing.
func digests(digest, content []byte) bool {
	sum := sha256.Sum256(content)
	return len(digest) == 0 || bytes.Equal(digest, sum[:])
}

// checkItems checks the items of each claim, with what was decided about them, against the digest
// in the claim's last event.
func (v *verification) checkItems(ctx context.Context, tx *sql.Tx) error {
	var id string
	var written []byte
	var items []engine.Item
	end := func() {
		detail, err := engine.ReadDetail(written)
		switch {
		case id == "":
		case err != nil:
			v.fault("Claim %s: its last event cannot be read: it was changed.", id)
		case len(detail.Items) > 0 && !bytes.Equal(detail.Items, engine.SumItems(items)):
			v.fault("Claim %s: its items are not those of its last event: one of them was changed, added or removed.", id)
		}
		items = nil
	}
	err := each(ctx, tx, `
		SELECT claim.id, event.detail, `+itemFields+`
		FROM claim
		JOIN event ON event.claim_id = claim.id AND event.number = claim.version
		LEFT JOIN claim_item ON claim_item.claim_id = claim.id
		ORDER BY claim.id, claim_item.sequence`, func(scan func(...any) error) error {
		var of string
		var detail []byte
		item, err := scanItem(scan, &of, &detail)
		if err != nil {
			return err
		}
		if of != id {
			end()
			id, written = of, detail
		}
		if item.Sequence != 0 {
			items = append(items, item)
		}
		return nil
	})
	end()
	return err
}
