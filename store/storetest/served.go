package storetest

import (
	"fmt"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

// served is a claim of a member with one item of a code for each of the days given.
func served(id, facility, member, code string, days ...engine.Days) engine.NewClaim {
	taken := newClaim(id, facility, "", start)
	taken.Claim.Member = member
	taken.Claim.Items = nil
	for i, one := range days {
		taken.Claim.Items = append(taken.Claim.Items, engine.Item{
			Sequence: i + 1, Code: code, Start: one.First, End: one.Last, Quantity: fhir.Whole(1), Net: fhir.Shillings(100),
		})
	}
	return taken
}

// acceptAll accepts claims, of whatever facility, in a bundle of their own.
func acceptAll(t *testing.T, s *store.Store, claims ...engine.NewClaim) {
	t.Helper()
	mediator := "bundle-of-" + claims[0].Claim.ID
	acceptance := newAcceptance(fid, mediator, start)
	for _, taken := range claims {
		taken.Claim.Mediator = mediator
		acceptance.Claims = append(acceptance.Claims, taken)
	}
	must(t, s.Accept(t.Context(), acceptance))
}

// moveWith moves a claim to a state by a step that is changed before, and returns the step.
func moveWith(t *testing.T, s *store.Store, id string, to engine.State, change func(*engine.Move)) engine.Move {
	t.Helper()
	claim, err := s.FindClaim(t.Context(), id)
	must(t, err)
	step := step(claim, to, start.Add(time.Duration(claim.Version)*time.Minute))
	change(&step)
	_, err = s.Move(t.Context(), step)
	must(t, err)
	return step
}

// approve approves a claim that takes of benefits.
func approve(t *testing.T, s *store.Store, id string, usage ...engine.Usage) {
	t.Helper()
	moveWith(t, s, id, engine.Approved, func(step *engine.Move) { step.Usage = usage })
}

// preapprove approves a preauthorization, which holds what it is given for the days of the approval.
func preapprove(t *testing.T, s *store.Store, id string, approval engine.Approval, held ...engine.Usage) {
	t.Helper()
	for i := range held {
		held[i].Held, held[i].Paid, held[i].HeldUntil = true, approval.Period, approval.Period.Last.AddDays(7)
	}
	moveWith(t, s, id, engine.Approved, func(step *engine.Move) { step.Usage, step.Approval = held, &approval })
}

// took is what one item of a claim of CR1 took of a code.
func took(claim string, sequence int, code string, paid engine.Days) engine.Usage {
	return engine.Usage{
		ClaimID: claim, Sequence: sequence, Member: "CR1", Code: code, Paid: paid,
		Quantity: fhir.Whole(1), Amount: fhir.Shillings(100),
	}
}

// days are the days of March 2026 from first to last.
func days(first, last int) engine.Days { return engine.Days{First: day(first), Last: day(last)} }

// claimID is the n-th of ids that stand in the same order in every collation.
func claimID(n int) string { return fmt.Sprintf("claim-%04d", n) }

// asked is what others have, as Settle tells it; Ask has to tell the same. Nothing is written.
func asked(t *testing.T, s *store.Store, question engine.Question) engine.Held {
	t.Helper()
	var told engine.Held
	_, err := s.Settle(t.Context(), question, func(held engine.Held) (engine.Move, error) {
		told = held
		return engine.Move{}, errNothing
	})
	if err != errNothing {
		t.Fatalf("Settle = %v, want the error of decide", err)
	}
	held, err := s.Ask(t.Context(), question)
	must(t, err)
	diff(t, "what Ask tells, beside Settle", told, held)
	return told
}
