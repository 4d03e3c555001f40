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

func (fakeRegistry) Parties(context.Context, string, string, string, fhir.Date) (engine.Parties, error) {
	return engine.Parties{Facility: &engine.Facility{FID: testFID, Level: "4"}}, nil
}

// fakeDeliveries holds endpoints, and as many deliveries as each facility is said to have.
type fakeDeliveries struct {
	engine.Deliveries
	endpoints map[string]engine.Endpoint
}

func newFakeDeliveries() *fakeDeliveries {
	return &fakeDeliveries{endpoints: map[string]engine.Endpoint{}}
}

func (d *fakeDeliveries) SaveEndpoint(_ context.Context, endpoint engine.Endpoint) (engine.Signing, error) {
	if before, set := d.endpoints[endpoint.Facility]; set {
		endpoint.Signing = before.Signing
	}
	d.endpoints[endpoint.Facility] = endpoint
	return endpoint.Signing, nil
}

func (d *fakeDeliveries) RotateSigning(_ context.Context, fid string, _ []byte, signing engine.Signing) error {
	endpoint := d.endpoints[fid]
	endpoint.Signing = signing
	d.endpoints[fid] = endpoint
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
