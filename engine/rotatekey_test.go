package engine

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/secret"
)

// sealings are rows in memory.
type sealings struct {
	endpoints map[string]EndpointSecrets
	clients   map[string]ClientKey
	// meanwhile happens between the first reading of a page and the first replacement.
	meanwhile func()
	pages     int
	err       error
}

// page are the rows after one, as a store returns them.
func page[T any](rows map[string]T, after string, limit int) []T {
	var list []T
	for _, id := range slices.Sorted(maps.Keys(rows)) {
		if id > after && len(list) < limit {
			list = append(list, rows[id])
		}
	}
	return list
}

func (s *sealings) ListEndpointSecrets(_ context.Context, after string, limit int) ([]EndpointSecrets, error) {
	s.pages++
	return page(s.endpoints, after, limit), nil
}

func (s *sealings) ListClientKeys(_ context.Context, after string, limit int) ([]ClientKey, error) {
	return page(s.clients, after, limit), s.err
}

func (s *sealings) ReplaceEndpointSecrets(_ context.Context, before, after EndpointSecrets) (bool, error) {
	if s.meanwhile != nil {
		s.meanwhile()
		s.meanwhile = nil
	}
	now, ok := s.endpoints[before.Facility]
	if !ok || !bytes.Equal(now.Password, before.Password) || !bytes.Equal(now.Signing.Secret, before.Signing.Secret) ||
		!bytes.Equal(now.Signing.Before, before.Signing.Before) {
		return false, nil
	}
	s.endpoints[before.Facility] = after
	return true, nil
}

func (s *sealings) ReplaceClientKey(_ context.Context, before, after ClientKey) (bool, error) {
	s.clients[before.Client] = after
	return true, nil
}

// boxOf has keys by their letters, of which the first is the current one.
func boxOf(t *testing.T, letters string) *secret.Box {
	t.Helper()
	keys := map[string][]byte{}
	for _, letter := range letters {
		keys[string(letter)] = bytes.Repeat([]byte{byte(letter)}, secret.KeySize)
	}
	box, err := secret.NewBox(letters[:1], keys)
	if err != nil {
		t.Fatal(err)
	}
	return box
}

// sealedBy seals a word with the current key of a box.
func sealedBy(t *testing.T, box *secret.Box, word, context string) []byte {
	t.Helper()
	sealed, err := box.Seal([]byte(word), context)
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

// opened are the words that a box reads of an endpoint: its password, and what signs.
func opened(t *testing.T, box *secret.Box, e EndpointSecrets, now time.Time) (words []string) {
	t.Helper()
	open := func(sealed []byte, context string) {
		word, err := box.Open(sealed, context)
		if err != nil {
			word = []byte(err.Error())
		}
		words = append(words, string(word))
	}
	open(e.Password, EndpointContext(e.Facility))
	for _, sealed := range e.Signing.Secrets(now) {
		open(sealed, SigningContext(e.Facility))
	}
	return words
}

var rotationDay = time.Date(2026, 11, 29, 6, 0, 0, 0, time.UTC)

// newSecrets are those of an endpoint: a password that is the facility's name, and what signs for it.
func newSecrets(t *testing.T, box *secret.Box, facility string, signing ...string) EndpointSecrets {
	t.Helper()
	e := EndpointSecrets{Facility: facility, Password: sealedBy(t, box, facility, EndpointContext(facility))}
	if len(signing) > 0 {
		e.Signing.Secret = sealedBy(t, box, signing[0], SigningContext(facility))
	}
	if len(signing) > 1 {
		e.Signing.Before, e.Signing.BothUntil = sealedBy(t, box, signing[1], SigningContext(facility)), rotationDay.Add(time.Hour)
	}
	return e
}

func TestRotateKey(t *testing.T) {
	old, both, only, lost := boxOf(t, "a"), boxOf(t, "ba"), boxOf(t, "b"), boxOf(t, "x")
	broken := newSecrets(t, lost, "FID-lost", "now", "before")
	broken.Signing.Secret, broken.Signing.BothUntil = []byte("no seal"), rotationDay
	store := &sealings{
		endpoints: map[string]EndpointSecrets{
			"FID-1": newSecrets(t, old, "FID-1", "now", "before"), "FID-2": newSecrets(t, old, "FID-2"),
			"FID-lost": broken, "FID-new": newSecrets(t, only, "FID-new", "now"),
		},
		clients: map[string]ClientKey{"officer": {Client: "officer"}, "revoked": {Client: "revoked", Revoked: true}},
	}
	for i := range 230 { // with those above, three pages
		facility := fmt.Sprintf("FID-9%03d", i)
		store.endpoints[facility] = newSecrets(t, old, facility)
	}
	for id, box := range map[string]*secret.Box{"hmis": old, "lost": lost, "revoked": lost} {
		store.clients[id] = ClientKey{Client: id, Key: sealedBy(t, box, "key", ClientContext(id)), Revoked: id == "revoked"}
	}

	missing := `sealed secret: its key "x" is not among the keys: a, b`
	want := KeyRotation{Key: "b", Resealed: 3 + 1 + 230 + 1, Current: 2, Left: 2, Unopened: []Unopened{
		{Facility: "FID-lost", What: SealedPassword, Key: "x", Why: missing},
		{Facility: "FID-lost", What: SealedSigning, Why: "sealed secret: not in a form that this version reads"},
		{Client: "lost", What: SealedKey, Key: "x", Why: missing},
	}}
	for _, time := range []string{"first", "second"} {
		got, err := RotateKey(t.Context(), store, both, rotationDay)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s time: error %v, (-want +got):\n%s", time, err, diff)
		}
		want.Resealed, want.Current = 0, want.Resealed+want.Current
	}
	if store.pages != 2*4 {
		t.Errorf("%d pages were read, want three and an empty one each time", store.pages)
	}
	for facility, words := range map[string][]string{
		"FID-1": {"FID-1", "now", "before"}, "FID-2": {"FID-2"}, "FID-new": {"FID-new", "now"}, "FID-9229": {"FID-9229"},
	} {
		if diff := cmp.Diff(words, opened(t, only, store.endpoints[facility], rotationDay)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", facility, diff)
		}
	}
	if key, err := only.Open(store.clients["hmis"].Key, ClientContext("hmis")); err != nil || string(key) != "key" {
		t.Errorf("the client's key is %q, %v", key, err)
	}
	if diff := cmp.Diff(broken, store.endpoints["FID-lost"]); diff != "" {
		t.Errorf("what cannot be opened was changed (-want +got):\n%s", diff)
	}
}

