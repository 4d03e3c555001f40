package store

import (
	"bytes"
	"context"
	"database/sql"
	"maps"
	"slices"

	"github.com/bima-exchange/bima/engine"
)

// checkDocuments checks the documents that facilities added against the digests in the events that added
// them.
func (v *verification) checkDocuments(ctx context.Context, tx *sql.Tx) error {
	type key struct{ claim, document string }
	added := map[key][]byte{}
	if err := each(ctx, tx, `
		SELECT claim_id, detail
		FROM event
		WHERE action = $1`, func(scan func(...any) error) error {
		var claim string
		var written []byte
		if err := scan(&claim, &written); err != nil {
			return err
		}
		detail, err := engine.ReadDetail(written)
		if err != nil {
			return nil // the chain says so
		}
		for _, document := range detail.Documents {
			added[key{claim, document.ID}] = document.Sum
		}
		return nil
	}, string(engine.AddDocuments)); err != nil {
		return err
	}
	err := each(ctx, tx, `
		SELECT claim_id, id, url, body
		FROM document
		ORDER BY claim_id, id`, func(scan func(...any) error) error {
		var d engine.Document
		if err := scan(&d.ClaimID, &d.ID, &d.URL, &d.Body); err != nil {
			return err
		}
		at := key{d.ClaimID, d.ID}
		switch sum, known := added[at]; {
		case !known:
			v.fault("Claim %s: document %s was added by no event.", d.ClaimID, d.ID)
		case !bytes.Equal(sum, engine.SumDocument(d)):
			v.fault("Claim %s: document %s is not the one that was added: it was changed.", d.ClaimID, d.ID)
		}
		delete(added, at)
		return nil
	})
	for _, gone := range slices.SortedFunc(maps.Keys(added), func(a, b key) int {
		return bytes.Compare([]byte(a.claim+"/"+a.document), []byte(b.claim+"/"+b.document))
	}) {
		v.fault("Claim %s: document %s was removed.", gone.claim, gone.document)
	}
	return err
}
