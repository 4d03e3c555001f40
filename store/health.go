package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// keepHealth writes how endpoints answered, by outcomes in the order of their facilities, and returns the
// facilities whose circuits were closed by it.
func keepHealth(ctx context.Context, tx *sql.Tx, outcomes []engine.AttemptOutcome, at time.Time) (closed []string, err error) {
	var well []string
	for _, o := range outcomes {
		switch {
		case o.Failure != "":
			err = countFailure(ctx, tx, o)
		case o.Probe:
			closed = append(closed, o.Facility)
			err = closeCircuit(ctx, tx, o, at)
		default:
			well = append(well, o.Facility)
		}
		if err != nil {
			return nil, err
		}
	}
	return closed, forgetFailures(ctx, tx, slices.Compact(well))
}

// countFailure counts a failed attempt, and opens the circuit where it is to open. A rest is never made
// shorter by it, unless it is that of the probe itself.
func countFailure(ctx context.Context, tx *sql.Tx, o engine.AttemptOutcome) error {
	_, err := saveRow(ctx, tx, `
		UPDATE endpoint
		SET
		  failures = failures + 1,
		  failing_since = COALESCE(failing_since, $1),
		  failure = $2,
		  rests_until = CASE
		    WHEN $3 OR rests_until IS NULL OR rests_until < $4 THEN COALESCE($4, rests_until)
		    ELSE rests_until
		  END
		WHERE facility = $5 AND set_at = $6`,
		instant(o.At), o.Failure, o.Probe, instant(o.RestsUntil), o.Facility, instant(o.EndpointSetAt))
	return err
}

// closeCircuit has everything sent at once that an endpoint has not taken.
func closeCircuit(ctx context.Context, tx *sql.Tx, o engine.AttemptOutcome, at time.Time) error {
	changed, err := saveRow(ctx, tx, `
		UPDATE endpoint
		SET
		  failures = 0,
		  failing_since = NULL,
		  failure = '',
		  rests_until = NULL
		WHERE facility = $1 AND set_at = $2`, o.Facility, instant(o.EndpointSetAt))
	if err != nil || !changed {
		return err
	}
	return hasten(ctx, tx, o.Facility, at)
}

// hasten makes all due now that waits for its next time.
func hasten(ctx context.Context, tx *sql.Tx, facility string, at time.Time) error {
	_, err := saveRow(ctx, tx, `
		UPDATE delivery
		SET next_at = $1
		WHERE facility = $2 AND state = 'pending' AND next_at > $1`, instant(at), facility)
	return err
}

// forgetFailures is for endpoints that took a callback. What opened their circuits, if anything did, is left
// for the probe.
func forgetFailures(ctx context.Context, tx *sql.Tx, facilities []string) error {
	if len(facilities) == 0 {
		return nil
	}
	var args []any
	_, err := saveRow(ctx, tx, `
		UPDATE endpoint
		SET
		  failures = 0,
		  failing_since = NULL,
		  failure = ''
		WHERE facility IN (`+bind(&args, anys(facilities)...)+`)
		  AND failures > 0
		  AND rests_until IS NULL`, args...)
	return err
}

// RouseEndpoint implements engine.Deliveries.
func (s *Store) RouseEndpoint(ctx context.Context, facility string, now time.Time) error {
	err := s.transact(ctx, func(tx *sql.Tx) error {
		if _, err := saveRow(ctx, tx, `
		UPDATE endpoint
		SET rests_until = $1
		WHERE facility = $2 AND rests_until > $1`, instant(now), facility); err != nil {
			return err
		}
		return hasten(ctx, tx, facility, now)
	})
	if err != nil {
		return fmt.Errorf("end the rest of the endpoint of %s: %w", facility, err)
	}
	return nil
}

// DisableEndpoint implements engine.Deliveries.
func (s *Store) DisableEndpoint(ctx context.Context, facility string, setAt time.Time, why string) (disabled bool, err error) {
	disabled, err = s.save(ctx, `
		UPDATE endpoint
		SET
		  enabled = FALSE,
		  disabled = $1
		WHERE facility = $2 AND set_at = $3 AND enabled`, why, facility, instant(setAt))
	if err != nil {
		return false, fmt.Errorf("disable the endpoint of %s: %w", facility, err)
	}
	return disabled, nil
}
