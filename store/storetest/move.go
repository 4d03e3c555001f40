package storetest

import (
	"sync"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

func testMove(t *testing.T, s *store.Store) {
	accept(t, s, "a")
	before, err := s.FindClaim(t.Context(), "a")
	must(t, err)

	later := start.Add(time.Minute)
	step := step(before, engine.InReview, later)
	decided := before.Items[1]
	decided.Eligible, decided.Benefit = new(fhir.Cents(500)), new(fhir.Cents(0))
	step.Items = []engine.Item{decided}
	facility, err := s.Move(t.Context(), step)
	must(t, err)
	if facility != "" {
		t.Errorf("Move wants %q to be called back, which has no endpoint", facility)
	}

	want := before
	want.State, want.Version, want.ResponseVersion, want.Head = engine.InReview, 2, 2, step.Event.Hash
	want.Items = []engine.Item{before.Items[0], decided}
	got, err := s.FindClaim(t.Context(), "a")
	must(t, err)
	diff(t, "claim", want, got)

	responses, err := s.ListResponses(t.Context(), engine.Scope{All: true}, "a")
	must(t, err)
	diff(t, "responses", []engine.Response{newClaim("a", fid, "", start).Response, *step.Response}, responses)
	current, err := s.FindResponse(t.Context(), "a")
	must(t, err)
	diff(t, "current response", *step.Response, current)
	events, err := s.ListEvents(t.Context(), "a")
	must(t, err)
	diff(t, "events", []engine.Event{newClaim("a", fid, "", start).Event, step.Event}, events)
}

// testMoveRefused: a move that cannot be is told apart, and writes nothing.
func testMoveRefused(t *testing.T, s *store.Store) {
	accept(t, s, "a")
	claim, err := s.FindClaim(t.Context(), "a")
	must(t, err)
	unknown := claim
	unknown.ID = "b"
	stale := claim
	stale.Version = 2
	wrongNumber := step(claim, engine.InReview, start)
	wrongNumber.Event.Number = 7
	wrongResponse := step(claim, engine.InReview, start)
	wrongResponse.Response.Version = 3
	wrongItem := step(claim, engine.InReview, start)
	wrongItem.Items = []engine.Item{{Sequence: 9}}
	for _, test := range []struct {
		name string
		move engine.Move
		kind engine.Kind
	}{
		{"unknown claim", step(unknown, engine.InReview, start), engine.NotFound},
		{"stale version", step(stale, engine.InReview, start), engine.Stale},
		{"event out of order", wrongNumber, engine.Internal},
		{"response out of order", wrongResponse, engine.Internal},
		{"unknown item", wrongItem, engine.Internal},
		{"unknown state", step(claim, "lost", start), engine.Internal},
	} {
		_, err := s.Move(t.Context(), test.move)
		if err == nil || engine.KindOf(err) != test.kind {
			t.Errorf("%s: error %v of kind %d, want kind %d", test.name, err, engine.KindOf(err), test.kind)
		}
	}
	got, err := s.FindClaim(t.Context(), "a")
	must(t, err)
	diff(t, "claim", claim, got)
	events, err := s.ListEvents(t.Context(), "a")
	must(t, err)
	if len(events) != 1 {
		t.Errorf("the claim has %d events, want 1", len(events))
	}
}

// testMoveConcurrently: of many moves from one version one is made.
func testMoveConcurrently(t *testing.T, s *store.Store) {
	accept(t, s, "a")
	claim, err := s.FindClaim(t.Context(), "a")
	must(t, err)
	errs := make([]error, 16)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() {
			_, errs[i] = s.Move(t.Context(), step(claim, engine.InReview, start.Add(time.Duration(i)*time.Second)))
		})
	}
	wg.Wait()
	moved := 0
	for _, err := range errs {
		switch {
		case err == nil:
			moved++
		case engine.KindOf(err) != engine.Stale:
			t.Errorf("Move = %v, want nil or Stale", err)
		}
	}
	if moved != 1 {
		t.Errorf("%d moves were made, want 1", moved)
	}
	report, err := s.Verify(t.Context())
	must(t, err)
	diff(t, "report", engine.AuditReport{Claims: 1, Events: 2, Unsealed: 2}, report)
}

// testMoveUsage: what is taken once cannot be taken again before it is given back.
func testMoveUsage(t *testing.T, s *store.Store) {
	accept(t, s, "a")
	usage := []engine.Usage{{
		ClaimID: "a", Sequence: 1, Member: "CR1", Code: "SHA-16-001", Paid: engine.Days{First: day(1), Last: day(3)}, Amount: fhir.Cents(1050),
	}}
	take := func(to engine.State, release bool) error {
		claim, err := s.FindClaim(t.Context(), "a")
		must(t, err)
		step := step(claim, to, start)
		step.Usage, step.Release = usage, release
		_, err = s.Move(t.Context(), step)
		return err
	}
	must(t, take(engine.Approved, false))
	if err := take(engine.SentToSurveillance, false); err == nil {
		t.Error("one item was used twice")
	}
	must(t, take(engine.SentToSurveillance, true))
}

// testStates: the schema knows every state, and the one that a claim came from where it has one.
func testStates(t *testing.T, s *store.Store) {
	accept(t, s, "a")
	for i, state := range engine.States {
		claim, err := s.FindClaim(t.Context(), "a")
		must(t, err)
		step := step(claim, state, start.Add(time.Duration(i)*time.Second))
		if state == engine.SentBack || state == engine.SentToSurveillance {
			step.Before = engine.ClinicalReview
		}
		if _, err := s.Move(t.Context(), step); err != nil {
			t.Fatalf("state %s: %v", state, err)
		}
		got, err := s.FindClaim(t.Context(), "a")
		must(t, err)
		if got.State != state || got.Before != step.Before {
			t.Errorf("the claim is %s from %q, want %s from %q", got.State, got.Before, state, step.Before)
		}
	}
}
