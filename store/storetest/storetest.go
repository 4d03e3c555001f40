// Package storetest is what every database must do to be a store.Store, as one suite of tests, and
// the databases to run it and other tests on.
package storetest

import (
	"testing"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

// Run tests that stores which open returns keep the contract of the engine's ports. Each call of
// open must return another store, empty and migrated.
func Run(t *testing.T, open func(t *testing.T) *store.Store) {
	for _, test := range []struct {
		name string
		run  func(t *testing.T, s *store.Store)
	}{
		{"accept", testAccept},
		{"accept raced", testAcceptRaced},
		{"accept many at a time", testAcceptConcurrently},
		{"accept in opposite order", testAcceptOpposite},
		{"accept a large bundle", testAcceptLarge},
		{"known", testKnown},
		{"move", testMove},
		{"move undecidable", testMoveRefused},
		{"move many at a time", testMoveConcurrently},
		{"move usage", testMoveUsage},
		{"every state", testStates},
		{"due claims", testDueClaims},
		{"due many at a time", testDueConcurrently},
		{"lease", testLease},
		{"lease many at a time", testLeaseConcurrently},
		{"lease returns", testLeaseReturns},
		{"lease outlived", testLeaseOutlived},
		{"workers", testWorkers},
		{"figures", testFigures},
		{"instants", testInstants},
		{"alias", testAlias},
		{"remember", testRemember},
		{"list status", testListStatus},
		{"scope", testScope},
		{"body", testBody},
		{"client", testClient},
		{"facility", testFacility},
		{"member", testMember},
		{"practitioner", testPractitioner},
		{"coverage", testCoverage},
		{"parties", testParties},
		{"dated", testDated},
		{"dated many at a time", testDatedConcurrently},
		{"dated refused", testDatedRefused},
		{"endpoint", testEndpoint},
		{"delivery", testDelivery},
		{"delivery order", testDeliveryOrder},
		{"delivery lease", testDeliveryLease},
		{"delivery late", testDeliveryLate},
		{"due deliveries", testDueDeliveries},
		{"list deliveries", testListDeliveries},
		{"seal", testSeal},
		{"seal many at a time", testSealConcurrently},
		{"verify", testVerify},
		{"code system", testCodeSystem},
		{"code system with another content", testCodeSystemOther},
		{"code system many at a time", testCodeSystemConcurrently},
		{"supplements", testSupplements},
		{"tariffs", testTariffs},
		{"tariffs refused", testTariffsRefused},
		{"tariffs many at a time", testTariffsConcurrently},
		{"tariffs while read", testTariffsWhileRead},
		{"uses", testUses},
		{"schema", testSchema},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.run(t, open(t))
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
