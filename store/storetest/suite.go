package storetest

import (
	"testing"

	"github.com/bima-exchange/bima/store"
)

// tests are those that need one store.
var tests = []struct {
	name string
	run  func(t *testing.T, s *store.Store)
}{
	{"accept", testAccept},
	{"accept raced", testAcceptRaced},
	{"accept many at a time", testAcceptConcurrently},
	{"accept in opposite order", testAcceptOpposite},
	{"accept a large bundle", testAcceptLarge},
	{"accept with what it states", testAcceptStated},
	{"replace", testReplace},
	{"replace stale", testReplaceStale},
	{"replace in opposite order", testReplaceOpposite},
	{"known", testKnown},
	{"move", testMove},
	{"move undecidable", testMoveRefused},
	{"move many at a time", testMoveConcurrently},
	{"move usage", testMoveUsage},
	{"every state", testStates},
	{"officer", testOfficer},
	{"approval", testApproval},
	{"approval refused", testApprovalRefused},
	{"documents", testDocuments},
	{"document refused", testDocumentRefused},
	{"settle", testSettle},
	{"settle refused", testSettleRefused},
	{"settle panics", testSettlePanics},
	{"ask meanwhile", testAskMeanwhile},
	{"held others", testHeldOthers},
	{"held taken", testHeldTaken},
	{"held preauthorizations", testHeldPreauthorizations},
	{"held attended", testHeldAttended},
	{"held documents", testHeldDocuments},
	{"barred", testBarred},
	{"expired", testExpired},
	{"due claims", testDueClaims},
	{"due many at a time", testDueConcurrently},
	{"lease", testLease},
	{"lease many at a time", testLeaseConcurrently},
	{"lease returns", testLeaseReturns},
	{"lease outlived", testLeaseOutlived},
	{"workers", testWorkers},
	{"find due", testFindDue},
	{"find due meanwhile", testFindDueMeanwhile},
	{"find JSON", testFindJSON},
	{"list claims", testListClaims},
	{"listed claim", testListedClaim},
	{"list pages", testListPages},
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
	{"signing", testSigning},
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
}

// nodeTests are those of stores of several nodes on one database, where it can have more than one.
var nodeTests = []struct {
	name string
	run  func(t *testing.T, nodes []*store.Store)
}{
	{"settle many at a time", testSettleConcurrently},
	{"settle crossed", testSettleCrossed},
	{"take numbers", testTakeNumbers},
}
