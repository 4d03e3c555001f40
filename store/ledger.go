package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// Record implements engine.Ledger.
func (s *Store) Record(ctx context.Context, row engine.AuditRow) error {
	row.Hash = row.Sum()
	_, err := s.save(ctx, `
		INSERT INTO audit (id, at, actor, action, target, detail, hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		row.ID, instant(row.At), row.Actor, row.Action, row.Target, octets(row.Detail), octets(row.Hash))
	if err != nil {
		return fmt.Errorf("record %s: %w", row.Action, err)
	}
	return nil
}

// ListEvents implements engine.Claims.
func (s *Store) ListEvents(ctx context.Context, claimID string) ([]engine.Event, error) {
	list, err := s.listEvents(ctx, claimID)
	if err != nil {
		return nil, fmt.Errorf("list the events of claim %s: %w", claimID, err)
	}
	return list, nil
}

func (s *Store) listEvents(ctx context.Context, claimID string) ([]engine.Event, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT claim_id, number, at, actor, action, origin, state, detail, digest, prev, hash, seal
		FROM event
		WHERE claim_id = $1
		ORDER BY number`, claimID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []engine.Event
	for rows.Next() {
		var e engine.Event
		if err := rows.Scan(eventFields(&e)...); err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, rows.Err()
}

// eventFields are where the columns of an event are scanned to, seal included.
func eventFields(e *engine.Event) []any {
	return []any{
		&e.ClaimID, &e.Number, (*instant)(&e.At), &e.Actor, &e.On, &e.From, &e.To,
		(*octets)(&e.Detail), (*octets)(&e.Digest), (*octets)(&e.Prev), (*octets)(&e.Hash), &e.Seal,
	}
}

// mostSealed bounds how many rows of each table one seal covers.
const mostSealed = 5000

// errSealed ends the transaction of a sealer that another was faster than, or that had nothing to do.
var errSealed = errors.New("nothing is left to seal")

// Seal implements engine.Ledger. It covers at most 5,000 events and as many audit rows; further ones
// are for the next call. Of two sealers at one time one returns a zero Seal.
func (s *Store) Seal(ctx context.Context, now time.Time) (engine.Seal, error) {
	var seal engine.Seal
	err := s.transact(ctx, func(tx *sql.Tx) error {
		last, err := lastSeal(ctx, tx)
		if err != nil {
			return err
		}
		seal = engine.Seal{Number: last.Number + 1, At: now.UTC().Truncate(time.Microsecond), Prev: last.Hash}
		hashes, err := coverRows(ctx, tx, seal.Number)
		if err != nil {
			return err
		}
		if len(hashes) == 0 {
			return errSealed
		}
		slices.SortFunc(hashes, bytes.Compare)
		seal.Rows = len(hashes)
		seal.Hash = seal.Sum(hashes)
		written, err := insert(ctx, tx, "seal", "number, at, count, prev, hash", "ON CONFLICT (number) DO NOTHING",
			[][]any{{seal.Number, instant(seal.At), seal.Rows, octets(seal.Prev), octets(seal.Hash)}})
		if err == nil && written == 0 {
			return errSealed
		}
		return err
	})
	if errors.Is(err, errSealed) {
		return engine.Seal{}, nil
	}
	if err != nil {
		return engine.Seal{}, fmt.Errorf("seal the ledger: %w", err)
	}
	return seal, nil
}

// lastSeal is the seal with the highest number, a zero Seal where there is none.
func lastSeal(ctx context.Context, tx *sql.Tx) (engine.Seal, error) {
	var seal engine.Seal
	err := tx.QueryRowContext(ctx, `
		SELECT number, hash
		FROM seal
		ORDER BY number DESC
		LIMIT 1`).Scan(&seal.Number, (*octets)(&seal.Hash))
	if errors.Is(err, sql.ErrNoRows) {
		return engine.Seal{}, nil
	}
	return seal, err
}

// coverRows sets the seal of rows that have none and returns their hashes.
func coverRows(ctx context.Context, tx *sql.Tx, seal int64) ([][]byte, error) {
	var hashes [][]byte
	for _, update := range []string{`
		UPDATE event
		SET seal = $1
		WHERE seal = 0 AND (claim_id, number) IN (
		  SELECT claim_id, number
		  FROM event
		  WHERE seal = 0
		  ORDER BY claim_id, number
		  LIMIT $2)
		RETURNING hash`, `
		UPDATE audit
		SET seal = $1
		WHERE seal = 0 AND id IN (
		  SELECT id
		  FROM audit
		  WHERE seal = 0
		  ORDER BY id
		  LIMIT $2)
		RETURNING hash`,
	} {
		rows, err := tx.QueryContext(ctx, update, seal, mostSealed)
		if err != nil {
			return nil, err
		}
		part, err := collect[octets](rows)
		if err != nil {
			return nil, err
		}
		for _, hash := range part {
			hashes = append(hashes, hash)
		}
	}
	return hashes, nil
}
