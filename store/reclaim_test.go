package store_test

import (
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// TestReclaim: what a killed process had leased in its data folder is free at the next start; on
// PostgreSQL the lease may be another's and stays.
func TestReclaim(t *testing.T) {
	t.Parallel()
	for database, open := range databases {
		t.Run(database, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			at := time.Date(2026, 3, 14, 9, 26, 53, 0, time.UTC)
			response := engine.Response{ClaimID: "a", Version: 1, State: engine.Queued, At: at, Body: []byte("1")}
			if err := s.Accept(t.Context(), engine.Acceptance{Mediator: "m", Facility: "f", At: at, Claims: []engine.NewClaim{{
				Claim:    engine.Claim{ID: "a", Number: "a", Facility: "f", Use: engine.UseClaim, State: engine.Queued, AcceptedAt: at, ReceivedAt: at},
				Response: response,
				Event:    eventOf("a", 1, at, response.Body, engine.Detail{}).Chain(nil),
			}}}); err != nil {
				t.Fatal(err)
			}
			if _, leased, err := s.LeaseClaim(t.Context(), "a", at, at.Add(time.Hour)); err != nil || !leased {
				t.Fatal(leased, err)
			}
			if err := s.Reclaim(t.Context()); err != nil {
				t.Fatal(err)
			}
			_, free, err := s.LeaseClaim(t.Context(), "a", at, at.Add(time.Hour))
			if want := database == "sqlite"; err != nil || free != want {
				t.Errorf("free is %t (%v), want %t", free, err, want)
			}
		})
	}
}
