package storetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

// errNothing is returned by a decision that writes nothing.
var errNothing = errors.New("nothing is decided")

// testSettle: a step that is settled is written as a move is.
func testSettle(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	accept(t, s, "a", "b")
	question := engine.Question{Holder: engine.Holder{Member: "CR1", Household: "HH1"}, ClaimID: "a", Facility: fid}
	claim, err := s.FindClaim(t.Context(), "a")
	must(t, err)
	settled := step(claim, engine.Approved, start.Add(time.Minute))
	settled.Usage = []engine.Usage{took("a", 1, "SHA-16-001", days(1, 3))}
	facility, err := s.Settle(t.Context(), question, func(engine.Held) (engine.Move, error) { return settled, nil })
	must(t, err)
	if facility != fid {
		t.Errorf("Settle wants %q to be called back, want %q", facility, fid)
	}
	want := claim
	want.State, want.Version, want.ResponseVersion, want.Head = engine.Approved, 2, 2, settled.Event.Hash
	got, err := s.FindClaim(t.Context(), "a")
	must(t, err)
	diff(t, "claim", want, got)
	response, err := s.FindResponse(t.Context(), "a")
	must(t, err)
	diff(t, "response", *settled.Response, response)
	question.ClaimID, question.Limited, question.Window = "b", []string{"SHA-16-001"}, days(1, 31)
	diff(t, "what it took", settled.Usage, asked(t, s, question).Taken)
}

// testSettleRefused: where the decision ends with an error, or its step cannot be written, the error
// comes back and nothing is written.
func testSettleRefused(t *testing.T, s *store.Store) {
	accept(t, s, "a")
	claim, err := s.FindClaim(t.Context(), "a")
	must(t, err)
	stale, wrongItem := step(claim, engine.Approved, start), step(claim, engine.Approved, start)
	stale.Version = 7
	wrongItem.Usage = []engine.Usage{took("a", 9, "SHA-16-001", days(1, 3))}
	conflict := engine.Errorf(engine.Conflict, "a claim has used this preauthorization")
	for _, test := range []struct {
		name string
		move engine.Move
		err  error
		kind engine.Kind
	}{
		{"an error of its own", step(claim, engine.Approved, start), errNothing, engine.Internal},
		{"an error of the engine", step(claim, engine.Approved, start), conflict, engine.Conflict},
		{"stale", stale, nil, engine.Stale},
		{"an item that is not there", wrongItem, nil, engine.Internal},
	} {
		calls := 0
		facility, err := s.Settle(t.Context(), engine.Question{Holder: engine.Holder{Member: "CR1"}, ClaimID: "a"},
			func(engine.Held) (engine.Move, error) { calls++; return test.move, test.err })
		switch {
		case err == nil || engine.KindOf(err) != test.kind || facility != "" || calls != 1:
			t.Errorf("%s: %q, %v after %d calls, want an error of kind %d after one", test.name, facility, err, calls, test.kind)
		case test.err != nil && err != test.err:
			t.Errorf("%s: %v, want the error as it is", test.name, err)
		}
		got, err := s.FindClaim(t.Context(), "a")
		must(t, err)
		diff(t, "claim after "+test.name, claim, got)
	}
	events, err := s.ListEvents(t.Context(), "a")
	must(t, err)
	if len(events) != 1 {
		t.Errorf("the claim has %d events, want 1", len(events))
	}
}

// testSettlePanics: a decision that panics leaves neither a lock nor a row.
func testSettlePanics(t *testing.T, s *store.Store) {
	accept(t, s, "a")
	question := engine.Question{Holder: engine.Holder{Member: "CR1", Household: "HH1"}, ClaimID: "a"}
	claim, err := s.FindClaim(t.Context(), "a")
	must(t, err)
	func() {
		defer func() {
			if r := recover(); r != "no" {
				t.Errorf("recovered %v, want the panic of the decision", r)
			}
		}()
		_, _ = s.Settle(t.Context(), question, func(engine.Held) (engine.Move, error) { panic("no") })
		t.Error("Settle returned")
	}()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	_, err = s.Settle(ctx, question, func(engine.Held) (engine.Move, error) { return step(claim, engine.Approved, start), nil })
	must(t, err)
}

// testAskMeanwhile: who asks does not wait for one who settles.
func testAskMeanwhile(t *testing.T, s *store.Store) {
	accept(t, s, "a")
	question := engine.Question{Holder: engine.Holder{Member: "CR1", Household: "HH1"}, ClaimID: "b", Days: days(1, 31)}
	_, err := s.Settle(t.Context(), question, func(told engine.Held) (engine.Move, error) {
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		held, err := s.Ask(ctx, question)
		if err != nil {
			t.Errorf("Ask while somebody settles: %v", err)
		}
		diff(t, "what Ask tells", told, held)
		return engine.Move{}, errNothing
	})
	if err != errNothing {
		t.Errorf("Settle = %v, want the error of decide", err)
	}
}
