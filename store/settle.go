package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

// Settle implements engine.Claims: what is read under the lock of the holder holds until the step is
// written. The holder is locked for the transaction alone.
func (s *Store) Settle(ctx context.Context, question engine.Question, decide func(engine.Held) (engine.Move, error)) (facility string, err error) {
	var stop error
	err = s.transact(ctx, func(tx *sql.Tx) error {
		facility, stop = "", nil
		if err := s.lockHolder(ctx, tx, question.Holder); err != nil {
			return err
		}
		held, err := readHeld(ctx, tx, question)
		if err != nil {
			return err
		}
		move, err := decide(held)
		if err != nil {
			stop = err
			return err
		}
		facility, err = writeMove(ctx, tx, move)
		return err
	})
	if stop != nil {
		return "", stop
	}
	if _, ok := errors.AsType[*engine.Error](err); err != nil && !ok {
		err = fmt.Errorf("settle claim %s: %w", question.ClaimID, err)
	}
	return facility, err
}

// Ask implements engine.Claims.
func (s *Store) Ask(ctx context.Context, question engine.Question) (held engine.Held, err error) {
	err = once(ctx, s.read, looking, func(tx *sql.Tx) error {
		held, err = readHeld(ctx, tx, question)
		return err
	})
	if err != nil {
		return engine.Held{}, fmt.Errorf("ask what others have beside claim %s: %w", question.ClaimID, err)
	}
	return held, nil
}

// lockHolder waits until nobody else settles a claim of the member or the household. The locks are
// taken in one order by everybody. SQLite has one writer at a time, and needs none.
func (s *Store) lockHolder(ctx context.Context, tx *sql.Tx, holder engine.Holder) error {
	if s.dialect.lock == "" {
		return nil
	}
	var keys []int64
	for _, of := range [][2]string{{"member", holder.Member}, {"household", holder.Household}} {
		if of[1] == "" {
			continue
		}
		sum := sha256.Sum256([]byte(of[0] + "/" + of[1]))
		keys = append(keys, int64(binary.BigEndian.Uint64(sum[:8])))
	}
	if len(keys) == 0 {
		return nil
	}
	slices.Sort(keys)
	var args []any
	locks := make([]string, len(keys))
	for i, key := range keys {
		locks[i] = s.dialect.lock + "(" + bind(&args, key) + ")"
	}
	// What a SELECT lists is worked out from left to right.
	if _, err := tx.ExecContext(ctx, `SELECT `+strings.Join(locks, ", "), args...); err != nil {
		return fmt.Errorf("lock the benefits of a member: %w", err)
	}
	return nil
}
