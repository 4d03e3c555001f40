package store

import (
	"context"
	"fmt"
	"time"
)

// withLanes begins a query over the facilities with pending deliveries. It steps from one to the next in the
// index, so that it costs the same however long the backlog of each is.
const withLanes = `
		WITH RECURSIVE lane (facility) AS (
		  SELECT MIN(facility)
		  FROM delivery
		  WHERE state = 'pending'
		  UNION ALL
		  SELECT (SELECT MIN(facility) FROM delivery WHERE state = 'pending' AND facility > lane.facility)
		  FROM lane
		  WHERE lane.facility IS NOT NULL)`

// isAwake is the condition that the endpoint of a lane does not rest at $1.
const isAwake = `lane.facility IS NOT NULL
		  AND (endpoint.rests_until IS NULL OR endpoint.rests_until <= $1)`

// DueLanes implements engine.Deliveries.
func (s *Store) DueLanes(ctx context.Context, now time.Time) ([]string, error) {
	rows, err := s.read.QueryContext(ctx, withLanes+`
		SELECT lane.facility
		FROM lane
		LEFT JOIN endpoint ON endpoint.facility = lane.facility
		WHERE `+isAwake+`
		  AND (
		    SELECT MIN(next_at)
		    FROM delivery
		    WHERE delivery.facility = lane.facility
		      AND delivery.state = 'pending'
		      AND (delivery.lease_until IS NULL OR delivery.lease_until <= $1)) <= $1`, instant(now))
	var facilities []string
	if err == nil {
		facilities, err = collect[string](rows)
	}
	if err != nil {
		return nil, fmt.Errorf("find lanes with due deliveries: %w", err)
	}
	return facilities, nil
}
