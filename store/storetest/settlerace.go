package storetest

import (
	"context"
	"math/big"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

// takers is how many claims want of a benefit of which there are ten. Where one writes at a time, whatever
// the store does, a few tell as much.
func takers(nodes []*store.Store) int {
	if len(nodes) == 1 {
		return 40
	}
	return 200
}

// race is a benefit that many want at a time: of what code, for whom, and what is left of it.
type race struct {
	name string
	code string
	// members are those of the claims in turn, under one household; empty: without one.
	members   []string
	household string
	left      func(engine.Held) *big.Rat
	// under is the preauthorization under which is taken.
	under string
}

var races = []race{
	{name: "a limit of a member", code: "A", members: []string{"CR1"}, left: leftOfTen},
	{name: "a limit of a household", code: "B", members: []string{"CR1", "CR2", "CR3"}, household: "HH1", left: leftOfTen},
	{
		name: "a preauthorization", code: "C", members: []string{"CR1"}, under: "hold",
		left: func(held engine.Held) *big.Rat { return held.Preauthorizations[0].Items[0].LeftQuantity().Rat() },
	},
}

// leftOfTen is what others left of a limit of ten.
func leftOfTen(held engine.Held) *big.Rat {
	left := big.NewRat(10, 1)
	for _, taken := range held.Taken {
		left.Sub(left, taken.Quantity.Rat())
	}
	return left
}

// begin accepts the claims, and the preauthorization that holds ten.
func (r race) begin(t *testing.T, s *store.Store, count int) (claims []engine.NewClaim) {
	t.Helper()
	if r.under != "" {
		hold := served(r.under, fid, "CR1", r.code, days(1, 31))
		hold.Claim.Use = engine.UsePreauthorization
		acceptAll(t, s, hold)
		usage := took(r.under, 1, r.code, days(1, 31))
		usage.Quantity = fhir.Whole(10)
		preapprove(t, s, r.under, engine.Approval{Number: "AUTH/2026/000001", Period: days(1, 31)}, usage)
	}
	for n := range count {
		claims = append(claims, served(r.code+claimID(n), fid, r.members[n%len(r.members)], r.code, days(10, 10)))
	}
	acceptAll(t, s, claims...)
	return claims
}

func (r race) question(claim engine.Claim) engine.Question {
	return engine.Question{
		Holder: engine.Holder{Member: claim.Member, Household: r.household}, ClaimID: claim.ID, Facility: fid,
		Limited: []string{r.code}, Window: days(1, 31), Preauthorizations: []string{"hold"},
	}
}

// takes is a step that takes one.
func (r race) takes(claim engine.Claim) engine.Move {
	usage := took(claim.ID, 1, r.code, days(10, 10))
	usage.Member, usage.Household, usage.Preauthorization = claim.Member, r.household, r.under
	if r.under != "" {
		usage.PreauthorizationItem = 1
	}
	move := step(claim, engine.Approved, start)
	move.Usage = []engine.Usage{usage}
	return move
}

// testSettleConcurrently: where many want one each of what there are ten of, on whatever node, ten get it.
func testSettleConcurrently(t *testing.T, nodes []*store.Store) {
	for _, race := range races {
		var approved, atWork atomic.Int32
		var group sync.WaitGroup
		for n, taken := range race.begin(t, nodes[0], takers(nodes)) {
			group.Go(func() {
				_, err := nodes[n%len(nodes)].Settle(t.Context(), race.question(taken.Claim), func(held engine.Held) (engine.Move, error) {
					defer atWork.Add(-1)
					if n := atWork.Add(1); n != 1 {
						t.Errorf("%s: %d decide at a time", race.name, n)
					}
					if race.left(held).Sign() <= 0 {
						return step(taken.Claim, engine.InReview, start), nil
					}
					approved.Add(1)
					return race.takes(taken.Claim), nil
				})
				if err != nil {
					t.Errorf("%s: %v", race.name, err)
				}
			})
		}
		group.Wait()
		held := asked(t, nodes[0], race.question(engine.Claim{ID: "none", Member: "CR1"}))
		if left := race.left(held); approved.Load() != 10 || left.Sign() != 0 {
			t.Errorf("%s: %d of %d got one of ten, and %s are left, want 10 and 0", race.name, approved.Load(), takers(nodes), left.RatString())
		}
	}
}

// testSettleCrossed: those who share a member with one and a household with another wait for both in
// turn, and never for each other.
func testSettleCrossed(t *testing.T, nodes []*store.Store) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var decided atomic.Int32
	var group sync.WaitGroup
	const rounds = 10
	names := []string{"1", "2", "3"}
	for round := range rounds {
		for i, member := range names {
			for j, household := range names {
				group.Go(func() {
					// The same word names a member and a household: they are two.
					question := engine.Question{Holder: engine.Holder{Member: member, Household: household}, ClaimID: "none"}
					_, err := nodes[(round+i+j)%len(nodes)].Settle(ctx, question, func(engine.Held) (engine.Move, error) {
						decided.Add(1)
						return engine.Move{}, errNothing
					})
					if err != errNothing {
						t.Errorf("Settle = %v, want the error of decide", err)
					}
				})
			}
		}
	}
	group.Wait()
	if got := int(decided.Load()); got != rounds*len(names)*len(names) {
		t.Errorf("%d decisions were made for %d claims: the database broke some off", got, rounds*len(names)*len(names))
	}
}
