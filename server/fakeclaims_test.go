package server

import (
	"context"
	"slices"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// fakeClaims keeps claims in memory, and moves them.
type fakeClaims struct {
	engine.Claims
	accepted []engine.Acceptance
	held     map[string]fakeClaim
	numbers  int64
	// looked is called by every look-up of a status.
	looked func()
}

// fakeClaim is a claim with all that is known of it.
type fakeClaim struct {
	claim     engine.Claim
	json      []byte
	aliases   []engine.Alias
	responses []engine.Response
	events    []engine.Event
	documents []engine.Document
	approval  *engine.Approval
}

func newFakeClaims() *fakeClaims {
	return &fakeClaims{held: map[string]fakeClaim{}, numbers: 1, looked: func() {}}
}

func (c *fakeClaims) Known(_ context.Context, ids []string) (map[string]engine.Known, error) {
	known := map[string]engine.Known{}
	for _, a := range c.accepted {
		for _, n := range a.Claims {
			if slices.Contains(ids, n.Claim.ID) {
				known[n.Claim.ID] = engine.Known{Facility: n.Claim.Facility, Digest: n.Claim.Digest, AcceptedAt: a.At, Mediator: a.Mediator, Ack: a.Ack, Outcome: a.Outcome}
			}
		}
	}
	return known, nil
}

func (c *fakeClaims) MediatorTaken(context.Context, string, string) (bool, error) { return false, nil }

func (c *fakeClaims) Accept(_ context.Context, a engine.Acceptance) error {
	c.accepted = append(c.accepted, a)
	for _, n := range a.Claims {
		c.held[n.Claim.ID] = fakeClaim{
			claim: n.Claim, json: n.JSON, aliases: n.Aliases,
			responses: []engine.Response{n.Response}, events: []engine.Event{n.Event},
		}
	}
	return nil
}

func (c *fakeClaims) Remember(context.Context, string, []string, []engine.Alias) error { return nil }

func (c *fakeClaims) TakeNumbers(_ context.Context, _ string, count int) (int64, error) {
	first := c.numbers
	c.numbers += int64(count)
	return first, nil
}

func (c *fakeClaims) find(id string) (fakeClaim, error) {
	held, found := c.held[id]
	if !found {
		return held, engine.Errorf(engine.NotFound, "claim %s is not known", id)
	}
	return held, nil
}

func (c *fakeClaims) FindClaim(_ context.Context, id string) (engine.Claim, error) {
	held, err := c.find(id)
	return held.claim, err
}

func (c *fakeClaims) FindDue(_ context.Context, id string) (engine.Due, error) {
	held, err := c.find(id)
	if err != nil {
		return engine.Due{}, err
	}
	return engine.Due{Claim: held.claim, Response: held.responses[len(held.responses)-1]}, nil
}

func (c *fakeClaims) LeaseClaim(ctx context.Context, id string, _, _ time.Time) (engine.Due, bool, error) {
	due, err := c.FindDue(ctx, id)
	return due, err == nil && due.Claim.State == engine.Queued, err
}

func (c *fakeClaims) Ask(context.Context, engine.Question) (engine.Held, error) {
	return engine.Held{}, nil
}

func (c *fakeClaims) Settle(ctx context.Context, _ engine.Question, decide func(engine.Held) (engine.Move, error)) (string, error) {
	move, err := decide(engine.Held{})
	if err != nil {
		return "", err
	}
	return c.Move(ctx, move)
}

func (c *fakeClaims) Move(_ context.Context, move engine.Move) (string, error) {
	held, err := c.find(move.ClaimID)
	if err != nil {
		return "", err
	}
	claim := &held.claim
	if claim.Version != move.Version {
		return "", engine.Errorf(engine.Stale, "the claim has moved on")
	}
	claim.Version++
	claim.State, claim.Before, claim.DueAt, claim.Assigned = move.State, move.Before, move.DueAt, move.Assigned
	claim.Appeals, claim.Barred, claim.Head = move.Appeals, move.Barred, move.Event.Hash
	if len(move.Items) > 0 {
		claim.Items = move.Items
	}
	held.events = append(slices.Clone(held.events), move.Event)
	if move.Response != nil {
		claim.ResponseVersion = move.Response.Version
		held.responses = append(slices.Clone(held.responses), *move.Response)
	}
	held.documents = append(slices.Clone(held.documents), move.Documents...)
	if move.Approval != nil {
		held.approval = move.Approval
	}
	c.held[claim.ID] = held
	return "", nil
}
