package engine

import (
	"context"

	"github.com/bima-exchange/bima/fhir"
)

// OpenRegistry is a Registry in which everybody is known: a facility, practitioner or member that
// the registry below does not have counts as registered and, for a member, covered. It is for
// integrators who try their own data on a development server.
type OpenRegistry struct{ Registry }

// openSince is a day before any claim.
var openSince = Validity{From: fhir.Date{Year: 2000, Month: 1, Day: 1}}

// openLevel is the level that an unknown facility is taken to have: the most common one that may
// admit patients.
const openLevel = "4"

// FindFacility invents a facility for an unknown id that has the form of a FID. Whether the sender
// may act for it is still the matter of the sender's record.
func (r OpenRegistry) FindFacility(ctx context.Context, id string, on fhir.Date) (Facility, error) {
	facility, err := r.Registry.FindFacility(ctx, id, on)
	if err != nil && KindOf(err) == NotFound && fidForm.MatchString(id) {
		return openFacility(id), nil
	}
	return facility, err
}

func openFacility(fid string) Facility {
	return Facility{FID: fid, Name: fid, Level: openLevel, Validity: openSince}
}

// FindPractitioner knows every practitioner.
func (r OpenRegistry) FindPractitioner(ctx context.Context, puid string, on fhir.Date) (Practitioner, error) {
	practitioner, err := r.Registry.FindPractitioner(ctx, puid, on)
	if err != nil && KindOf(err) == NotFound {
		return Practitioner{PUID: puid, Validity: openSince}, nil
	}
	return practitioner, err
}

// FindMember knows every member.
func (r OpenRegistry) FindMember(ctx context.Context, number string, on fhir.Date) (Member, error) {
	member, err := r.Registry.FindMember(ctx, number, on)
	if err != nil && KindOf(err) == NotFound {
		return Member{Number: number, Validity: openSince}, nil
	}
	return member, err
}

// ListCoverages covers every member.
func (r OpenRegistry) ListCoverages(ctx context.Context, member string) ([]Coverage, error) {
	coverages, err := r.Registry.ListCoverages(ctx, member)
	if err == nil && len(coverages) == 0 {
		return []Coverage{{Member: member, Scheme: "SHA", Validity: openSince}}, nil
	}
	return coverages, err
}

// Parties knows whomever the finds know. Licences and contracts of the unknown are in order.
func (r OpenRegistry) Parties(ctx context.Context, facility, member, practitioner string, on fhir.Date) (Parties, error) {
	parties, err := r.Registry.Parties(ctx, facility, member, practitioner, on)
	if err != nil {
		return Parties{}, err
	}
	if parties.Facility == nil && fidForm.MatchString(facility) {
		parties.Facility = new(openFacility(facility))
	}
	if parties.Practitioner == nil && practitioner != "" {
		parties.Practitioner = &Practitioner{PUID: practitioner, Validity: openSince}
	}
	if member == "" {
		return parties, nil
	}
	if parties.Member == nil {
		parties.Member = &Member{Number: member, Validity: openSince}
	}
	if len(parties.Coverages) == 0 {
		// A member who is unknown may have cover on record all the same.
		parties.Coverages, err = r.ListCoverages(ctx, member)
	}
	return parties, err
}
