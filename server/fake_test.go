package server

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/secret"
)

type fakeClock struct{ now time.Time }

func (c *fakeClock) Now() time.Time          { return c.now }
func (c *fakeClock) advance(d time.Duration) { c.now = c.now.Add(d) }

// fakeClients holds one client a role under the role's name, and the special ones.
type fakeClients map[string]engine.Client

func newFakeClients(t testing.TB, box *secret.Box, hasher secret.Hasher) fakeClients {
	t.Helper()
	clients := fakeClients{}
	add := func(client engine.Client) {
		sealed, err := box.Seal([]byte(signingKey), "client/"+client.ID)
		if err != nil {
			t.Fatal(err)
		}
		client.SigningKey, client.SecretHash = sealed, hasher.Hash(testSecret)
		clients[client.ID] = client
	}
	for _, role := range engine.Roles {
		add(engine.Client{ID: string(role), Role: role, Scope: engine.Scope{All: role != engine.Provider, FIDs: []string{testFID}}})
	}
	add(engine.Client{ID: "other", Role: engine.Provider, Scope: engine.Scope{FIDs: []string{"FID-47-115307-8"}}})
	add(engine.Client{ID: "revoked", Role: engine.Provider, RevokedAt: testNow})
	return clients
}

var errFake = errors.New("secret words of a database")

func (c fakeClients) FindClient(_ context.Context, id string) (engine.Client, error) {
	if id == "broken" {
		return engine.Client{}, errFake
	}
	client, found := c[id]
	if !found {
		return engine.Client{}, engine.Errorf(engine.NotFound, "there is no client %s", id)
	}
	return client, nil
}
func (c fakeClients) SaveClient(context.Context, engine.Client) error { return nil }
func (c fakeClients) ListClients(context.Context) ([]engine.Client, error) {
	return nil, nil
}

// fakeClaims keeps what was accepted.
type fakeClaims struct {
	engine.Claims
	accepted []engine.Acceptance
	// looked is called by every look-up of a status.
	looked func()
}

func newFakeClaims() *fakeClaims { return &fakeClaims{looked: func() {}} }

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
	return nil
}
func (c *fakeClaims) Remember(context.Context, string, []string, []engine.Alias) error { return nil }

func (c *fakeClaims) AliasKinds(ctx context.Context, scope engine.Scope, value string) ([]engine.AliasKind, error) {
	c.looked()
	if value == "broken" {
		return nil, errFake
	}
	if value == "panic" {
		panic("secret words of a panic")
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	for _, a := range c.accepted {
		if scope.Includes(a.Facility) && a.Mediator == value {
			return []engine.AliasKind{engine.ByMediator}, nil
		}
	}
	return nil, nil
}

func (c *fakeClaims) ListStatus(_ context.Context, q engine.StatusQuery) (engine.StatusPage, error) {
	var page engine.StatusPage
	for _, a := range c.accepted {
		for _, n := range a.Claims {
			page.Rows = append(page.Rows, engine.StatusRow{ClaimID: n.Claim.ID, State: engine.Queued, Version: 1, Response: n.Response.Body, Claim: n.JSON})
		}
	}
	page.Total = len(page.Rows)
	return page, nil
}

func (c *fakeClaims) ListResponses(context.Context, engine.Scope, string) ([]engine.Response, error) {
	return nil, nil
}

func (c *fakeClaims) FindBody(_ context.Context, scope engine.Scope, mediator string) ([]byte, error) {
	for _, a := range c.accepted {
		if scope.Includes(a.Facility) && a.Mediator == mediator {
			return a.Body, nil
		}
	}
	return nil, engine.Errorf(engine.NotFound, "no bundle with this id is known to you")
}

type fakeRegistry struct{ engine.Registry }

func (fakeRegistry) FindFacility(_ context.Context, id string, _ fhir.Date) (engine.Facility, error) {
	if id == testFID {
		return engine.Facility{FID: testFID, Level: "4"}, nil
	}
	return engine.Facility{}, engine.Errorf(engine.NotFound, "no facility")
}

func (fakeRegistry) FindMember(context.Context, string, fhir.Date) (engine.Member, error) {
	return engine.Member{}, engine.Errorf(engine.NotFound, "no member")
}

// fakeDeliveries holds endpoints, and as many deliveries as each facility is said to have.
type fakeDeliveries struct {
	engine.Deliveries
	endpoints map[string]engine.Endpoint
}

func newFakeDeliveries() *fakeDeliveries {
	return &fakeDeliveries{endpoints: map[string]engine.Endpoint{}}
}

func (d *fakeDeliveries) SaveEndpoint(_ context.Context, endpoint engine.Endpoint) error {
	d.endpoints[endpoint.Facility] = endpoint
	return nil
}

func (d *fakeDeliveries) FindEndpoint(_ context.Context, fid string) (engine.Endpoint, error) {
	endpoint, found := d.endpoints[fid]
	if !found {
		return endpoint, engine.Errorf(engine.NotFound, "no endpoint")
	}
	return endpoint, nil
}

func (d *fakeDeliveries) DeleteEndpoint(_ context.Context, fid string) error {
	if _, found := d.endpoints[fid]; !found {
		return engine.Errorf(engine.NotFound, "no endpoint")
	}
	delete(d.endpoints, fid)
	return nil
}

func (d *fakeDeliveries) ListDeliveries(_ context.Context, filter engine.DeliveryFilter) ([]engine.Delivery, error) {
	all := []engine.Delivery{
		{ID: "c-1.2", ClaimID: "c-1", Version: 2, State: engine.DeliveryDone, Attempts: 1, CreatedAt: testNow},
		{ID: "c-1.3", ClaimID: "c-1", Version: 3, State: engine.DeliveryPending, Attempts: 2, CreatedAt: testNow, NextAt: testNow.Add(time.Minute)},
	}
	return slices.DeleteFunc(all, func(d engine.Delivery) bool {
		return filter.State != "" && d.State != filter.State || d.CreatedAt.Before(filter.Since) || d.ID <= filter.After
	}), nil
}

type fakeLedger struct {
	engine.Ledger
	rows []engine.AuditRow
}

func (l *fakeLedger) Record(_ context.Context, row engine.AuditRow) error {
	l.rows = append(l.rows, row)
	return nil
}

type fakeQueue struct{}

func (fakeQueue) Wake(engine.Task) {}

type fakeGuard struct{}

func (fakeGuard) Allow(_ context.Context, url string) error {
	if url == "http://127.0.0.1/" {
		return engine.Errorf(engine.Invalid, "callbacks to a loopback address are not sent")
	}
	return nil
}
