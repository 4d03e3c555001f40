package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/bima-exchange/bima/engine"
)

// Move implements engine.Claims: a compare-and-set on the claim's version, and with it all that the
// step writes.
func (s *Store) Move(ctx context.Context, move engine.Move) (facility string, err error) {
	err = s.transact(ctx, func(tx *sql.Tx) error {
		facility, err = writeMove(ctx, tx, move)
		return err
	})
	if _, ok := errors.AsType[*engine.Error](err); err != nil && !ok {
		err = fmt.Errorf("move claim %s: %w", move.ClaimID, err)
	}
	return facility, err
}

// writeMove writes all of a step and returns the facility that is to be called back.
func writeMove(ctx context.Context, tx *sql.Tx, move engine.Move) (facility string, err error) {
	has, err := moveClaim(ctx, tx, move)
	if err != nil {
		return "", err
	}
	if err := decideItems(ctx, tx, move); err != nil {
		return "", err
	}
	if _, err := insert(ctx, tx, "event", eventColumns, "", [][]any{eventRow(move.Event)}); err != nil {
		return "", err
	}
	if err := moveUsage(ctx, tx, move, has); err != nil {
		return "", err
	}
	if err := writeApproval(ctx, tx, move); err != nil {
		return "", err
	}
	if err := insertDocuments(ctx, tx, move.Documents); err != nil {
		return "", err
	}
	if err := insertShadow(ctx, tx, move.Shadow); err != nil {
		return "", err
	}
	if move.Response == nil {
		return "", nil
	}
	if _, err := insert(ctx, tx, "response", responseColumns, "", [][]any{responseRow(*move.Response)}); err != nil {
		return "", err
	}
	if !has.endpoint || move.Response.Version < 2 { // the first version is answered by the 202
		return "", nil
	}
	return has.facility, insertDelivery(ctx, tx, has.facility, *move.Response, move.Trace)
}

// movedClaim is what the rest of a step depends on. It comes with the claim's row, so that what there
// is nothing of costs no question.
type movedClaim struct {
	facility string
	// usage: the claim has taken something of benefits. endpoint: its facility wants callbacks.
	usage, endpoint bool
}

// moveClaim writes the claim's row, or returns an Error of kind Stale or NotFound.
func moveClaim(ctx context.Context, tx *sql.Tx, move engine.Move) (movedClaim, error) {
	var has movedClaim
	news := 0
	if move.Response != nil {
		news = 1
	}
	var version, responseVersion int
	err := tx.QueryRowContext(ctx, `
		UPDATE claim
		SET
		  state = $1,
		  before = $2,
		  version = version + 1,
		  response_version = response_version + $3,
		  head = $4,
		  due_at = $5,
		  assigned = $6,
		  appeals = $7,
		  barred = $8,
		  lease_until = NULL
		WHERE id = $9 AND version = $10
		RETURNING
		  version,
		  response_version,
		  facility,
		  EXISTS (SELECT 1 FROM usage WHERE claim_id = claim.id),
		  EXISTS (SELECT 1 FROM endpoint WHERE facility = claim.facility AND enabled)`,
		string(move.State), string(move.Before), news, octets(move.Event.Hash), deadline(move.DueAt), move.Assigned,
		move.Appeals, move.Barred, move.ClaimID, move.Version,
	).Scan(&version, &responseVersion, &has.facility, &has.usage, &has.endpoint)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return has, whyNotMoved(ctx, tx, move)
	case err != nil:
		return has, err
	case move.Event.Number != version:
		return has, fmt.Errorf("the event has number %d, wanted is %d", move.Event.Number, version)
	case move.Response != nil && move.Response.Version != responseVersion:
		return has, fmt.Errorf("the response has version %d, wanted is %d", move.Response.Version, responseVersion)
	}
	return has, nil
}

func whyNotMoved(ctx context.Context, tx *sql.Tx, move engine.Move) error {
	var version int
	err := tx.QueryRowContext(ctx, `
		SELECT version
		FROM claim
		WHERE id = $1`, move.ClaimID).Scan(&version)
	if errors.Is(err, sql.ErrNoRows) {
		return engine.Errorf(engine.NotFound, "there is no claim %s", move.ClaimID)
	}
	if err != nil {
		return err
	}
	return engine.Errorf(engine.Stale, "claim %s is at version %d; the step was decided on version %d: read it again",
		move.ClaimID, version, move.Version)
}

// insertDelivery writes the callback for a response.
func insertDelivery(ctx context.Context, tx *sql.Tx, facility string, response engine.Response, trace string) error {
	at := instant(response.At)
	_, err := insert(ctx, tx, "delivery", "id, claim_id, version, facility, state, attempts, created_at, begun_at, next_at, trace", "", [][]any{
		{engine.DeliveryID(response), response.ClaimID, response.Version, facility, string(engine.DeliveryPending), 0, at, at, at, trace}})
	return err
}
