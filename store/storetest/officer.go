package storetest

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

// testOfficer: a claim keeps who has it in hand and until when, who may not decide it, and how often it
// was appealed, as the last step left them.
func testOfficer(t *testing.T, s *store.Store) {
	accept(t, s, "a", "b")
	for i, want := range []engine.Move{
		{DueAt: start.Add(time.Hour).Add(time.Microsecond), Assigned: "officer-1"},
		{Appeals: 1, Barred: "officer-1"},
		{DueAt: start.Add(2 * time.Hour), Assigned: "officer-2", Appeals: 1, Barred: "officer-1"},
		{},
	} {
		moveWith(t, s, "a", engine.InReview, func(step *engine.Move) {
			step.DueAt, step.Assigned, step.Appeals, step.Barred = want.DueAt, want.Assigned, want.Appeals, want.Barred
		})
		claim, err := s.FindClaim(t.Context(), "a")
		must(t, err)
		got := engine.Move{DueAt: claim.DueAt, Assigned: claim.Assigned, Appeals: claim.Appeals, Barred: claim.Barred}
		diff(t, fmt.Sprint("claim after step ", i+1), want, got)
	}
	untouched, err := s.FindClaim(t.Context(), "b")
	must(t, err)
	want := newClaim("b", fid, "bundle-of-a", start).Claim
	diff(t, "another claim", want, untouched)
}

// testAcceptStated: a claim keeps what it came with, and what it has of the one that it replaces.
func testAcceptStated(t *testing.T, s *store.Store) {
	taken := newClaim("a", fid, "bundle-of-a", start)
	taken.Claim.Stated = engine.Stated{
		Sex: "female", BirthDate: day(1), Level: "4", Schemes: []string{"SHA", "PMF"}, Preauthorizations: []string{"AUTH/2026/000001"},
		Documents: []string{"LAB"},
	}
	taken.Claim.Items[0].Scheme, taken.Claim.Items[0].At = "PMF", start.Truncate(time.Minute)
	taken.Claim.ReceivedAt, taken.Claim.Replaces = start.Add(-time.Hour), "before"
	taken.Claim.DueAt, taken.Claim.Appeals, taken.Claim.Barred = start.Add(time.Hour), 1, "officer-1"
	acceptAll(t, s, taken)
	got, err := s.FindClaim(t.Context(), "a")
	must(t, err)
	diff(t, "claim", taken.Claim, got)
}

// testBarred: barred are claims that were sent back and whose time to answer is over, the longest first.
func testBarred(t *testing.T, s *store.Store) {
	accept(t, s, "b", "a", "later", "never", "in-review", "rejected", "answered")
	due := start.Add(24 * time.Hour)
	for id, at := range map[string]time.Time{
		"a": due, "b": due, "later": due.Add(time.Microsecond), "never": {}, "in-review": due, "rejected": due, "answered": due,
	} {
		moveWith(t, s, id, engine.SentBack, func(step *engine.Move) { step.DueAt = at })
	}
	moveWith(t, s, "in-review", engine.InReview, func(step *engine.Move) { step.DueAt = due })
	moveWith(t, s, "rejected", engine.Rejected, func(*engine.Move) {})
	moveWith(t, s, "answered", engine.InReview, func(*engine.Move) {})
	for _, test := range []struct {
		now   time.Time
		limit int
		want  []string
	}{
		{due.Add(-time.Microsecond), 10, nil},
		{due, 10, []string{"a", "b"}},
		{due, 1, []string{"a"}},
		{due.Add(time.Microsecond), 10, []string{"a", "b", "later"}},
		{due.AddDate(50, 0, 0), 10, []string{"a", "b", "later"}},
	} {
		got, err := s.BarredClaims(t.Context(), test.now, test.limit)
		must(t, err)
		diff(t, "barred at "+test.now.String(), test.want, got)
	}
}

// testTakeNumbers: nodes that take numbers of one series at a time get other ones, and none is left out.
func testTakeNumbers(t *testing.T, nodes []*store.Store) {
	const takers, times = 16, 5
	var mu sync.Mutex
	owners := map[string]map[int64]int{}
	take := func(taker int, series string, count int) {
		first, err := nodes[taker%len(nodes)].TakeNumbers(t.Context(), series, count)
		if err != nil {
			t.Error(err)
			return
		}
		mu.Lock()
		defer mu.Unlock()
		for n := first; n < first+int64(count); n++ {
			if owners[series] == nil {
				owners[series] = map[int64]int{}
			}
			owners[series][n]++
		}
	}
	var group sync.WaitGroup
	for taker := range takers {
		group.Go(func() {
			for range times {
				take(taker, "CLM/2026", 100)
				take(taker, "AUTH/2026", 1+taker%3)
			}
		})
	}
	group.Wait()
	wantTotal := map[string]int{"CLM/2026": takers * times * 100, "AUTH/2026": (6*1 + 5*2 + 5*3) * times}
	for series, total := range wantTotal {
		for n := int64(1); n <= int64(total); n++ {
			if owners[series][n] != 1 {
				t.Errorf("%s: number %d was given out %d times, want once", series, n, owners[series][n])
			}
		}
		if len(owners[series]) != total {
			t.Errorf("%s: %d numbers were given out, want those from 1 to %d", series, len(owners[series]), total)
		}
	}
}
