package storetest

import (
	"testing"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

// testApproval: an approval gives a preauthorization a number, by which its facility can ask for it.
func testApproval(t *testing.T, s *store.Store) {
	acceptPreauthorization(t, s, "a", fid)
	_, err := s.FindApproval(t.Context(), "a")
	wantKind(t, err, engine.NotFound)
	approval := engine.Approval{Number: "AUTH/2026/000123", Period: days(10, 20)}
	preapprove(t, s, "a", approval, holds("a", 1, 5))
	wantApproval(t, s, approval)

	approval.Expired = true
	moveWith(t, s, "a", engine.Approved, func(step *engine.Move) { step.Approval = &approval })
	wantApproval(t, s, approval)
	claim, err := s.FindClaim(t.Context(), "a")
	must(t, err)
	if claim.State != engine.Approved || claim.Version != 3 {
		t.Errorf("the claim is %s in version %d, want approved in version 3", claim.State, claim.Version)
	}
	// Days that are over take nothing away of what was approved.
	held := asked(t, s, engine.Question{ClaimID: "b", Facility: fid, Preauthorizations: []string{approval.Number}})
	want := []engine.Preauthorization{{
		ClaimID: "a", Number: approval.Number, Member: "CR1", State: engine.Approved, Period: approval.Period,
		Items: []engine.PreauthorizedItem{leftOf(t, 1, 5, "0", 0)},
	}}
	diff(t, "preauthorization", want, held.Preauthorizations)
}

// wantApproval wants that claim a has an approval, and can be asked for by its number.
func wantApproval(t *testing.T, s *store.Store, want engine.Approval) {
	t.Helper()
	got, err := s.FindApproval(t.Context(), "a")
	must(t, err)
	diff(t, "approval", want, got)
	for _, test := range []struct {
		scope engine.Scope
		kinds []engine.AliasKind
		total int
	}{
		{everything, []engine.AliasKind{engine.ByIdentifier}, 1},
		{ours, []engine.AliasKind{engine.ByIdentifier}, 1},
		{theirs, nil, 0},
	} {
		kinds, err := s.AliasKinds(t.Context(), test.scope, want.Number)
		must(t, err)
		diff(t, "kinds of the number", test.kinds, kinds)
		page, err := s.ListStatus(t.Context(), engine.StatusQuery{Scope: test.scope, Kind: engine.ByIdentifier, Value: want.Number, Limit: 10})
		must(t, err)
		if page.Total != test.total || len(page.Rows) != test.total || test.total == 1 && page.Rows[0].ClaimID != "a" {
			t.Errorf("the number leads to %+v, want %d claims", page, test.total)
		}
	}
}

// testApprovalRefused: no two preauthorizations have one number, and the step of the second is not
// written.
func testApprovalRefused(t *testing.T, s *store.Store) {
	acceptPreauthorization(t, s, "a", fid)
	acceptPreauthorization(t, s, "b", fid)
	approval := engine.Approval{Number: "AUTH/2026/000123", Period: days(10, 20)}
	preapprove(t, s, "a", approval, holds("a", 1, 5))
	claim, err := s.FindClaim(t.Context(), "b")
	must(t, err)
	second := step(claim, engine.Approved, start)
	second.Approval, second.Usage = &approval, []engine.Usage{holds("b", 1, 5)}
	if _, err := s.Move(t.Context(), second); err == nil {
		t.Error("two preauthorizations have one number")
	}
	got, err := s.FindClaim(t.Context(), "b")
	must(t, err)
	diff(t, "claim", claim, got)
	_, err = s.FindApproval(t.Context(), "b")
	wantKind(t, err, engine.NotFound)
}

// testExpired: expired are approved preauthorizations whose days are over and whose facility was not told.
func testExpired(t *testing.T, s *store.Store) {
	for i, test := range []struct {
		id    string
		until int
		then  func(*engine.Move)
		state engine.State
	}{
		{id: "told", until: 12, state: engine.Approved, then: func(step *engine.Move) {
			step.Approval = &engine.Approval{Number: "AUTH/0", Period: days(10, 12), Expired: true}
		}},
		{id: "withdrawn", until: 12, state: engine.Canceled, then: func(step *engine.Move) { step.Release = true }},
		{id: "b-12", until: 12},
		{id: "a-13", until: 13},
		{id: "a-12", until: 12},
		{id: "a-14", until: 14},
	} {
		acceptPreauthorization(t, s, test.id, fid)
		preapprove(t, s, test.id, engine.Approval{Number: "AUTH/" + string(rune('0'+i)), Period: days(10, test.until)})
		if test.then != nil {
			moveWith(t, s, test.id, test.state, test.then)
		}
	}
	acceptPreauthorization(t, s, "asked-for", fid)
	for _, test := range []struct {
		on    int
		limit int
		want  []string
	}{
		{12, 10, nil}, // the last day is one of its days
		{13, 10, []string{"a-12", "b-12"}},
		{13, 1, []string{"a-12"}},
		{14, 10, []string{"a-12", "b-12", "a-13"}},
		{15, 10, []string{"a-12", "b-12", "a-13", "a-14"}},
	} {
		got, err := s.ExpiredPreauthorizations(t.Context(), day(test.on), test.limit)
		must(t, err)
		diff(t, "expired on "+day(test.on).String(), test.want, got)
	}
}
