package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// TestPostgres_partiesAreThreeQuestions: whatever there is to know, and less where less is asked.
func TestPostgres_partiesAreThreeQuestions(t *testing.T) {
	t.Parallel()
	watch := new(watch)
	s := openTraced(t, watch)
	from := engine.Validity{From: fhir.DateOf(time.Unix(0, 0))}
	if _, err := s.SaveMember(t.Context(), engine.Member{Number: "CR1", Validity: from}); err != nil {
		t.Fatal(err)
	}
	for _, scheme := range []string{"SHA", "PMF"} {
		if _, err := s.SaveCoverage(t.Context(), engine.Coverage{Member: "CR1", Scheme: scheme, Validity: from}); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		facility, member, practitioner string
		want                           int
	}{{"FID-1-1", "CR1", "PUID-1", 3}, {"", "CR1", "", 1}, {"", "", "", 0}} {
		before := watch.statements
		if _, err := s.Parties(t.Context(), test.facility, test.member, test.practitioner, from.From); err != nil {
			t.Fatal(err)
		}
		if got := watch.statements - before; got != test.want {
			t.Errorf("%+v took %d statements", test, got)
		}
	}
}

// TestPostgres_importIsFewRoundTrips: a hundred rows cost as much as one.
func TestPostgres_importIsFewRoundTrips(t *testing.T) {
	t.Parallel()
	watch := new(watch)
	s := openTraced(t, watch)
	var rows []engine.Facility
	for n := range 100 {
		rows = append(rows, engine.Facility{
			FID: fmt.Sprintf("FID-1-%03d", n), Aliases: []string{fmt.Sprint(n)}, Level: "4", Validity: engine.Validity{From: fhir.DateOf(time.Unix(0, 0))},
		})
	}
	before := watch.statements
	if _, err := s.SaveFacilities(t.Context(), rows); err != nil {
		t.Fatal(err)
	}
	// BEGIN, SET LOCAL, the list, its rows, their aliases, facilities, the old aliases, the new ones, COMMIT.
	if got := watch.statements - before; got != 9 {
		t.Errorf("the import took %d statements, want 9", got)
	}
}
