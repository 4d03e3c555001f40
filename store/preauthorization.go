package store

import (
	"context"
	"database/sql"
	"math/big"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// readPreauthorizations reads those that a claim names, by any id of theirs, of the claim's facility,
// with what was approved and what other claims used of it. Those that end first come first, and
// those that are not approved last. There is no bound: of a part of what was used a balance would be too
// high.
func readPreauthorizations(ctx context.Context, tx *sql.Tx, q engine.Question) ([]engine.Preauthorization, error) {
	args := []any{q.Facility, q.ClaimID, q.Replaces}
	rows, err := tx.QueryContext(ctx, `
		SELECT
		  claim.id,
		  claim.member,
		  claim.state,
		  COALESCE(preauthorization.number, ''),
		  COALESCE(preauthorization.start_on, ''),
		  COALESCE(preauthorization.end_on, ''),
		  COALESCE(held.sequence, 0),
		  COALESCE(held.code, ''),
		  COALESCE(held.quantity, '0'),
		  COALESCE(held.amount, 0),
		  COALESCE(used.quantity, '0'),
		  COALESCE(used.amount, 0)
		FROM claim
		LEFT JOIN preauthorization ON preauthorization.claim_id = claim.id
		LEFT JOIN usage AS held ON held.claim_id = claim.id AND held.held
		LEFT JOIN usage AS used ON used.preauthorization <> ''
		  AND used.preauthorization = claim.id
		  AND used.preauthorization_item = held.sequence
		  AND used.claim_id NOT IN ($2, $3)
		WHERE claim.use = 'preauthorization'
		  AND claim.facility = $1
		  AND claim.id IN (
		    SELECT claim_id
		    FROM claim_alias
		    WHERE facility = $1 AND value IN (`+bind(&args, anys(q.Preauthorizations)...)+`))
		ORDER BY COALESCE(preauthorization.end_on, '9999-12-31'), claim.id, held.sequence`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []engine.Preauthorization
	for rows.Next() {
		var p engine.Preauthorization
		var item engine.PreauthorizedItem
		var amount, used int64
		var quantity decimal
		if err := rows.Scan(&p.ClaimID, &p.Member, &p.State, &p.Number, (*day)(&p.Period.First), (*day)(&p.Period.Last),
			&item.Sequence, &item.Code, (*decimal)(&item.Quantity), &amount, &quantity, &used); err != nil {
			return nil, err
		}
		item.Amount = fhir.Cents(amount)
		list = addPreauthorized(list, p, item, fhir.Decimal(quantity), used)
	}
	return list, rows.Err()
}

// addPreauthorized adds a row: a use of an item of a preauthorization, all of whose rows follow each
// other.
func addPreauthorized(list []engine.Preauthorization, p engine.Preauthorization, item engine.PreauthorizedItem, quantity fhir.Decimal, amount int64) []engine.Preauthorization {
	if n := len(list); n == 0 || list[n-1].ClaimID != p.ClaimID {
		list = append(list, p)
	}
	if item.Sequence == 0 {
		return list
	}
	last := &list[len(list)-1]
	if n := len(last.Items); n == 0 || last.Items[n-1].Sequence != item.Sequence {
		last.Items = append(last.Items, item)
	}
	used := &last.Items[len(last.Items)-1]
	used.UsedQuantity = fhir.Exact(new(big.Rat).Add(used.UsedQuantity.Rat(), quantity.Rat()))
	used.UsedAmount = fhir.Cents(used.UsedAmount.Cents + amount)
	return list
}
