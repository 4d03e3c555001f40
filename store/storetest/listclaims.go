package storetest

import (
	"strings"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

// listed are the claims of testListClaims, received in the order of their ids. The last two were received
// at one instant, in the last microsecond of a Nairobi day, and the one before in the first of it.
var listed = []struct {
	id, facility, member string
	use                  engine.Use
	state                engine.State
	received, due        time.Time
	assigned             string
}{
	{"a", fid, "CR1", engine.UseClaim, engine.Queued, day(9).Start().Add(-time.Microsecond), time.Time{}, ""},
	{"b", fid, "CR1", engine.UseClaim, engine.InReview, day(9).Start(), start.Add(2 * time.Hour), "officer-1"},
	{"c", fid, "CR2", engine.UsePreauthorization, engine.ClinicalReview, day(9).Start().Add(time.Hour), start.Add(time.Hour), "officer-2"},
	{"d", other, "CR1", engine.UseClaim, engine.InReview, day(10).Start(), start.Add(time.Hour), "officer-1"},
	{"e", other, "CR2", engine.UseClaim, engine.Approved, day(11).Start().Add(-time.Microsecond), start.Add(3 * time.Hour), ""},
	{"f", fid, "CR3", engine.UsePreauthorization, engine.Approved, day(11).Start().Add(-time.Microsecond), time.Time{}, ""},
}

// acceptListed accepts the claims of listed.
func acceptListed(t *testing.T, s *store.Store) {
	t.Helper()
	for _, one := range listed {
		taken := newClaim(one.id, one.facility, "", start)
		taken.Claim.Member, taken.Claim.Use, taken.Claim.ReceivedAt = one.member, one.use, one.received
		acceptAll(t, s, taken)
		moveWith(t, s, one.id, one.state, func(step *engine.Move) {
			step.DueAt, step.Assigned = one.due, one.assigned
			if one.state == engine.Approved {
				step.Items = taken.Claim.Items
				step.Items[0].Benefit, step.Items[1].Benefit = new(fhir.Cents(500)), new(fhir.Cents(0))
			}
		})
	}
}

func testListClaims(t *testing.T, s *store.Store) {
	acceptListed(t, s)
	never := engine.ClaimPlace{ID: "a"}
	for _, test := range []struct {
		name   string
		filter engine.ClaimFilter
		want   string
	}{
		{"all", engine.ClaimFilter{}, "abcdef"},
		{"newest", engine.ClaimFilter{Sort: engine.ByNewest}, "fedcba"},
		{"due", engine.ClaimFilter{Sort: engine.ByDue}, "cdbeaf"},
		{"by an order that is not there", engine.ClaimFilter{Sort: "id"}, "abcdef"},
		{"a state", engine.ClaimFilter{States: []engine.State{engine.InReview}}, "bd"},
		{"states", engine.ClaimFilter{States: []engine.State{engine.Queued, engine.Approved}}, "aef"},
		{"states, due", engine.ClaimFilter{States: []engine.State{engine.Queued, engine.InReview, engine.Approved}, Sort: engine.ByDue}, "dbeaf"},
		{"states, newest", engine.ClaimFilter{States: []engine.State{engine.Queued, engine.InReview, engine.Approved}, Sort: engine.ByNewest}, "fedba"},
		{"a state twice", engine.ClaimFilter{States: []engine.State{engine.InReview, engine.Approved, engine.InReview}}, "bdef"},
		{"the first of states", engine.ClaimFilter{States: []engine.State{engine.InReview, engine.Approved}, Limit: 3}, "bde"},
		{"the first due", engine.ClaimFilter{Sort: engine.ByDue, Limit: 3}, "cdb"},
		{"a state that none has", engine.ClaimFilter{States: []engine.State{engine.Rejected}}, ""},
		{"claims", engine.ClaimFilter{Use: engine.UseClaim}, "abde"},
		{"preauthorizations", engine.ClaimFilter{Use: engine.UsePreauthorization}, "cf"},
		{"a facility", engine.ClaimFilter{Facility: other}, "de"},
		{"a member", engine.ClaimFilter{Member: "CR2"}, "ce"},
		{"from a day", engine.ClaimFilter{From: day(9)}, "bcdef"},
		{"to a day", engine.ClaimFilter{To: day(9)}, "abc"},
		{"a day", engine.ClaimFilter{From: day(10), To: day(10)}, "def"},
		{"days in which none came", engine.ClaimFilter{From: day(11), To: day(20)}, ""},
		{"an officer's", engine.ClaimFilter{Assigned: "officer-1"}, "bd"},
		{"nobody's", engine.ClaimFilter{Unassigned: true}, "aef"},
		{"overdue", engine.ClaimFilter{OverdueAt: start.Add(2 * time.Hour)}, "bcd"},
		{"overdue a moment before", engine.ClaimFilter{OverdueAt: start.Add(2*time.Hour - time.Microsecond)}, "cd"},
		{"overdue in a hundred years", engine.ClaimFilter{OverdueAt: start.AddDate(100, 0, 0), Sort: engine.ByDue}, "cdbe"},
		{"all at once", engine.ClaimFilter{
			States: []engine.State{engine.InReview, engine.Approved}, Use: engine.UseClaim, Facility: fid, Member: "CR1", From: day(8), To: day(12),
			Assigned: "officer-1", OverdueAt: start.Add(3 * time.Hour), Sort: engine.ByDue,
		}, "b"},
		{"the first two", engine.ClaimFilter{Limit: 2}, "ab"},
		{"after one", engine.ClaimFilter{After: &engine.ClaimPlace{At: day(10).Start(), ID: "d"}}, "ef"},
		{"after one of two of an instant", engine.ClaimFilter{After: &engine.ClaimPlace{At: listed[4].received, ID: "e"}}, "f"},
		{"newest, after one of two of an instant", engine.ClaimFilter{Sort: engine.ByNewest, After: &engine.ClaimPlace{At: listed[4].received, ID: "f"}}, "edcba"},
		{"due, after one of two of an instant", engine.ClaimFilter{Sort: engine.ByDue, After: &engine.ClaimPlace{At: start.Add(time.Hour), ID: "c"}}, "dbeaf"},
		{"due, after one that never is", engine.ClaimFilter{Sort: engine.ByDue, After: &never}, "f"},
		{"ours", engine.ClaimFilter{Scope: ours}, "abcf"},
		{"theirs", engine.ClaimFilter{Scope: theirs}, "de"},
		{"of both", engine.ClaimFilter{Scope: both}, "abcdef"},
		{"theirs in our scope", engine.ClaimFilter{Scope: ours, Facility: other}, ""},
	} {
		wantListed(t, s, test.name, test.filter, test.want)
	}
	got, err := s.ListClaims(t.Context(), engine.ClaimFilter{Limit: 10})
	must(t, err)
	diff(t, "claims in no scope", []engine.ListedClaim(nil), got)
}

// wantListed wants that a filter lists claims, whose ids have one letter each.
func wantListed(t *testing.T, s *store.Store, name string, filter engine.ClaimFilter, want string) {
	t.Helper()
	if !filter.Scope.All && len(filter.Scope.FIDs) == 0 {
		filter.Scope = everything
	}
	if filter.Limit == 0 {
		filter.Limit = 10
	}
	list, err := s.ListClaims(t.Context(), filter)
	must(t, err)
	if got := strings.Join(idsOf(list), ""); got != want {
		t.Errorf("%s: %q, want %q", name, got, want)
	}
}

// testListedClaim: a list shows of a claim where it stands, and what was asked for and approved.
func testListedClaim(t *testing.T, s *store.Store) {
	acceptListed(t, s)
	got, err := s.ListClaims(t.Context(), engine.ClaimFilter{Scope: everything, Member: "CR2", Limit: 10})
	must(t, err)
	diff(t, "claims", []engine.ListedClaim{
		{
			ID: "c", Number: "C--c", Facility: fid, Member: "CR2", Use: engine.UsePreauthorization, State: engine.ClinicalReview, Version: 2,
			ReceivedAt: listed[2].received.UTC(), DueAt: start.Add(time.Hour), Assigned: "officer-2", Submitted: fhir.Cents(1750),
		},
		{
			ID: "e", Number: "C--e", Facility: other, Member: "CR2", Use: engine.UseClaim, State: engine.Approved, Version: 2,
			ReceivedAt: listed[4].received.UTC(), DueAt: start.Add(3 * time.Hour), Submitted: fhir.Cents(1750), Benefit: new(fhir.Cents(500)),
		},
	}, got)
	empty := newClaim("no-items", fid, "", start)
	empty.Claim.Items, empty.Claim.Member = nil, "CR9"
	acceptAll(t, s, empty)
	got, err = s.ListClaims(t.Context(), engine.ClaimFilter{Scope: everything, Member: "CR9", Limit: 10})
	must(t, err)
	if len(got) != 1 || got[0].Submitted != fhir.Cents(0) || got[0].Benefit != nil || !got[0].DueAt.IsZero() {
		t.Errorf("a claim without items is listed as %+v, want nothing submitted, approved and due", got)
	}
}
