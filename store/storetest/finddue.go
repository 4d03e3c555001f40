package storetest

import (
	"sync"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

// testFindDue: what a step is made from is found in every state, leased or not.
func testFindDue(t *testing.T, s *store.Store) {
	acceptance := newAcceptance(fid, "m", start, "a", "no-items")
	acceptance.Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	acceptance.Claims[1].Claim.Items = nil
	must(t, s.Accept(t.Context(), acceptance))
	want := func(id string) {
		t.Helper()
		claim, err := s.FindClaim(t.Context(), id)
		must(t, err)
		response, err := s.FindResponse(t.Context(), id)
		must(t, err)
		got, err := s.FindDue(t.Context(), id)
		must(t, err)
		diff(t, "what is due in "+id, engine.Due{Claim: claim, Response: response, Trace: acceptance.Trace}, got)
	}
	want("a")
	want("no-items")
	leaseClaim(t, s, "a", start)
	want("a")
	move(t, s, "a", engine.InReview, start.Add(time.Minute))
	want("a")
	// A step of which the facility sees nothing leaves the response as it was.
	moveWith(t, s, "a", engine.InReview, func(step *engine.Move) { step.Response = nil })
	want("a")
	_, err := s.FindDue(t.Context(), "unknown")
	wantKind(t, err, engine.NotFound)
}

// testFindDueMeanwhile: what is found while a claim moves is all of one version.
func testFindDueMeanwhile(t *testing.T, s *store.Store) {
	accept(t, s, "a")
	const steps = 40
	ended := make(chan struct{})
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for {
				due, err := s.FindDue(t.Context(), "a")
				switch {
				case err != nil:
					t.Error(err)
					return
				case due.Claim.ResponseVersion != due.Response.Version || due.Claim.State != due.Response.State || len(due.Claim.Items) != 2:
					t.Errorf("the claim is %s with response %d and %d items, the response %s and %d", due.Claim.State, due.Claim.ResponseVersion,
						len(due.Claim.Items), due.Response.State, due.Response.Version)
					return
				}
				select {
				case <-ended:
					return
				default:
				}
			}
		})
	}
	for n := range steps {
		move(t, s, "a", engine.States[n%2], start.Add(time.Duration(n)*time.Second))
	}
	close(ended)
	group.Wait()
}

// testFindJSON: the Claim is found as it was stored.
func testFindJSON(t *testing.T, s *store.Store) {
	accept(t, s, "a", "b")
	move(t, s, "a", engine.InReview, start)
	for _, id := range []string{"a", "b"} {
		got, err := s.FindJSON(t.Context(), id)
		must(t, err)
		diff(t, "JSON of "+id, newClaim(id, fid, "", start).JSON, got)
	}
	_, err := s.FindJSON(t.Context(), "c")
	wantKind(t, err, engine.NotFound)
}
