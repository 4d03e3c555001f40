package storetest

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

// sameNumber compares decimals by the text that they were written in.
var sameNumber = cmp.Comparer(func(a, b fhir.Decimal) bool { return a.String() == b.String() })

// diff fails the test where got is not want.
func diff(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got, sameNumber); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func testAccept(t *testing.T, s *store.Store) {
	acceptance := newAcceptance(fid, "m1", start, "b", "a")
	must(t, s.Accept(t.Context(), acceptance))

	for _, taken := range acceptance.Claims {
		claim, err := s.FindClaim(t.Context(), taken.Claim.ID)
		must(t, err)
		diff(t, "claim", taken.Claim, claim)

		response, err := s.FindResponse(t.Context(), taken.Claim.ID)
		must(t, err)
		diff(t, "response", taken.Response, response)

		events, err := s.ListEvents(t.Context(), taken.Claim.ID)
		must(t, err)
		diff(t, "events", []engine.Event{taken.Event}, events)
	}
	_, err := s.FindClaim(t.Context(), "c")
	wantKind(t, err, engine.NotFound)
	_, err = s.FindResponse(t.Context(), "c")
	wantKind(t, err, engine.NotFound)
}

// testAcceptRaced: where a claim id or the mediator_id is taken, nothing is written.
func testAcceptRaced(t *testing.T, s *store.Store) {
	accept(t, s, "a")
	mediator := "bundle-of-a"
	for _, raced := range []engine.Acceptance{
		newAcceptance(fid, "m2", start, "0", "a", "b"),
		newAcceptance(fid, mediator, start, "c"),
	} {
		if err := s.Accept(t.Context(), raced); !errors.Is(err, engine.ErrRaced) {
			t.Errorf("Accept = %v, want ErrRaced", err)
		}
	}
	for _, id := range []string{"0", "b", "c"} {
		_, err := s.FindClaim(t.Context(), id)
		wantKind(t, err, engine.NotFound)
	}
	if taken, err := s.MediatorTaken(t.Context(), fid, "m2"); err != nil || taken {
		t.Errorf("MediatorTaken = %t, %v after a race that was lost", taken, err)
	}
	if taken, err := s.MediatorTaken(t.Context(), fid, mediator); err != nil || !taken {
		t.Errorf("MediatorTaken = %t, %v for a bundle that was accepted", taken, err)
	}
	// Another facility may have had the same mediator_id.
	must(t, s.Accept(t.Context(), newAcceptance(other, mediator, start, "d")))
}

func testAcceptConcurrently(t *testing.T, s *store.Store) {
	const senders = 50
	errs := make([]error, senders)
	var wg sync.WaitGroup
	for i := range senders {
		wg.Go(func() {
			errs[i] = s.Accept(t.Context(), newAcceptance(fid, fmt.Sprintf("m%d", i), start, "a", "b"))
		})
	}
	wg.Wait()
	winner := slices.Index(errs, nil)
	for i, err := range errs {
		if i != winner && !errors.Is(err, engine.ErrRaced) {
			t.Errorf("sender %d: %v, want ErrRaced", i, err)
		}
	}
	if winner < 0 {
		t.Fatal("no sender won")
	}
	known, err := s.Known(t.Context(), []string{"a", "b"})
	must(t, err)
	for id, k := range known {
		if want := fmt.Sprintf("ack of m%d", winner); string(k.Ack) != want {
			t.Errorf("claim %s is answered with %q, want %q", id, k.Ack, want)
		}
	}
}

// testAcceptOpposite: bundles with the same claims in opposite order do not wait for each other.
func testAcceptOpposite(t *testing.T, s *store.Store) {
	const rounds = 10
	for round := range rounds {
		ids := []string{fmt.Sprint("a", round), fmt.Sprint("b", round), fmt.Sprint("c", round)}
		opposite := slices.Clone(ids)
		slices.Reverse(opposite)
		var errs [2]error
		var wg sync.WaitGroup
		for i, order := range [][]string{ids, opposite} {
			wg.Go(func() {
				errs[i] = s.Accept(t.Context(), newAcceptance(fid, fmt.Sprintf("m%d-%d", round, i), start, order...))
			})
		}
		wg.Wait()
		if (errs[0] == nil) == (errs[1] == nil) || !errors.Is(errors.Join(errs[:]...), engine.ErrRaced) {
			t.Errorf("round %d: %v and %v, want nil and ErrRaced", round, errs[0], errs[1])
		}
	}
}

func testAcceptLarge(t *testing.T, s *store.Store) {
	var ids []string
	for i := range 250 {
		ids = append(ids, fmt.Sprintf("claim-%03d", i))
	}
	accept(t, s, ids...)
	known, err := s.Known(t.Context(), append(ids, "unknown"))
	must(t, err)
	if len(known) != len(ids) {
		t.Errorf("%d claims are known, want %d", len(known), len(ids))
	}
}

func testKnown(t *testing.T, s *store.Store) {
	must(t, s.Accept(t.Context(), newAcceptance(fid, "m1", start, "a")))
	must(t, s.Accept(t.Context(), newAcceptance(other, "m1", start.Add(time.Second), "b")))
	known, err := s.Known(t.Context(), []string{"b", "c", "a"})
	must(t, err)
	diff(t, "known", map[string]engine.Known{
		"a": {
			Facility: fid, Digest: digest([]byte("a")), AcceptedAt: start, Mediator: "m1",
			Ack: []byte("ack of m1"), Outcome: []byte("outcome of m1"),
		},
		"b": {
			Facility: other, Digest: digest([]byte("b")), AcceptedAt: start.Add(time.Second), Mediator: "m1",
			Ack: []byte("ack of m1"), Outcome: []byte("outcome of m1"),
		},
	}, known)
	none, err := s.Known(t.Context(), nil)
	must(t, err)
	diff(t, "known of nothing", map[string]engine.Known{}, none)
}