// TestRotateKey_meanwhile: what a facility does while the key is rotated is sealed anew, too, and never undone.
func TestRotateKey_meanwhile(t *testing.T) {
	old, both, only := boxOf(t, "a"), boxOf(t, "ba"), boxOf(t, "b")
	for name, test := range map[string]struct {
		do       func(*sealings)
		resealed int
		words    []string
	}{
		"set anew": {func(s *sealings) {
			e := s.endpoints["FID-1"]
			e.Password = sealedBy(t, old, "another", EndpointContext("FID-1"))
			s.endpoints["FID-1"] = e
		}, 3, []string{"another", "now"}},
		"set anew under the new key": {func(s *sealings) {
			s.endpoints["FID-1"] = newSecrets(t, only, "FID-1", "then")
		}, 1, []string{"FID-1", "then"}},
		"signing secret rotated": {func(s *sealings) {
			e := s.endpoints["FID-1"]
			e.Signing = Signing{Secret: sealedBy(t, only, "next", SigningContext("FID-1")), Before: e.Signing.Secret, BothUntil: rotationDay.Add(time.Hour)}
			s.endpoints["FID-1"] = e
		}, 3, []string{"FID-1", "next", "now"}},
		"removed": {func(s *sealings) { delete(s.endpoints, "FID-1") }, 1, nil},
	} {
		t.Run(name, func(t *testing.T) {
			store := &sealings{endpoints: map[string]EndpointSecrets{
				"FID-1": newSecrets(t, old, "FID-1", "now"), "FID-2": newSecrets(t, old, "FID-2"),
			}}
			store.meanwhile = func() { test.do(store) }
			got, err := RotateKey(t.Context(), store, both, rotationDay)
			if err != nil || got.Resealed != test.resealed || len(got.Unopened) > 0 {
				t.Errorf("%+v, %v; want %d sealed anew", got, err, test.resealed)
			}
			var words []string
			if e, there := store.endpoints["FID-1"]; there {
				words = opened(t, only, e, rotationDay)
			}
			if diff := cmp.Diff(test.words, words); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestRotateKey_brokenOff: what was done by then is told beside the error.
func TestRotateKey_brokenOff(t *testing.T) {
	away := errors.New("the database is away")
	store := &sealings{endpoints: map[string]EndpointSecrets{"FID-1": newSecrets(t, boxOf(t, "a"), "FID-1")}, err: away}
	got, err := RotateKey(t.Context(), store, boxOf(t, "ba"), rotationDay)
	if !errors.Is(err, away) || got.Resealed != 1 {
		t.Errorf("%+v, %v; want one sealed anew and the error", got, err)
	}
}
