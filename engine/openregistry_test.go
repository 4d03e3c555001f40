package engine

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
)

// asking is a registry that answers every question about parties alike.
type asking struct {
	Registry
	parties   Parties
	coverages []Coverage
	err       error
}

func (a asking) Parties(context.Context, string, string, string, fhir.Date) (Parties, error) {
	return a.parties, a.err
}

func (a asking) ListCoverages(context.Context, string) ([]Coverage, error) { return a.coverages, a.err }

// TestOpenRegistry_Parties: who is on record stays what they are, and whoever is not counts as
// registered, licensed, contracted and covered.
func TestOpenRegistry_Parties(t *testing.T) {
	lapsed := []Coverage{{Member: "CR1", Scheme: "SHA", Validity: Validity{From: january(1), To: january(2)}}}
	suspended := Facility{FID: "FID-1-1", Level: "2", Unlicensed: true}
	struckOff := Practitioner{PUID: "PUID-1", Unlicensed: true}
	member := Member{Number: "CR1", Household: "HH1"}
	invented := Parties{
		Facility:     &Facility{FID: "FID-1-1", Name: "FID-1-1", Level: openLevel, Validity: openSince},
		Member:       &Member{Number: "CR1", Validity: openSince},
		Practitioner: &Practitioner{PUID: "PUID-1", Validity: openSince},
		Coverages:    []Coverage{{Member: "CR1", Scheme: "SHA", Validity: openSince}},
	}
	known := Parties{Facility: &suspended, Member: &member, Practitioner: &struckOff, Coverages: lapsed}
	for _, test := range []struct {
		name                           string
		below                          asking
		facility, member, practitioner string
		want                           Parties
	}{
		{"nobody on record", asking{}, "FID-1-1", "CR1", "PUID-1", invented},
		{"all on record", asking{parties: known}, "FID-1-1", "CR1", "PUID-1", known},
		{"cover alone on record", asking{coverages: lapsed}, "", "CR1", "", Parties{Member: invented.Member, Coverages: lapsed}},
		{"a facility's id of another form", asking{}, "12110", "", "", Parties{}},
		{"nobody asked for", asking{}, "", "", "", Parties{}},
	} {
		got, err := OpenRegistry{test.below}.Parties(t.Context(), test.facility, test.member, test.practitioner, january(1))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
	if !invented.Facility.Licensed(january(1)) || !invented.Facility.Contracted(january(1)) || !invented.Practitioner.Licensed(january(1)) || !invented.Coverages[0].Covers(january(1)) {
		t.Error("whoever is unknown lacks a licence, a contract or cover")
	}
	fault := errors.New("the database is away")
	if _, err := (OpenRegistry{asking{err: fault}}).Parties(t.Context(), "FID-1-1", "CR1", "PUID-1", january(1)); !errors.Is(err, fault) {
		t.Errorf("a fault is taken for nobody: %v", err)
	}
}
