package engine

import (
	"context"
	"slices"
	"strings"
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

// What Basic authentication cannot carry is refused before it is kept, and is not repeated.
func TestSetEndpoint_credentials(t *testing.T) {
	for name, test := range map[string]struct{ username, password, says string }{
		"a colon":           {"clinic:hunter2", "p", "the username has a colon"},
		"control character": {"clinic", "hunter2\x00", "the password has control characters"},
		"not UTF-8":         {"hunter2\xff", "p", "the username has control characters or is not UTF-8"},
		"too long":          {"clinic", strings.Repeat("hunter2", 37), "the password has 259 bytes; at most 256"},
		"missing":           {"", "p", "username is missing"},
	} {
		t.Run(name, func(t *testing.T) {
			engine, store, _, _ := sendingTo(nil)
			engine.Guard = anywhere{}
			_, _, err := engine.SetEndpoint(t.Context(), owner, "FID-1", EndpointRequest{URL: "https://h.test/", Username: test.username, Password: test.password})
			if KindOf(err) != Invalid || !strings.Contains(err.Error(), test.says) || strings.Contains(err.Error(), "hunter2") {
				t.Errorf("%v, want %q", err, test.says)
			}
			if len(store.asked) != 0 {
				t.Errorf("the store was asked %v", store.asked)
			}
		})
	}
}
