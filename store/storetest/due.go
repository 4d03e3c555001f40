package storetest

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

func testDueClaims(t *testing.T, s *store.Store) {
	must(t, s.Accept(t.Context(), newAcceptance(fid, "m1", start.Add(time.Second), "a")))
	must(t, s.Accept(t.Context(), newAcceptance(fid, "m2", start, "b", "c")))
	must(t, s.Accept(t.Context(), newAcceptance(fid, "m3", start, "moved")))
	move(t, s, "moved", engine.InReview, start)

	for _, step := range []struct {
		after time.Duration
		limit int
		want  int
	}{
		{4999 * time.Millisecond, 10, 0}, // who was woken still has time
		{5 * time.Second, 1, 1},          // b or c
		{5 * time.Second, 10, 1},         // the other; the first was just looked at
		{6 * time.Second, 10, 1},         // a
		{6 * time.Second, 10, 0},
		{12 * time.Second, 10, 3}, // nobody moved them
	} {
		ids, err := s.DueClaims(t.Context(), start.Add(step.after), step.limit)
		must(t, err)
		if len(ids) != step.want {
			t.Errorf("after %s at most %d are due: %v, want %d", step.after, step.limit, ids, step.want)
		}
	}
}

// testDueConcurrently: of many who look for work at one time each gets other rows, and no row is
// left out.
func testDueConcurrently(t *testing.T, s *store.Store) {
	const rows, sweepers, limit = 25, 8, 10
	var want []string
	for i := range rows {
		queued := fmt.Sprintf("a-%02d", i)
		accept(t, s, queued)
		want = append(want, queued)
	}
	slices.Sort(want)
	now := start.Add(time.Minute)
	found := make(chan []string, sweepers)
	var group sync.WaitGroup
	for range sweepers {
		group.Go(func() {
			due, err := s.DueClaims(t.Context(), now, limit)
			if err != nil {
				t.Error(err)
			}
			found <- due
		})
	}
	group.Wait()
	close(found)
	var all []string
	for due := range found {
		all = append(all, due...)
	}
	slices.Sort(all)
	diff(t, "found by all together", want, all)
}

// testInstants: an instant comes back in UTC and whole microseconds, whatever its zone, and
// compares as time does.
func testInstants(t *testing.T, s *store.Store) {
	nairobi := time.FixedZone("EAT", 3*60*60)
	for i, test := range []struct{ in, want time.Time }{
		{time.Date(2026, 3, 14, 1, 2, 3, 4005999, nairobi), time.Date(2026, 3, 13, 22, 2, 3, 4005000, time.UTC)},
		{time.Date(2026, 3, 14, 1, 2, 3, 0, time.UTC), time.Date(2026, 3, 14, 1, 2, 3, 0, time.UTC)},
		{time.Date(2026, 12, 31, 23, 59, 59, 999999000, time.FixedZone("", -11*60*60)), time.Date(2027, 1, 1, 10, 59, 59, 999999000, time.UTC)},
	} {
		id := string(rune('a' + i))
		must(t, s.Accept(t.Context(), newAcceptance(fid, "m"+id, test.in, id)))
		claim, err := s.FindClaim(t.Context(), id)
		must(t, err)
		if claim.AcceptedAt != test.want {
			t.Errorf("%s came back as %s, want %s", test.in, claim.AcceptedAt, test.want)
		}
		for _, due := range []struct {
			after time.Duration
			want  int
		}{{5*time.Second - time.Microsecond, 0}, {5 * time.Second, 1}} {
			ids, err := s.DueClaims(t.Context(), test.want.Add(due.after).In(nairobi), 10)
			must(t, err)
			if len(ids) != due.want {
				t.Errorf("%v are due %s after %s, want %d", ids, due.after, test.want, due.want)
			}
		}
		move(t, s, id, engine.InReview, test.in)
	}
	report, err := s.Verify(t.Context())
	must(t, err)
	if len(report.Faults) > 0 {
		t.Errorf("hashes do not outlive the round trip: %q", report.Faults)
	}
}
