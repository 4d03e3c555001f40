package store

import (
	"context"
	"fmt"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// Figures are what an operator watches.
type Figures struct {
	// Claims are the claims by state; a state without claims is absent.
	Claims map[engine.State]int
	// OldestClaim is when the oldest queued claim was accepted, OldestDelivery since when the oldest
	// delivery is due whose endpoint does not rest; zero where there is none.
	OldestClaim    time.Time
	OldestDelivery time.Time
	Callbacks      CallbackFigures
}

// Figures counts, over indexes where it can, but over all claims: bound it by ctx, and do not ask often.
func (s *Store) Figures(ctx context.Context, now time.Time) (Figures, error) {
	figures := Figures{Claims: map[engine.State]int{}}
	err := s.countClaims(ctx, figures.Claims)
	if err == nil {
		err = s.read.QueryRowContext(ctx, `
			SELECT MIN(accepted_at)
			FROM claim
			WHERE state = 'queued'`).Scan((*instant)(&figures.OldestClaim))
	}
	if err == nil {
		err = s.read.QueryRowContext(ctx, withLanes+`
			SELECT MIN((SELECT MIN(next_at) FROM delivery WHERE facility = lane.facility AND state = 'pending' AND next_at <= $1))
			FROM lane
			LEFT JOIN endpoint ON endpoint.facility = lane.facility
			WHERE `+isAwake, instant(now)).Scan((*instant)(&figures.OldestDelivery))
	}
	if err == nil {
		figures.Callbacks, err = s.countCallbacks(ctx, now)
	}
	if err != nil {
		return Figures{}, fmt.Errorf("count what the store holds: %w", err)
	}
	return figures, nil
}

func (s *Store) countClaims(ctx context.Context, claims map[engine.State]int) error {
	rows, err := s.read.QueryContext(ctx, `
		SELECT state, COUNT(*)
		FROM claim
		GROUP BY state`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var state engine.State
		var count int
		if err := rows.Scan(&state, &count); err != nil {
			return err
		}
		claims[state] = count
	}
	return rows.Err()
}

// PoolStats are about the connections to the database.
type PoolStats struct {
	// Max is how many there may be, Open how many there are, InUse how many are at work.
	Max, Open, InUse int
	// Waits is how often one had to be waited for, Waited for how long in all.
	Waits  int64
	Waited time.Duration
}

// PoolStats are those of now.
func (s *Store) PoolStats() PoolStats { return s.dialect.pool() }
