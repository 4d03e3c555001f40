package storetest

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

// replacement is a bundle whose claims take the place of others: each new id that of the old one.
func replacement(t *testing.T, s *store.Store, mediator string, pairs ...[2]string) engine.Acceptance {
	t.Helper()
	acceptance := newAcceptance(fid, mediator, start.Add(time.Hour))
	for _, pair := range pairs {
		original, err := s.FindClaim(t.Context(), pair[1])
		must(t, err)
		taken := newClaim(pair[0], fid, mediator, start.Add(time.Hour))
		taken.Claim.Replaces, taken.Claim.ReceivedAt = pair[1], original.ReceivedAt
		end := step(original, engine.Canceled, start.Add(time.Hour))
		end.Release = true
		acceptance.Claims = append(acceptance.Claims, taken)
		acceptance.Replaced = append(acceptance.Replaced, end)
	}
	return acceptance
}

// testReplace: what a claim takes the place of ends in the same transaction, and its facility is told.
func testReplace(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	accept(t, s, "a")
	moveWith(t, s, "a", engine.SentBack, func(step *engine.Move) {
		step.Before, step.Usage = engine.ClinicalReview, []engine.Usage{took("a", 1, "A", days(1, 3))}
	})
	acceptance := replacement(t, s, "m2", [2]string{"b", "a"})
	must(t, s.Accept(t.Context(), acceptance))

	ended := acceptance.Replaced[0]
	original, err := s.FindClaim(t.Context(), "a")
	must(t, err)
	if original.State != engine.Canceled || original.Version != 3 || original.Before != "" {
		t.Errorf("the original is %s from %q in version %d, want canceled in version 3", original.State, original.Before, original.Version)
	}
	response, err := s.FindResponse(t.Context(), "a")
	must(t, err)
	diff(t, "response of the original", *ended.Response, response)
	diff(t, "taken", []string{"a.2"}, takeIDs(t, s, start.Add(time.Hour), 10))
	deliveries, err := s.ListDeliveries(t.Context(), engine.DeliveryFilter{})
	must(t, err)
	var ids []string
	for _, delivery := range deliveries {
		ids = append(ids, delivery.ID)
	}
	diff(t, "deliveries", []string{"a.2", engine.DeliveryID(*ended.Response)}, ids)
	held := asked(t, s, engine.Question{Holder: engine.Holder{Member: "CR1"}, ClaimID: "c", Limited: []string{"A"}, Window: days(1, 31), Days: days(1, 31)})
	if len(held.Taken) > 0 || slices.ContainsFunc(held.Others, func(item engine.OtherItem) bool { return item.ClaimID == "a" }) {
		t.Errorf("the original still counts: %+v", held)
	}
	report, err := s.Verify(t.Context())
	must(t, err)
	diff(t, "report", engine.AuditReport{Claims: 2, Events: 4, Unsealed: 4}, report)
}

// testReplaceStale: where one of the originals has moved on, nothing of the bundle is written.
func testReplaceStale(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	accept(t, s, "a", "b")
	move(t, s, "a", engine.SentBack, start)
	move(t, s, "b", engine.SentBack, start)
	acceptance := replacement(t, s, "m2", [2]string{"c", "a"}, [2]string{"d", "b"})
	move(t, s, "b", engine.Rejected, start)
	wantKind(t, s.Accept(t.Context(), acceptance), engine.Stale)
	known, err := s.Known(t.Context(), []string{"c", "d"})
	must(t, err)
	diff(t, "known", map[string]engine.Known{}, known)
	if taken, err := s.MediatorTaken(t.Context(), fid, "m2"); err != nil || taken {
		t.Errorf("MediatorTaken = %t, %v for a bundle that was not accepted", taken, err)
	}
	for id, want := range map[string]engine.State{"a": engine.SentBack, "b": engine.Rejected} {
		claim, err := s.FindClaim(t.Context(), id)
		must(t, err)
		if claim.State != want {
			t.Errorf("%s is %s, want %s", id, claim.State, want)
		}
	}
	deliveries, err := s.ListDeliveries(t.Context(), engine.DeliveryFilter{})
	must(t, err)
	if len(deliveries) != 3 {
		t.Errorf("there are %d deliveries, want those of the three moves", len(deliveries))
	}
}

// testReplaceOpposite: bundles that take the place of the same claims in opposite order do not wait for
// each other: one is written, and the other one's claims have moved on.
func testReplaceOpposite(t *testing.T, s *store.Store) {
	const rounds = 10
	for round := range rounds {
		x, y := fmt.Sprint("x", round), fmt.Sprint("y", round)
		accept(t, s, x, y)
		move(t, s, x, engine.SentBack, start)
		move(t, s, y, engine.SentBack, start)
		bundles := []engine.Acceptance{
			replacement(t, s, fmt.Sprint("m1-", round), [2]string{"1" + x, x}, [2]string{"1" + y, y}),
			replacement(t, s, fmt.Sprint("m2-", round), [2]string{"2" + x, x}, [2]string{"2" + y, y}),
		}
		slices.Reverse(bundles[1].Replaced)
		var errs [2]error
		var group sync.WaitGroup
		for i, bundle := range bundles {
			group.Go(func() { errs[i] = s.Accept(t.Context(), bundle) })
		}
		group.Wait()
		if (errs[0] == nil) == (errs[1] == nil) || engine.KindOf(errors.Join(errs[:]...)) != engine.Stale {
			t.Errorf("round %d: %v and %v, want nil and Stale", round, errs[0], errs[1])
		}
	}
}
