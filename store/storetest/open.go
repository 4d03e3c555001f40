package storetest

import (
	"context"
	"testing"

	"github.com/bima-exchange/bima/store"
)

// SQLite is an empty store in a folder of the test's own.
func SQLite(t testing.TB) *store.Store {
	t.Helper()
	s := Open(t, t.TempDir())
	if _, _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

// Postgres is an empty store in a database of the test's own.
func Postgres(t testing.TB) *store.Store {
	t.Helper()
	return Open(t, PostgresURL(t))
}

// Open opens a store that is closed when the test ends.
func Open(t testing.TB, url string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), url, store.Options{MaxConns: 8})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}
