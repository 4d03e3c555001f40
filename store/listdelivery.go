package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

// mostListed bounds lists whose caller does not.
const mostListed = 1000

// ListDeliveries implements engine.Deliveries. It returns at most 1,000 in one call.
func (s *Store) ListDeliveries(ctx context.Context, filter engine.DeliveryFilter) ([]engine.Delivery, error) {
	list, err := s.listDeliveries(ctx, filter)
	if err != nil {
		return nil, fmt.Errorf("list deliveries: %w", err)
	}
	return list, nil
}

func (s *Store) listDeliveries(ctx context.Context, filter engine.DeliveryFilter) ([]engine.Delivery, error) {
	where, args := whereDelivery(filter)
	rows, err := s.read.QueryContext(ctx, selectDelivery()+`
		WHERE `+where+`
		ORDER BY delivery.id
		LIMIT $1`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []engine.Delivery
	for rows.Next() {
		var d engine.Delivery
		if err := rows.Scan(deliveryFields(&d)...); err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	return list, rows.Err()
}

// whereDelivery is a filter as a condition, with the limit as its first parameter.
func whereDelivery(filter engine.DeliveryFilter) (where string, args []any) {
	limit := filter.Limit
	if limit <= 0 || limit > mostListed {
		limit = mostListed
	}
	args = []any{limit}
	conditions := []string{"TRUE"}
	add := func(condition string, value any) {
		conditions = append(conditions, condition+" "+bind(&args, value))
	}
	if filter.Facility != "" {
		add("delivery.facility =", filter.Facility)
	}
	if filter.State != "" {
		add("delivery.state =", string(filter.State))
	}
	if !filter.Since.IsZero() {
		add("delivery.created_at >=", instant(filter.Since))
	}
	if filter.After != "" {
		add("delivery.id >", filter.After)
	}
	return strings.Join(conditions, " AND "), args
}

// CountDeliveries implements engine.Deliveries.
func (s *Store) CountDeliveries(ctx context.Context, facility string) (engine.DeliveryCount, error) {
	var count engine.DeliveryCount
	err := s.read.QueryRowContext(ctx, `
		SELECT
		  (SELECT COUNT(*) FROM delivery WHERE facility = $1 AND state = 'pending'),
		  (SELECT COUNT(*) FROM delivery WHERE facility = $1 AND state = 'dead')`, facility).Scan(&count.Pending, &count.Dead)
	if err != nil {
		return engine.DeliveryCount{}, fmt.Errorf("count the deliveries of %s: %w", facility, err)
	}
	return count, nil
}
