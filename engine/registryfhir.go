package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/profiles"
)

// FacilityOf is a facility as an Organization describes it: FID from an identifier of type fr-code
// or of FID form, level from the extension facility-level ("LEVEL 4"). Its other identifiers of no
// type, and its id, are aliases.
func FacilityOf(resource *fhir.Resource, holds Validity) (Facility, error) {
	if resource.Organization == nil {
		return Facility{}, wrongType(resource, "Organization")
	}
	facility := Facility{Name: resource.Organization.Name.Value, Validity: holds}
	var ids []string
	for _, identifier := range append(resource.Identifier, fhir.Identifier{Value: resource.ID.Value}) {
		switch {
		case identifier.Value == "":
		case facility.FID == "" && (slices.Contains(identifier.Type, "fr-code") || fidForm.MatchString(identifier.Value)):
			facility.FID = identifier.Value
		case len(identifier.Type) == 0 && !strings.Contains(identifier.System, "license"):
			ids = append(ids, identifier.Value)
		}
	}
	if facility.FID == "" {
		return Facility{}, fmt.Errorf("no identifier of type fr-code and none of the form FID-NN-NNNNNN-N; a facility needs its registry id")
	}
	for _, id := range ids {
		if id != facility.FID && !slices.Contains(facility.Aliases, id) {
			facility.Aliases = append(facility.Aliases, id)
		}
	}
	for _, extension := range resource.Extension {
		if lastSegment(extension.URL) == "facility-level" && len(extension.Concept.Coding) > 0 {
			facility.Level = strings.TrimSpace(strings.TrimPrefix(strings.ToUpper(extension.Concept.Coding[0].Code), "LEVEL"))
		}
	}
	if facility.Level == "" {
		return Facility{}, fmt.Errorf("no extension facility-level; tariffs depend on the level, so it is needed")
	}
	return facility, nil
}

// PractitionerOf is a practitioner as a Practitioner describes them.
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
	if start, ok := resource.Coverage.Period.Start.Value.Date(); ok {
		coverage.From = start
	}
	if end, ok := resource.Coverage.Period.End.Value.Date(); ok {
		coverage.To = end
	}
	if status := resource.Coverage.Status; status.Present() && status.Value != "active" {
		return Coverage{}, fmt.Errorf("the status is %q; only active covers are imported", status.Value)
	}
	return coverage, nil
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
