package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// ListAttempts implements engine.Deliveries.
func (s *Store) ListAttempts(ctx context.Context, deliveryID string) ([]engine.Attempt, error) {
	list, err := s.listAttempts(ctx, deliveryID)
	if err != nil {
		return nil, fmt.Errorf("list the attempts at delivery %s: %w", deliveryID, err)
	}
	return list, nil
}

func (s *Store) listAttempts(ctx context.Context, deliveryID string) ([]engine.Attempt, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT delivery_id, number, at, took, status, answer
		FROM attempt
		WHERE delivery_id = $1
		ORDER BY number DESC
		LIMIT $2`, deliveryID, mostListed)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []engine.Attempt
	for rows.Next() {
		var a engine.Attempt
		var took int64
		if err := rows.Scan(&a.DeliveryID, &a.Number, (*instant)(&a.At), &took, &a.Status, &a.Answer); err != nil {
			return nil, err
		}
		a.Took = time.Duration(took) * time.Microsecond
		list = append(list, a)
	}
	slices.Reverse(list)
	return list, rows.Err()
}
