package store

import (
	"context"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// CallbackFigures are what an operator watches of callbacks.
type CallbackFigures struct {
	// OldestPending is since when the oldest is being sent that has not arrived; zero where there is none.
	OldestPending time.Time
	// Dead is how many were given up and not sent again.
	Dead int
	// Circuits are the endpoints that are on by their circuits, Disabled how many are off.
	Circuits map[engine.Circuit]int
	Disabled int
}

// countCallbacks counts over indexes of what is pending and dead, and over the endpoints.
func (s *Store) countCallbacks(ctx context.Context, now time.Time) (CallbackFigures, error) {
	var figures CallbackFigures
	var all, resting, probing int
	err := s.read.QueryRowContext(ctx, `
		SELECT
		  (SELECT MIN(begun_at) FROM delivery WHERE state = 'pending'),
		  (SELECT COUNT(*) FROM delivery WHERE state = 'dead'),
		  (SELECT COUNT(*) FROM endpoint),
		  (SELECT COUNT(*) FROM endpoint WHERE NOT enabled),
		  (SELECT COUNT(*) FROM endpoint WHERE enabled AND rests_until > $1),
		  (SELECT COUNT(*) FROM endpoint WHERE enabled AND rests_until <= $1)`, instant(now)).Scan(
		(*instant)(&figures.OldestPending), &figures.Dead, &all, &figures.Disabled, &resting, &probing)
	figures.Circuits = map[engine.Circuit]int{
		engine.CircuitClosed:  all - figures.Disabled - resting - probing,
		engine.CircuitOpen:    resting,
		engine.CircuitProbing: probing,
	}
	return figures, err
}
