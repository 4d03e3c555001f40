package server

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/bima-exchange/bima/engine"
)

// What fakeClaims is asked.

func (c *fakeClaims) AliasKinds(ctx context.Context, scope engine.Scope, value string) ([]engine.AliasKind, error) {
	c.looked()
	switch {
	case value == "broken":
		return nil, errFake
	case value == "panic":
		panic("secret words of a panic")
	case ctx.Err() != nil:
		return nil, ctx.Err()
	}
	var kinds []engine.AliasKind
	for _, held := range c.held {
		for _, alias := range held.aliases {
			if alias.Value == value && scope.Includes(held.claim.Facility) {
				kinds = append(kinds, alias.Kind)
			}
		}
	}
	return kinds, nil
}

func (c *fakeClaims) ListStatus(_ context.Context, q engine.StatusQuery) (engine.StatusPage, error) {
	var page engine.StatusPage
	for _, id := range slices.Sorted(maps.Keys(c.held)) {
		held := c.held[id]
		if !slices.Contains(held.aliases, engine.Alias{Kind: q.Kind, Value: q.Value}) || !q.Scope.Includes(held.claim.Facility) {
			continue
		}
		last := held.responses[len(held.responses)-1]
		page.Rows = append(page.Rows, engine.StatusRow{ClaimID: id, State: held.claim.State, Version: last.Version, Response: last.Body, Claim: held.json})
	}
	page.Total = len(page.Rows)
	return page, nil
}

func (c *fakeClaims) ListResponses(_ context.Context, _ engine.Scope, id string) ([]engine.Response, error) {
	return c.held[id].responses, nil
}

func (c *fakeClaims) FindBody(_ context.Context, scope engine.Scope, mediator string) ([]byte, error) {
	for _, a := range c.accepted {
		if scope.Includes(a.Facility) && a.Mediator == mediator {
			return a.Body, nil
		}
	}
	return nil, engine.Errorf(engine.NotFound, "no bundle with this id is known to you")
}

func (c *fakeClaims) ListEvents(_ context.Context, id string) ([]engine.Event, error) {
	return c.held[id].events, nil
}

func (c *fakeClaims) FindJSON(_ context.Context, id string) ([]byte, error) {
	held, err := c.find(id)
	return held.json, err
}

func (c *fakeClaims) ListDocuments(_ context.Context, id string) ([]engine.Document, error) {
	return c.held[id].documents, nil
}

func (c *fakeClaims) FindDocument(_ context.Context, claim, id string) (engine.Document, error) {
	for _, document := range c.held[claim].documents {
		if document.ID == id {
			return document, nil
		}
	}
	return engine.Document{}, engine.Errorf(engine.NotFound, "claim %s has no document %s", claim, id)
}

func (c *fakeClaims) FindApproval(_ context.Context, id string) (engine.Approval, error) {
	if approval := c.held[id].approval; approval != nil {
		return *approval, nil
	}
	return engine.Approval{}, engine.Errorf(engine.NotFound, "claim %s was not approved", id)
}

// ListClaims knows the scope, states, facility, assignment, overdue, and the orders.
func (c *fakeClaims) ListClaims(_ context.Context, filter engine.ClaimFilter) ([]engine.ListedClaim, error) {
	var list []engine.ListedClaim
	for _, held := range c.held {
		claim := held.claim
		one := engine.ListedClaim{
			ID: claim.ID, Number: claim.Number, Facility: claim.Facility, Member: claim.Member, Use: claim.Use, State: claim.State,
			Version: claim.Version, ReceivedAt: claim.ReceivedAt, DueAt: claim.DueAt, Assigned: claim.Assigned, Submitted: claim.Submitted(),
			Benefit: granted(claim).money(),
		}
		if filter.Scope.Includes(claim.Facility) && chosen(filter, one) {
			list = append(list, one)
		}
	}
	slices.SortFunc(list, func(a, b engine.ListedClaim) int {
		return inOrder(filter.Sort, a.Place(filter.Sort), b.Place(filter.Sort))
	})
	return list[:min(len(list), filter.Limit)], nil
}

func chosen(filter engine.ClaimFilter, one engine.ListedClaim) bool {
	return (len(filter.States) == 0 || slices.Contains(filter.States, one.State)) &&
		(filter.Facility == "" || filter.Facility == one.Facility) &&
		(filter.Use == "" || filter.Use == one.Use) &&
		(filter.Assigned == "" || filter.Assigned == one.Assigned) &&
		(!filter.Unassigned || one.Assigned == "") &&
		(filter.OverdueAt.IsZero() || !one.DueAt.IsZero() && one.DueAt.Before(filter.OverdueAt)) &&
		(filter.After == nil || inOrder(filter.Sort, one.Place(filter.Sort), *filter.After) > 0)
}

// inOrder compares two places; those without an instant come last.
func inOrder(sort engine.ClaimSort, a, b engine.ClaimPlace) int {
	order := cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
	switch {
	case a.At.IsZero() != b.At.IsZero():
		order = -order
	case sort == engine.ByNewest:
		return -order
	}
	return order
}
