package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// TakeDeliveries implements engine.Deliveries.
func (s *Store) TakeDeliveries(ctx context.Context, lanes []engine.Lane, now, until time.Time) (taken []engine.Taken, err error) {
	err = s.mark(ctx, func(tx *sql.Tx) error {
		taken, err = s.takeLanes(ctx, tx, lanes, now, until)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("take deliveries: %w", err)
	}
	return taken, nil
}

func (s *Store) takeLanes(ctx context.Context, tx *sql.Tx, lanes []engine.Lane, now, until time.Time) ([]engine.Taken, error) {
	taken := make([]engine.Taken, len(lanes))
	of := make(map[string]*engine.Taken) // by the id of each delivery
	for _, i := range byFacility(lanes) {
		endpoint, err := findEndpoint(ctx, tx, lanes[i].Facility)
		if err != nil && engine.KindOf(err) == engine.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		taken[i].Endpoint = &endpoint
		ids, err := s.takeLane(ctx, tx, lanes[i], &taken[i], now, until)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			of[id] = &taken[i]
		}
	}
	return taken, findTaken(ctx, tx, of)
}

// byFacility are the places of lanes in the order of their facilities: endpoints are locked in this order by
// everybody.
func byFacility(lanes []engine.Lane) []int {
	order := make([]int, len(lanes))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(lanes[a].Facility, lanes[b].Facility) })
	return order
}

// takeLane leases what may go on a lane, and returns the ids in the order of their times.
func (s *Store) takeLane(ctx context.Context, tx *sql.Tx, lane engine.Lane, taken *engine.Taken, now, until time.Time) ([]string, error) {
	if !taken.Endpoint.Enabled {
		return nil, nil
	}
	switch taken.Endpoint.Health.Circuit(now) {
	case engine.CircuitClosed:
		return s.leaseDue(ctx, tx, lane, "next_at", now, until)
	case engine.CircuitProbing:
		return s.leaseProbe(ctx, tx, lane, taken, now, until)
	}
	return nil, nil
}

// leaseProbe leases the one delivery that tries whether an endpoint answers again, and lets the endpoint
// rest for everybody else meanwhile. It is one that failed least: what the receiver never takes must not
// stand before what it would.
func (s *Store) leaseProbe(ctx context.Context, tx *sql.Tx, lane engine.Lane, taken *engine.Taken, now, until time.Time) ([]string, error) {
	rested := taken.Endpoint.Health.RestsUntil
	mine, err := saveRow(ctx, tx, `
		UPDATE endpoint
		SET rests_until = $1
		WHERE facility = $2 AND rests_until = $3`, instant(until), lane.Facility, instant(rested))
	if err != nil || !mine {
		return nil, err
	}
	lane.Limit = 1
	ids, err := s.leaseDue(ctx, tx, lane, "failed, next_at", now, until)
	if err == nil && len(ids) == 0 {
		_, err = saveRow(ctx, tx, `
			UPDATE endpoint
			SET rests_until = $1
			WHERE facility = $2`, instant(rested), lane.Facility)
	}
	taken.Probe = len(ids) > 0
	return ids, err
}

// leaseDue leases due deliveries of a facility, the first ones in an order.
func (s *Store) leaseDue(ctx context.Context, tx *sql.Tx, lane engine.Lane, order string, now, until time.Time) ([]string, error) {
	rows, err := tx.QueryContext(ctx, `
		WITH due AS (
		  SELECT id
		  FROM delivery
		  WHERE facility = $1
		    AND state = 'pending'
		    AND next_at <= $2
		    AND (lease_until IS NULL OR lease_until <= $2)
		    AND `+isFirst+`
		  ORDER BY `+order+`
		  LIMIT $3
		  `+s.dialect.skipTaken+`)
		UPDATE delivery
		SET lease_until = $4
		WHERE id IN (SELECT id FROM due)
		RETURNING id`, lane.Facility, instant(now), lane.Limit, instant(until))
	if err != nil {
		return nil, err
	}
	return collect[string](rows)
}

// findTaken reads what was leased, and gives each to its lane in the order of their times.
func findTaken(ctx context.Context, tx *sql.Tx, of map[string]*engine.Taken) error {
	if len(of) == 0 {
		return nil
	}
	var args []any
	rows, err := tx.QueryContext(ctx, selectDelivery("response.body", "delivery.trace")+`
		WHERE delivery.id IN (`+bind(&args, anys(slices.Sorted(maps.Keys(of)))...)+`)
		ORDER BY delivery.next_at, delivery.id`, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var d engine.Delivery
		if err := rows.Scan(append(deliveryFields(&d), (*octets)(&d.Body), &d.Trace)...); err != nil {
			return err
		}
		of[d.ID].Deliveries = append(of[d.ID].Deliveries, d)
	}
	return rows.Err()
}
