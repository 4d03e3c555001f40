package engine

import (
	"fmt"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/profiles"
)

// PractitionerOf is a practitioner as a Practitioner describes them. The licence ends with the
// latest end of a qualification's period: one that is in force is enough.
func PractitionerOf(resource *fhir.Resource, holds Validity) (Practitioner, error) {
	if resource.Practitioner == nil {
		return Practitioner{}, wrongType(resource, "Practitioner")
	}
	practitioner := Practitioner{PUID: identifierIn(resource, "PractitionerRegistryID"), Validity: holds}
	practitioner.Registration = identifierIn(resource, "PractitionerRegistrationNumber")
	if practitioner.PUID == "" {
		practitioner.PUID = resource.ID.Value
	}
	if practitioner.PUID == "" {
		return Practitioner{}, fmt.Errorf("neither an identifier of the system …/PractitionerRegistryID nor an id; a practitioner needs its registry id")
	}
	for _, qualification := range resource.Practitioner.Qualification {
		var end fhir.Date
		if err := setDay(&end, qualification.End); err != nil {
			return Practitioner{}, err
		}
		if end.After(practitioner.LicensedTo) {
			practitioner.LicensedTo = end
		}
	}
	return practitioner, nil
}

// MemberOf is a member as a Patient describes them.
func MemberOf(resource *fhir.Resource, holds Validity) (Member, error) {
	if resource.Patient == nil {
		return Member{}, wrongType(resource, "Patient")
	}
	member := Member{
		Number: identifierIn(resource, "shanumber"), Household: identifierIn(resource, "householdnumber"),
		Sex: resource.Patient.Gender.Value, Validity: holds,
	}
	if member.Number == "" {
		member.Number = resource.ID.Value
	}
	if member.Number == "" {
		return Member{}, fmt.Errorf("neither an identifier of the system …/identifier/shanumber nor an id; a member needs its number")
	}
	born, ok := resource.Patient.BirthDate.Value.Date()
	if !ok {
		return Member{}, fmt.Errorf("no birthDate with a day; a member needs one")
	}
	member.BirthDate = born
	return member, nil
}

// CoverageOf is a cover as a Coverage describes it. The member is the beneficiary's identifier or
// the end of the reference to it. The days are those of Coverage.period, else the ones given.
func CoverageOf(resource *fhir.Resource, holds Validity) (Coverage, error) {
	if resource.Coverage == nil {
		return Coverage{}, wrongType(resource, "Coverage")
	}
	beneficiary := resource.Coverage.Beneficiary
	coverage := Coverage{Member: beneficiary.Identifier.Value, Scheme: "SHA", Validity: holds}
	if coverage.Member == "" {
		coverage.Member = lastSegment(beneficiary.Literal)
	}
	if coverage.Member == "" {
		return Coverage{}, fmt.Errorf("the beneficiary has neither a reference nor an identifier; a cover needs its member")
	}
	if profiles.OfPublicOfficers(resource, "") {
		coverage.Scheme = "PMF"
	}
	if err := setDay(&coverage.From, resource.Coverage.Period.Start); err != nil {
		return Coverage{}, err
	}
	if err := setDay(&coverage.To, resource.Coverage.Period.End); err != nil {
		return Coverage{}, err
	}
	if status := resource.Coverage.Status; status.Present() && status.Value != "active" {
		return Coverage{}, fmt.Errorf("the status is %q; only active covers are imported", status.Value)
	}
	return coverage, nil
}

// setDay takes a day over where there is one. A month or a year alone has no last day that would be
// beyond doubt.
func setDay(to *fhir.Date, from fhir.Field[fhir.DateTime]) error {
	if !from.Present() {
		return nil
	}
	day, ok := from.Value.Date()
	if !ok {
		return fmt.Errorf("%s is %q; a day is wanted, YYYY-MM-DD", from.Path, from.Value.Text)
	}
	*to = day
	return nil
}

func wrongType(resource *fhir.Resource, wanted string) error {
	return fmt.Errorf("a %s where a %s is wanted", resource.Type, wanted)
}

// identifierIn is the value of the identifier whose system ends in a segment.
func identifierIn(resource *fhir.Resource, segment string) string {
	for _, identifier := range resource.Identifier {
		if lastSegment(identifier.System) == segment {
			return identifier.Value
		}
	}
	return ""
}
