package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"

	"github.com/bima-exchange/bima/engine"
)

// chain is how far the events of one claim were read, beside what the claim's row says of them.
type chain struct {
	claimID   string
	number    int
	responses int
	hash      []byte

	// state is the one that the last event led to.
	state engine.State

	version         sql.NullInt64
	responseVersion sql.NullInt64
	head            []byte
	claimState      sql.NullString
}

// checkChains reads the events of every claim in order, each beside the ClaimResponse that came of
// it: the first with a digest made version 1, the second version 2 …
func (v *verification) checkChains(ctx context.Context, tx *sql.Tx) error {
	var c chain
	err := each(ctx, tx, `
		SELECT
		  event.claim_id,
		  event.number,
		  event.at,
		  event.actor,
		  event.action,
		  event.origin,
		  event.state,
		  event.detail,
		  event.digest,
		  event.prev,
		  event.hash,
		  event.seal,
		  response.body,
		  claim.version,
		  claim.response_version,
		  claim.head,
		  claim.state
		FROM (
		  SELECT
		    claim_id, number, at, actor, action, origin, state, detail, digest, prev, hash, seal,
		    SUM(CASE WHEN length(digest) > 0 THEN 1 ELSE 0 END) OVER (PARTITION BY claim_id ORDER BY number) AS version
		  FROM event) AS event
		LEFT JOIN claim ON claim.id = event.claim_id
		LEFT JOIN response ON response.claim_id = event.claim_id
		  AND response.version = event.version
		  AND length(event.digest) > 0
		ORDER BY event.claim_id, event.number`, func(scan func(...any) error) error {
		var e engine.Event
		var body, head []byte
		var version, responseVersion sql.NullInt64
		var state sql.NullString
		if err := scan(append(eventFields(&e), &body, &version, &responseVersion, &head, &state)...); err != nil {
			return err
		}
		if e.ClaimID != c.claimID {
			v.endChain(c)
			c = chain{claimID: e.ClaimID, version: version, responseVersion: responseVersion, head: head, claimState: state}
		}
		v.checkEvent(&c, e, body)
		return nil
	})
	v.endChain(c)
	return err
}

// checkEvent checks an event against the one before it, its hash and its ClaimResponse.
func (v *verification) checkEvent(c *chain, e engine.Event, body []byte) {
	v.report.Events++
	if e.Seal == 0 {
		v.report.Unsealed++
	}
	switch {
	case e.Number == c.number+2:
		v.fault("Claim %s lacks event %d: it was removed.", e.ClaimID, c.number+1)
	case e.Number != c.number+1:
		v.fault("Claim %s lacks events %d to %d: they were removed.", e.ClaimID, c.number+1, e.Number-1)
	case !bytes.Equal(e.Prev, c.hash):
		v.fault("Claim %s, event %d does not carry the hash of the event before it: one of the two was changed or swapped.", e.ClaimID, e.Number)
	}
	if !bytes.Equal(e.Hash, e.Sum()) {
		v.fault("Claim %s, event %d does not match its hash: it was changed.", e.ClaimID, e.Number)
	}
	c.number, c.hash, c.state = e.Number, e.Hash, e.To
	if len(e.Digest) == 0 {
		return
	}
	c.responses++
	digest := sha256.Sum256(body)
	switch {
	case body == nil:
		v.fault("Claim %s lacks ClaimResponse version %d, which came of event %d: it was removed.", e.ClaimID, c.responses, e.Number)
	case !bytes.Equal(digest[:], e.Digest):
		v.fault("Claim %s, ClaimResponse version %d does not match the digest in event %d: it was changed.", e.ClaimID, c.responses, e.Number)
	}
}

// endChain checks the end of a chain against the claim's row.
func (v *verification) endChain(c chain) {
	switch {
	case c.claimID == "":
	case !c.version.Valid:
		v.fault("Claim %s has events, and the claim itself was removed.", c.claimID)
	case int64(c.number) != c.version.Int64:
		v.fault("Claim %s is at version %d, and its last event is %d: events or the version were changed.", c.claimID, c.version.Int64, c.number)
	case !bytes.Equal(c.hash, c.head):
		v.fault("Claim %s does not carry the hash of its last event %d: one of the two was changed.", c.claimID, c.number)
	case string(c.state) != c.claimState.String:
		v.fault("Claim %s is %s, and its last event led to %s: the state was changed.", c.claimID, c.claimState.String, c.state)
	case int64(c.responses) != c.responseVersion.Int64:
		v.fault("Claim %s is answered by ClaimResponse version %d, and its events tell of %d: the version was changed.",
			c.claimID, c.responseVersion.Int64, c.responses)
	}
}
