package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

// decideItems writes what was decided about items, many in one statement.
func decideItems(ctx context.Context, tx *sql.Tx, move engine.Move) error {
	for part := range slices.Chunk(move.Items, chunk) {
		args := []any{move.ClaimID}
		var eligible, benefit, sequences []string
		for _, item := range part {
			when := "WHEN " + bind(&args, item.Sequence) + " THEN "
			eligible = append(eligible, when+bind(&args, cents(item.Eligible)))
			benefit = append(benefit, when+bind(&args, cents(item.Benefit)))
			sequences = append(sequences, bind(&args, item.Sequence))
		}
		// ELSE never comes true; it tells PostgreSQL the type of the parameters.
		result, err := tx.ExecContext(ctx, `
			UPDATE claim_item
			SET
			  eligible = CASE sequence `+strings.Join(eligible, " ")+` ELSE eligible END,
			  benefit = CASE sequence `+strings.Join(benefit, " ")+` ELSE benefit END
			WHERE claim_id = $1 AND sequence IN (`+strings.Join(sequences, ", ")+`)`, args...)
		if err != nil {
			return err
		}
		if count, err := result.RowsAffected(); err != nil || count != int64(len(part)) {
			return errors.Join(fmt.Errorf("the claim has %d of the items %d to %d, wanted are %d",
				count, part[0].Sequence, part[len(part)-1].Sequence, len(part)), err)
		}
	}
	return nil
}
