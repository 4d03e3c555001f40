package storetest

import (
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

func testEndpointSecrets(t *testing.T, s *store.Store) {
	both := start.Add(time.Hour)
	for _, e := range []engine.Endpoint{
		{Facility: "FID-3", Password: []byte{3, 0}, Signing: engine.Signing{Secret: []byte("c"), Before: []byte("b"), BothUntil: both}},
		{Facility: "FID-1", Password: []byte{1}},
		{Facility: "FID-2", Password: []byte{2}, Signing: engine.Signing{Secret: []byte("a")}},
	} {
		e.URL, e.Username, e.Enabled, e.SetAt = "https://hmis.example/", "bima", true, start
		saveEndpoint(t, s, e)
	}
	page := func(after string, limit int) []engine.EndpointSecrets {
		t.Helper()
		list, err := s.ListEndpointSecrets(t.Context(), after, limit)
		must(t, err)
		return list
	}
	one := engine.EndpointSecrets{Facility: "FID-1", Password: []byte{1}}
	two := engine.EndpointSecrets{Facility: "FID-2", Password: []byte{2}, Signing: engine.Signing{Secret: []byte("a")}}
	three := engine.EndpointSecrets{Facility: "FID-3", Password: []byte{3, 0}, Signing: engine.Signing{Secret: []byte("c"), Before: []byte("b"), BothUntil: both}}
	diff(t, "first page", []engine.EndpointSecrets{one, two}, page("", 2))
	diff(t, "second page", []engine.EndpointSecrets{three}, page("FID-2", 2))
	diff(t, "page after all", []engine.EndpointSecrets(nil), page("FID-3", 2))

	replace := func(want bool, before, after engine.EndpointSecrets) {
		t.Helper()
		replaced, err := s.ReplaceEndpointSecrets(t.Context(), before, after)
		must(t, err)
		if replaced != want {
			t.Errorf("replaced %+v by %+v: %v, want %v", before, after, replaced, want)
		}
	}
	for _, stale := range []engine.EndpointSecrets{
		{Facility: "FID-3", Password: []byte{3}, Signing: three.Signing},
		{Facility: "FID-3", Password: three.Password, Signing: engine.Signing{Secret: []byte("x"), Before: []byte("b")}},
		{Facility: "FID-3", Password: three.Password, Signing: engine.Signing{Secret: []byte("c"), Before: []byte("x")}},
		{Facility: "FID-3", Password: three.Password, Signing: engine.Signing{Secret: []byte("c")}},
		{Facility: "FID-3", Password: three.Password},
		{Facility: "FID-4", Password: three.Password, Signing: three.Signing},
	} {
		replace(false, stale, stale)
	}
	again := three
	again.Password, again.Signing.Secret, again.Signing.Before = []byte{0, 3}, []byte("C"), []byte("B")
	replace(true, three, again)
	replace(false, three, again)
	bare := one
	bare.Password = []byte{9}
	replace(true, one, bare)
	diff(t, "after the replacements", []engine.EndpointSecrets{bare, two, again}, page("", 9))
	got, err := s.FindEndpoint(t.Context(), "FID-3")
	must(t, err)
	if got.URL != "https://hmis.example/" || got.Username != "bima" || !got.Enabled || !got.SetAt.Equal(start) {
		t.Errorf("the rest of the endpoint is %+v", got)
	}

	// Who rotates a signing secret that was sealed anew since it was read is told so.
	second := engine.Signing{Secret: []byte("d"), Before: three.Signing.Secret, BothUntil: both}
	wantKind(t, s.RotateSigning(t.Context(), "FID-3", three.Signing.Secret, second), engine.Stale)
}

func testClientKeys(t *testing.T, s *store.Store) {
	for _, client := range []engine.Client{
		{ID: "b", Role: engine.Provider, Scope: ours, SigningKey: []byte{2}, CreatedAt: start},
		{ID: "a", Role: engine.Provider, Scope: ours, SigningKey: []byte{1}, CreatedAt: start, RevokedAt: start},
		{ID: "c", Role: engine.ClaimsOfficer, Scope: everything, CreatedAt: start},
	} {
		must(t, s.SaveClient(t.Context(), client))
	}
	page := func(after string, want ...engine.ClientKey) {
		t.Helper()
		list, err := s.ListClientKeys(t.Context(), after, 2)
		must(t, err)
		diff(t, "after "+after, want, list)
	}
	a, b, c := engine.ClientKey{Client: "a", Key: []byte{1}, Revoked: true}, engine.ClientKey{Client: "b", Key: []byte{2}}, engine.ClientKey{Client: "c"}
	page("", a, b)
	page("b", c)
	page("c")

	again := engine.ClientKey{Client: "b", Key: []byte{0, 2}}
	for i, want := range []bool{true, false} {
		replaced, err := s.ReplaceClientKey(t.Context(), b, again)
		must(t, err)
		if replaced != want {
			t.Errorf("replacement %d: %v, want %v", i+1, replaced, want)
		}
	}
	page("", a, again)
	got, err := s.FindClient(t.Context(), "b")
	must(t, err)
	diff(t, "the client", engine.Client{ID: "b", Role: engine.Provider, Scope: ours, SigningKey: again.Key, CreatedAt: start}, got)
}
