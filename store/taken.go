package store

import (
	"context"
	"database/sql"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

// usageFields are the columns of usage.
const usageFields = `claim_id,
		  sequence,
		  member,
		  household,
		  code,
		  start_on,
		  end_on,
		  quantity,
		  amount,
		  currency,
		  preauthorization,
		  preauthorization_item,
		  held,
		  held_until`

// readTaken reads what others of the member and the household took of the limited codes within the
// window, and whatever was taken under preauthorizations that hold something there: what they hold is
// what is left of them. There is no bound: of a part of it a balance would be too high.
func readTaken(ctx context.Context, tx *sql.Tx, q engine.Question) ([]engine.Usage, error) {
	args := []any{q.ClaimID, day(q.Window.First), day(q.Window.Last), q.Replaces}
	in := bind(&args, anys(q.Limited)...)
	holders := []string{"member = " + bind(&args, q.Member)}
	if q.Household != "" {
		holders = append(holders, "household <> '' AND household = "+bind(&args, q.Household))
	}
	var parts []string
	for _, holder := range holders {
		within := holder + `
		  AND code IN (` + in + `)
		  AND start_on <= $3
		  AND end_on >= $2`
		parts = append(parts, `
		SELECT
		  `+usageFields+`
		FROM usage
		WHERE `+within, `
		SELECT
		  `+usageFields+`
		FROM usage
		WHERE preauthorization <> ''
		  AND preauthorization IN (
		  SELECT claim_id
		  FROM usage
		  WHERE held
		    AND `+within+`)`)
	}
	rows, err := tx.QueryContext(ctx, `
		SELECT
		  `+usageFields+`
		FROM (`+strings.Join(parts, `
		UNION`)+`) taken
		WHERE claim_id NOT IN ($1, $4)
		ORDER BY start_on, claim_id, sequence`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []engine.Usage
	for rows.Next() {
		var u engine.Usage
		if err := rows.Scan(usagePlaces(&u)...); err != nil {
			return nil, err
		}
		list = append(list, u)
	}
	return list, rows.Err()
}

func usagePlaces(u *engine.Usage) []any {
	return []any{
		&u.ClaimID, &u.Sequence, &u.Member, &u.Household, &u.Code, (*day)(&u.Paid.First), (*day)(&u.Paid.Last), (*decimal)(&u.Quantity),
		&u.Amount.Cents, &u.Amount.Currency, &u.Preauthorization, &u.PreauthorizationItem, &u.Held, (*day)(&u.HeldUntil),
	}
}
