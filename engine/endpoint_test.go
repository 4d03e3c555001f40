package engine

import (
	"context"
	"slices"
	"testing"

	"github.com/bima-exchange/bima/secret"
)

// anywhere is a Guard that allows every url.
type anywhere struct{}

func (anywhere) Allow(context.Context, string) error { return nil }

// SaveEndpoint must come before the wake-up: who is woken finds what it made due.
func (o *outbox) SaveEndpoint(_ context.Context, endpoint Endpoint) (Signing, error) {
	o.asked = append(o.asked, "save")
	return endpoint.Signing, nil
}

func TestSetEndpoint_wakes(t *testing.T) {
	engine, store, woken, _ := sendingTo(nil)
	box, err := secret.NewBox("a", map[string][]byte{"a": make([]byte, secret.KeySize)})
	if err != nil {
		t.Fatal(err)
	}
	engine.Guard, engine.Box = anywhere{}, box
	if _, _, err := engine.SetEndpoint(t.Context(), owner, "FID-1", EndpointRequest{URL: "https://h.test/", Username: "u", Password: "p"}); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(store.asked, []string{"save"}) || !slices.Equal(*woken, []Task{{TaskDeliver, "FID-1"}}) {
		t.Errorf("asked %v, woke %v; want the facility, when it is saved", store.asked, *woken)
	}
}
