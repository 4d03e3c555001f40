package storetest

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

// pages reads a list page by page while claims come and go.
type pages struct {
	s      *store.Store
	random *rand.Rand
	// still are the claims that nobody touches, movers those that are moved, by id.
	still  []engine.ListedClaim
	movers []string
	count  int
}

// instants of which there are so few that many claims share one; a sixth of what is due never is.
func (p *pages) at() time.Time { return start.Add(time.Duration(p.random.IntN(5)) * time.Microsecond) }

func (p *pages) due() time.Time {
	if p.random.IntN(6) == 0 {
		return time.Time{}
	}
	return p.at()
}

// add accepts claims that were received at any of the instants, and gives them a clock.
func (p *pages) add(t *testing.T, count int) (ids []string) {
	t.Helper()
	var claims []engine.NewClaim
	for range count {
		// The ids stand in no order of time.
		taken := newClaim(fmt.Sprintf("claim-%06d-%03d", p.random.IntN(1_000_000), p.count), fid, "", start)
		p.count++
		taken.Claim.ReceivedAt, taken.Claim.DueAt = p.at(), p.due()
		claims = append(claims, taken)
		ids = append(ids, taken.Claim.ID)
	}
	acceptAll(t, p.s, claims...)
	return ids
}

// disturb adds a claim, up to a number of them, and moves one to another place in the order by due or out
// of the list or back.
func (p *pages) disturb(t *testing.T) {
	t.Helper()
	if p.count < mostPaged {
		p.movers = append(p.movers, p.add(t, 1)...)
	}
	to := []engine.State{engine.Queued, engine.InReview}[p.random.IntN(2)]
	moveWith(t, p.s, p.movers[p.random.IntN(len(p.movers))], to, func(step *engine.Move) { step.DueAt = p.due() })
}

// mostPaged is how many claims there are at most.
const mostPaged = 80

// read reads all pages of an order of claims in two states, of so many claims each, and disturbs between
// them.
func (p *pages) read(t *testing.T, sort engine.ClaimSort, size int) (read []engine.ListedClaim) {
	t.Helper()
	filter := engine.ClaimFilter{Scope: ours, States: []engine.State{engine.Queued, engine.ClinicalReview}, Sort: sort, Limit: size}
	for range 1000 {
		page, err := p.s.ListClaims(t.Context(), filter)
		must(t, err)
		read = append(read, page...)
		if len(page) < size {
			return read
		}
		filter.After = new(page[size-1].Place(sort))
		p.disturb(t)
	}
	t.Fatalf("there is no end to the pages of order %s", sort)
	return nil
}

// testListPages: pages put together have each claim that stood still once, in order, whatever is added
// and moved while they are read.
func testListPages(t *testing.T, s *store.Store) {
	p := &pages{s: s, random: rand.New(rand.NewPCG(2026, 3))}
	ids := p.add(t, 30)
	p.movers = p.add(t, 10)
	for i, id := range ids {
		if i%3 == 0 {
			moveWith(t, s, id, engine.ClinicalReview, func(step *engine.Move) { step.DueAt = p.due() })
		}
		claim, err := s.FindClaim(t.Context(), id)
		must(t, err)
		p.still = append(p.still, engine.ListedClaim{ID: id, ReceivedAt: claim.ReceivedAt, DueAt: claim.DueAt})
	}
	for _, sort := range []engine.ClaimSort{engine.ByDue, engine.ByReceived, engine.ByNewest} {
		want := idsOf(ordered(p.still, sort))
		for _, size := range []int{2, 7, 40} {
			read := p.read(t, sort, size)
			if !slices.Equal(idsOf(read), idsOf(ordered(read, sort))) {
				t.Errorf("order %s, pages of %d: the claims are not in order: %v", sort, size, idsOf(read))
			}
			got := slices.DeleteFunc(idsOf(read), func(id string) bool { return !slices.Contains(ids, id) })
			diff(t, fmt.Sprintf("claims that stood still, order %s, pages of %d", sort, size), want, got)
		}
	}
}

// ordered are the claims in an order.
func ordered(claims []engine.ListedClaim, sort engine.ClaimSort) []engine.ListedClaim {
	return slices.SortedStableFunc(slices.Values(claims), func(a, b engine.ListedClaim) int {
		one, another := a.Place(sort), b.Place(sort)
		switch {
		case sort == engine.ByNewest:
			one, another = another, one
		case one.At.IsZero() && !another.At.IsZero():
			return 1 // what is never due is last
		case another.At.IsZero() && !one.At.IsZero():
			return -1
		}
		return cmp.Or(one.At.Compare(another.At), cmp.Compare(one.ID, another.ID))
	})
}

func idsOf(claims []engine.ListedClaim) []string {
	ids := make([]string, len(claims))
	for i, claim := range claims {
		ids[i] = claim.ID
	}
	return ids
}
