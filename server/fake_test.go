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

// fakeDeliveries holds endpoints, and the deliveries of testFID.
type fakeDeliveries struct {
	engine.Deliveries
	endpoints map[string]engine.Endpoint
	held      []engine.Delivery
}

func newFakeDeliveries() *fakeDeliveries {
	return &fakeDeliveries{endpoints: map[string]engine.Endpoint{}, held: []engine.Delivery{
		{ID: "c-1.2", ClaimID: "c-1", Version: 2, State: engine.DeliveryDone, Attempts: 1, CreatedAt: testNow},
		{ID: "c-1.3", ClaimID: "c-1", Version: 3, State: engine.DeliveryPending, Attempts: 2, CreatedAt: testNow, NextAt: testNow.Add(time.Minute)},
		{ID: "c-2.2", ClaimID: "c-2", Version: 2, State: engine.DeliveryDead, Attempts: 17, CreatedAt: testNow},
	}}
}

func (d *fakeDeliveries) SaveEndpoint(_ context.Context, endpoint engine.Endpoint) (engine.Signing, error) {
	if before, set := d.endpoints[endpoint.Facility]; set {
		endpoint.Signing = before.Signing
	}
	d.endpoints[endpoint.Facility] = endpoint
	return endpoint.Signing, nil
}

func (d *fakeDeliveries) AddEndpoint(_ context.Context, endpoint engine.Endpoint) error {
	if _, set := d.endpoints[endpoint.Facility]; set {
		return engine.Errorf(engine.Conflict, "there is one already")
	}
	d.endpoints[endpoint.Facility] = endpoint
	return nil
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
	return slices.DeleteFunc(slices.Clone(d.held), func(d engine.Delivery) bool {
		return filter.State != "" && d.State != filter.State || d.CreatedAt.Before(filter.Since) || d.ID <= filter.After
	}), nil
}

func (d *fakeDeliveries) find(fid, id string) (*engine.Delivery, error) {
	i := slices.IndexFunc(d.held, func(d engine.Delivery) bool { return d.ID == id })
	if fid != testFID || i < 0 {
		return nil, engine.Errorf(engine.NotFound, "no delivery")
	}
	return &d.held[i], nil
}

func (d *fakeDeliveries) FindDelivery(_ context.Context, fid, id string) (engine.Delivery, error) {
	found, err := d.find(fid, id)
	if err != nil {
		return engine.Delivery{}, err
	}
	return *found, nil
}

func (d *fakeDeliveries) ListAttempts(_ context.Context, id string) ([]engine.Attempt, error) {
	return []engine.Attempt{
		{DeliveryID: id, Number: 1, At: testNow, Took: 15 * time.Second, Answer: "no answer within 15s"},
		{DeliveryID: id, Number: 2, At: testNow.Add(20 * time.Second), Took: 12 * time.Millisecond, Status: 503, Answer: "closed for the night"},
	}, nil
}

func (d *fakeDeliveries) CountDeliveries(context.Context, string) (count engine.DeliveryCount, err error) {
	for _, held := range d.held {
		switch held.State {
		case engine.DeliveryPending:
			count.Pending++
		case engine.DeliveryDead:
			count.Dead++
		}
	}
	return count, nil
}

func (d *fakeDeliveries) ReviveDelivery(_ context.Context, fid, id string, now time.Time) error {
	found, err := d.find(fid, id)
	if err == nil {
		found.State, found.NextAt = engine.DeliveryPending, now
	}
	return err
}

func (d *fakeDeliveries) ReviveEnded(_ context.Context, r engine.Recovery, _ string) (revived int, last string, err error) {
	for i := range d.held {
		if held := &d.held[i]; slices.Contains(r.States, held.State) && !held.CreatedAt.Before(r.Since) {
			held.State, held.NextAt = engine.DeliveryPending, r.At
			revived, last = revived+1, held.ID
		}
	}
	return revived, last, nil
}

func (d *fakeDeliveries) WriteMissing(context.Context, engine.Recovery, engine.ClaimPlace) (int, engine.ClaimPlace, error) {
	return 0, engine.ClaimPlace{}, nil
}

func (d *fakeDeliveries) RouseEndpoint(_ context.Context, fid string, now time.Time) error {
	if endpoint := d.endpoints[fid]; endpoint.Health.RestsUntil.After(now) {
		endpoint.Health.RestsUntil = now
		d.endpoints[fid] = endpoint
	}
	return nil
}

// fakeTester is a receiver that takes what it gets.
type fakeTester struct{}

func (fakeTester) Test(context.Context, engine.Endpoint) engine.Attempt {
	return engine.Attempt{DeliveryID: "test.5b1e6c52-0f0c-4f7e-8d6f-1d2f0c9b7a11", At: testNow, Took: 12 * time.Millisecond, Status: 204}
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
