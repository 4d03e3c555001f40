package storetest

import (
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

var (
	everything = engine.Scope{All: true}
	ours       = engine.Scope{FIDs: []string{"FID-unknown", fid}}
	theirs     = engine.Scope{FIDs: []string{other}}
	both       = engine.Scope{FIDs: []string{other, fid}}
)

func testAlias(t *testing.T, s *store.Store) {
	acceptance := newAcceptance(fid, "m1", start, "a")
	acceptance.Claims[0].Aliases = []engine.Alias{
		{Kind: engine.ByClaimID, Value: "a"},
		{Kind: engine.ByFullURL, Value: "a"},
		{Kind: engine.ByFullURL, Value: "a"}, // said twice, kept once
		{Kind: engine.ByIdentifier, Value: "INV-1"},
	}
	must(t, s.Accept(t.Context(), acceptance))
	for _, test := range []struct {
		scope engine.Scope
		value string
		want  []engine.AliasKind
	}{
		{ours, "a", []engine.AliasKind{engine.ByClaimID, engine.ByFullURL}},
		{everything, "INV-1", []engine.AliasKind{engine.ByIdentifier}},
		{ours, "inv-1", nil},
		{theirs, "a", nil},
		{engine.Scope{}, "a", nil},
	} {
		kinds, err := s.AliasKinds(t.Context(), test.scope, test.value)
		must(t, err)
		diff(t, "kinds of "+test.value, test.want, kinds)
	}
}

func testRemember(t *testing.T, s *store.Store) {
	accept(t, s, "a", "b")
	must(t, s.Accept(t.Context(), newAcceptance(other, "m", start, "z")))
	alias := []engine.Alias{{Kind: engine.ByBundleID, Value: "again"}}
	for range 2 {
		must(t, s.Remember(t.Context(), fid, []string{"b", "z", "a"}, alias))
	}
	page, err := s.ListStatus(t.Context(), engine.StatusQuery{Scope: everything, Kind: engine.ByBundleID, Value: "again", Limit: 10})
	must(t, err)
	if page.Total != 2 || len(page.Rows) != 2 || page.Rows[0].ClaimID != "a" || page.Rows[1].ClaimID != "b" {
		t.Errorf("the id leads to %+v, want claims a and b, and never to another facility's", page)
	}
}

func testListStatus(t *testing.T, s *store.Store) {
	shared := engine.Alias{Kind: engine.ByIdentifier, Value: "INV-1"}
	for i, ids := range [][]string{{"y", "x"}, {"b"}} {
		acceptance := newAcceptance(fid, "m"+ids[0], start.Add(time.Duration(i)*time.Second), ids...)
		for j := range acceptance.Claims {
			acceptance.Claims[j].Aliases = append(acceptance.Claims[j].Aliases, shared)
		}
		must(t, s.Accept(t.Context(), acceptance))
	}
	move(t, s, "x", engine.InReview, start.Add(time.Minute))

	moved := step(newClaim("x", fid, "", start).Claim, engine.InReview, start)
	row := func(id string) engine.StatusRow {
		taken := newClaim(id, fid, "", start)
		return engine.StatusRow{ClaimID: id, State: engine.Queued, Version: 1, Response: taken.Response.Body, Claim: taken.JSON}
	}
	x := row("x")
	x.State, x.Version, x.Response = engine.InReview, 2, moved.Response.Body
	for _, test := range []struct {
		name          string
		scope         engine.Scope
		offset, limit int
		want          engine.StatusPage
	}{
		{"all", ours, 0, 10, engine.StatusPage{Total: 3, Rows: []engine.StatusRow{x, row("y"), row("b")}}},
		{"first page", ours, 0, 2, engine.StatusPage{Total: 3, Rows: []engine.StatusRow{x, row("y")}}},
		{"second page", ours, 2, 2, engine.StatusPage{Total: 3, Rows: []engine.StatusRow{row("b")}}},
		{"behind the last", ours, 4, 2, engine.StatusPage{Total: 3}},
		{"another facility", theirs, 0, 10, engine.StatusPage{}},
	} {
		page, err := s.ListStatus(t.Context(), engine.StatusQuery{
			Scope: test.scope, Kind: shared.Kind, Value: shared.Value, Offset: test.offset, Limit: test.limit,
		})
		must(t, err)
		diff(t, test.name, test.want, page)
	}
}

// testScope: no query on claims shows what lies outside of the caller's facilities.
func testScope(t *testing.T, s *store.Store) {
	must(t, s.Accept(t.Context(), newAcceptance(fid, "m1", start, "a")))
	for _, test := range []struct {
		name  string
		scope engine.Scope
		sees  bool
	}{
		{"everything", everything, true},
		{"ours", ours, true},
		{"both", both, true},
		{"theirs", theirs, false},
		{"nothing", engine.Scope{}, false},
	} {
		kinds, err := s.AliasKinds(t.Context(), test.scope, "a")
		must(t, err)
		page, err := s.ListStatus(t.Context(), engine.StatusQuery{Scope: test.scope, Kind: engine.ByClaimID, Value: "a", Limit: 1})
		must(t, err)
		responses, err := s.ListResponses(t.Context(), test.scope, "a")
		must(t, err)
		body, err := s.FindBody(t.Context(), test.scope, "m1")
		if !test.sees {
			wantKind(t, err, engine.NotFound)
		}
		for what, sees := range map[string]bool{
			"AliasKinds": len(kinds) > 0, "ListStatus": len(page.Rows) > 0 || page.Total > 0,
			"ListResponses": len(responses) > 0, "FindBody": len(body) > 0,
		} {
			if sees != test.sees {
				t.Errorf("%s with the scope %q sees the claim: %t, want %t", what, test.name, sees, test.sees)
			}
		}
	}
}

// testBody: a bundle is shown whole, to those who may see all of its claims.
func testBody(t *testing.T, s *store.Store) {
	mixed := newAcceptance(fid, "mixed", start, "a")
	mixed.Claims = append(mixed.Claims, newClaim("b", other, "mixed", start))
	must(t, s.Accept(t.Context(), mixed))
	must(t, s.Accept(t.Context(), newAcceptance(fid, "same", start, "c")))
	twin := newAcceptance(other, "same", start.Add(time.Second), "d")
	twin.Body = []byte("their body")
	must(t, s.Accept(t.Context(), twin))
	for _, test := range []struct {
		name     string
		scope    engine.Scope
		mediator string
		want     string
	}{
		{"both facilities", both, "mixed", "body of mixed"},
		{"everything", everything, "mixed", "body of mixed"},
		{"one of two facilities", ours, "mixed", ""},
		{"the other of two facilities", theirs, "mixed", ""},
		{"ours of two with one mediator_id", ours, "same", "body of same"},
		{"theirs of two with one mediator_id", theirs, "same", "their body"},
		{"unknown", everything, "unknown", ""},
	} {
		body, err := s.FindBody(t.Context(), test.scope, test.mediator)
		if test.want == "" {
			wantKind(t, err, engine.NotFound)
		}
		if string(body) != test.want {
			t.Errorf("%s: %q, %v, want %q", test.name, body, err, test.want)
		}
	}
}
