package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

// isPending is the condition that a delivery is, where its key is known. It is written so that no index
// over the pending ones answers it: counted in a quiet hour, such an index looks smaller than any other,
// and PostgreSQL would go through all that are pending for each.
const isPending = `delivery.state || '' = 'pending'`

// isFirst is the condition that no earlier version of the claim is still to be delivered: callbacks
// are in order per claim (api.md "Callbacks").
const isFirst = `NOT EXISTS (
		    SELECT earlier.id
		    FROM delivery AS earlier
		    WHERE earlier.claim_id = delivery.claim_id
		      AND earlier.version < delivery.version
		      AND earlier.state || '' = 'pending')`

// selectDelivery selects deliveries with deliveryFields and, behind them, other columns.
func selectDelivery(others ...string) string {
	columns := append([]string{
		"delivery.id", "delivery.claim_id", "delivery.version", "delivery.facility", "delivery.state",
		"delivery.attempts", "delivery.created_at", "delivery.next_at", "delivery.begun_at", "delivery.failed",
		"response.state", "claim.mediator",
	}, others...)
	return `
		SELECT ` + strings.Join(columns, ", ") + `
		FROM delivery
		JOIN response ON response.claim_id = delivery.claim_id AND response.version = delivery.version
		JOIN claim ON claim.id = delivery.claim_id`
}

// deliveryFields are where the columns of a delivery are scanned to.
func deliveryFields(d *engine.Delivery) []any {
	return []any{
		&d.ID, &d.ClaimID, &d.Version, &d.Facility, &d.State, &d.Attempts, (*instant)(&d.CreatedAt),
		(*instant)(&d.NextAt), (*instant)(&d.BegunAt), &d.Failed, &d.ClaimState, &d.Mediator,
	}
}

// FindDelivery implements engine.Deliveries.
func (s *Store) FindDelivery(ctx context.Context, facility, id string) (engine.Delivery, error) {
	var d engine.Delivery
	err := s.read.QueryRowContext(ctx, selectDelivery()+`
		WHERE delivery.id = $1 AND delivery.facility = $2`, id, facility).Scan(deliveryFields(&d)...)
	if errors.Is(err, sql.ErrNoRows) {
		return engine.Delivery{}, noDelivery(id)
	}
	if err != nil {
		return engine.Delivery{}, fmt.Errorf("find delivery %s: %w", id, err)
	}
	return d, nil
}

func noDelivery(id string) error {
	return engine.Errorf(engine.NotFound, "there is no delivery %s", id)
}
