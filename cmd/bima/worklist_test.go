package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
)

// TestWorkList: whoever pages through a list while claims come in sees each of those that were there
// once, and what is overdue comes first.
func TestWorkList(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		n, clock, s := startParts(t, db != "", `{"sets":[{"from":"2024-10-01","due_hours":{"in-review":1}}]}`)
		runPart(t, (&crew{n}).run)
		const claims, page = 16, 5
		clock.move(-3 * time.Hour)
		var old []string
		for range claims {
			old = append(old, s.submit(inDoubt(t), engine.InReview))
		}
		clock.move(3 * time.Hour)
		officer := s.by[engine.ClaimsOfficer]

		for _, sort := range []string{"received", "-received", "due"} {
			seen := map[string]int{}
			for cursor := "start"; cursor != ""; {
				got := listOf(t, officer, fmt.Sprintf("state=in-review&count=%d&sort=%s&cursor=%s", page, sort, strings.TrimPrefix(cursor, "start")))
				for _, claim := range got.Claim {
					seen[claim.ID]++
				}
				if cursor = got.Next; cursor != "" && len(got.Claim) != page {
					t.Errorf("by %s: a page that is not the last has %d claims", sort, len(got.Claim))
				}
				if len(seen) < claims {
					s.submit(inDoubt(t), engine.InReview)
				}
			}
			for _, id := range old {
				if seen[id] == 0 {
					t.Errorf("by %s: claim %s is on no page", sort, id)
				}
			}
			for id, times := range seen {
				if times > 1 {
					t.Errorf("by %s: claim %s is on %d pages", sort, id, times)
				}
			}
		}
		s.listsOverdue(old)
		s.listsChosen(old)
	})
}

type workList struct {
	Claim []struct {
		ID, Facility, Member, Assigned string
		Received, Due                  time.Time
	}
	Next string
}

func (l workList) ids() (ids []string) {
	for _, claim := range l.Claim {
		ids = append(ids, claim.ID)
	}
	slices.Sort(ids)
	return ids
}

// listOf is a page of a list.
func listOf(t *testing.T, by *hmis, query string) (list workList) {
	t.Helper()
	got := by.do(http.MethodGet, "/v1/claims?"+query, nil, nil)
	if got.Status != http.StatusOK {
		t.Fatalf("list %s: %d %s", query, got.Status, got.Body)
	}
	if err := json.Unmarshal(got.Body, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// listsOverdue: those that are overdue are the old ones, and they come first.
func (s *staff) listsOverdue(old []string) {
	s.t.Helper()
	officer := s.by[engine.ClaimsOfficer]
	old = slices.Sorted(slices.Values(old))
	if diff := cmp.Diff(old, listOf(s.t, officer, "overdue=true&count=200").ids()); diff != "" {
		s.t.Errorf("overdue (-want +got):\n%s", diff)
	}
	all := listOf(s.t, officer, "sort=due&count=200")
	first := workList{Claim: all.Claim[:len(old)]}
	if diff := cmp.Diff(old, first.ids()); diff != "" || len(all.Claim) <= len(old) {
		s.t.Errorf("of %d the first by due (-want +got):\n%s", len(all.Claim), diff)
	}
	for i := range all.Claim[1:] {
		if all.Claim[i+1].Due.Before(all.Claim[i].Due) {
			s.t.Errorf("%s is due after %s and comes before it", all.Claim[i].Due, all.Claim[i+1].Due)
		}
	}
}

// listsChosen: the filters choose, and a facility gets its own claims alone.
func (s *staff) listsChosen(old []string) {
	s.t.Helper()
	officer, id := s.by[engine.ClaimsOfficer], old[3]
	header := http.Header{"Content-Type": {"application/json"}, "If-Match": {s.version(id)}}
	if got := officer.do(http.MethodPost, "/v1/claims/"+id+"/assign", []byte(`{"to":"me"}`), header); got.Status != http.StatusOK {
		s.t.Fatalf("assign: %d %s", got.Status, got.Body)
	}
	mine := listOf(s.t, officer, "assigned=me")
	if diff := cmp.Diff([]string{id}, mine.ids()); diff != "" {
		s.t.Errorf("mine (-want +got):\n%s", diff)
	}
	today := time.Now().Format(time.DateOnly)
	for query, want := range map[string]bool{
		"patient=" + mine.Claim[0].Member: true, "facility=" + hospital: true, "assigned=none": false, "assigned=demo-officer": true,
		"state=approved": false, "use=preauthorization": false, "from=" + today + "&to=2000-01-01": false, "to=2999-01-01": true,
	} {
		if got := slices.Contains(listOf(s.t, officer, query+"&count=200").ids(), id); got != want {
			s.t.Errorf("%s: the claim is listed: %t", query, got)
		}
	}
	if got := listOf(s.t, s.by[engine.Provider], "count=200"); !slices.Contains(got.ids(), id) || got.Claim[0].Assigned != "" || !got.Claim[0].Due.IsZero() {
		s.t.Errorf("the facility lists %+v", got.Claim[0])
	}
	for _, query := range []string{"", "facility=" + hospital, "patient=" + mine.Claim[0].Member} {
		if got := listOf(s.t, s.other, query); len(got.Claim) != 0 {
			s.t.Errorf("another facility lists %+v by %q", got.Claim, query)
		}
	}
	if got := listOf(s.t, s.by[engine.FinanceOfficer], "state=in-review"); len(got.Claim) != 0 {
		s.t.Errorf("finance lists %+v", got.Claim)
	}
}
