package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

// TestMigrate_claims: claims from before adjudication knew of others read as they were, were received when
// they were accepted, and are found by their days.
func TestMigrate_claims(t *testing.T) {
	t.Parallel()
	for database, open := range emptied {
		t.Run(database, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			if err := s.MigrateTo(t.Context(), 6); err != nil {
				t.Fatal(err)
			}
			claims := oldStore{t, s}.write()
			from, to, err := s.Migrate(t.Context())
			if err != nil || from != 6 || to < 9 {
				t.Fatalf("Migrate = %d, %d, %v, want 6 and 9 or more", from, to, err)
			}
			for _, want := range claims {
				due, err := s.FindDue(t.Context(), want.ID)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, due.Claim, sameDecimal); diff != "" {
					t.Errorf("claim (-want +got):\n%s", diff)
				}
			}
			checkOldHeld(t, s)
			report, err := s.Verify(t.Context())
			if diff := cmp.Diff(engine.AuditReport{Claims: 2, Events: 3, Unsealed: 3}, report); err != nil || diff != "" {
				t.Errorf("%v, report (-want +got):\n%s", err, diff)
			}
			due, leased, err := s.LeaseClaim(t.Context(), "b", oldAt, oldAt.Add(time.Minute))
			if err != nil || !leased || due.Claim.ID != "b" {
				t.Errorf("LeaseClaim = %t, %v, want the claim that was queued", leased, err)
			}
		})
	}
}

var sameDecimal = cmp.Comparer(func(a, b fhir.Decimal) bool { return a.String() == b.String() })

// checkOldHeld checks that old claims are told of: by day, and what they took of limits.
func checkOldHeld(t *testing.T, s *store.Store) {
	t.Helper()
	for first, want := range map[int]int{8: 0, 9: 1, 10: 1, 12: 1, 13: 0} {
		held, err := s.Ask(t.Context(), engine.Question{
			Holder: engine.Holder{Member: "CR1"}, ClaimID: "new", Days: engine.Days{First: oldDay(first), Last: oldDay(first)},
			Limited: []string{"SHA-16-001"}, Window: engine.Days{First: oldDay(1), Last: oldDay(31)},
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(held.Others) != want || want == 1 && !held.Others[0].ReceivedAt.Equal(oldAt) {
			t.Errorf("on day %d others are %+v, want %d", first, held.Others, want)
		}
		usage := []engine.Usage{{
			ClaimID: "a", Sequence: 1, Member: "CR1", Code: "SHA-16-001", Paid: engine.Days{First: oldDay(10), Last: oldDay(12)},
			Quantity: fhir.Whole(3), Amount: fhir.Shillings(9),
		}}
		if diff := cmp.Diff(usage, held.Taken, sameDecimal); diff != "" {
			t.Errorf("taken (-want +got):\n%s", diff)
		}
	}
	filter := engine.ClaimFilter{Scope: engine.Scope{All: true}, From: fhir.DateOf(oldAt), To: fhir.DateOf(oldAt), Sort: engine.ByDue, Limit: 10}
	listed, err := s.ListClaims(t.Context(), filter)
	if err != nil || len(listed) != 2 || !listed[0].DueAt.IsZero() || *listed[0].Benefit != fhir.Shillings(9) {
		t.Errorf("ListClaims = %+v, %v, want both claims, without a clock, and what was approved", listed, err)
	}
}
