package store

import (
	"context"
	"database/sql"

	"github.com/bima-exchange/bima/engine"
)

// moveUsage gives back what the claim took of benefits, where the step says so and there is something,
// and writes what the step takes.
func moveUsage(ctx context.Context, tx *sql.Tx, move engine.Move, has movedClaim) error {
	if move.Release && has.usage {
		if _, err := tx.ExecContext(ctx, `
			DELETE FROM usage
			WHERE claim_id = $1`, move.ClaimID); err != nil {
			return err
		}
	}
	rows := make([][]any, len(move.Usage))
	for i, u := range move.Usage {
		rows[i] = []any{
			u.ClaimID, u.Sequence, u.Member, u.Code, day(u.Paid.First), day(u.Paid.Last), decimal(u.Quantity),
			u.Amount.Cents, u.Amount.Currency, u.Household, u.Held, day(u.HeldUntil), u.Preauthorization, u.PreauthorizationItem,
		}
	}
	_, err := insert(ctx, tx, "usage",
		"claim_id, sequence, member, code, start_on, end_on, quantity, "+
			"amount, currency, household, held, held_until, preauthorization, preauthorization_item", "", rows)
	return err
}
