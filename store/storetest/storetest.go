// Package storetest is what every database must do to be a store.Store, as one suite of tests, and
// the databases to run it and other tests on.
package storetest

import (
	"testing"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

// Run tests that stores which open returns keep the contract of the engine's ports. Each call of
// open must return another database, empty and migrated, in stores that stand for as many nodes; in one
// where a database has but one.
func Run(t *testing.T, open func(t *testing.T, nodes int) []*store.Store) {
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.run(t, open(t, 1)[0])
		})
	}
	for _, test := range nodeTests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.run(t, open(t, 2))
		})
	}
}

// testSchema: a migrated store has the schema that it wants, and migrating again changes nothing.
func testSchema(t *testing.T, s *store.Store) {
	have, want, err := s.SchemaVersion(t.Context())
	if err != nil || have != want || want == 0 {
		t.Errorf("SchemaVersion = %d, %d, %v; want the same twice", have, want, err)
	}
	from, to, err := s.Migrate(t.Context())
	if err != nil || from != want || to != want {
		t.Errorf("Migrate = %d, %d, %v; want %d, %d", from, to, err, want, want)
	}
	if err := s.Ping(t.Context()); err != nil {
		t.Error(err)
	}
	if s.Version(t.Context()) == "" {
		t.Error("the database has no version")
	}
}

// wantKind fails the test where an error is not of a kind.
func wantKind(t *testing.T, err error, kind engine.Kind) {
	t.Helper()
	if err == nil || engine.KindOf(err) != kind {
		t.Errorf("error = %v (kind %d), want kind %d", err, engine.KindOf(err), kind)
	}
}

// must ends the test where there is an error.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
