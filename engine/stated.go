package engine

import (
	"strings"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/profiles"
)

// statedOf is what a bundle says of the patient, the facility and the papers of a claim. What cannot
// be read is not said.
func statedOf(bundle *fhir.Bundle, claim *fhir.Claim) Stated {
	stated := Stated{
		Schemes: profiles.Schemes(bundle, claim), Preauthorizations: profiles.Preauthorizations(claim),
		Documents: profiles.DocumentTypes(claim),
	}
	if target, ok := bundle.Resolve(claim.Entry, claim.Patient); ok && target.Entry != nil && target.Entry.Resource.Patient != nil {
		patient := target.Entry.Resource.Patient
		stated.Sex = patient.Gender.Value
		stated.BirthDate, _ = patient.BirthDate.Value.Date()
	}
	if target, ok := bundle.Resolve(claim.Entry, claim.Provider); ok && target.Entry != nil {
		stated.Level = levelOf(target.Entry.Resource)
	}
	return stated
}

// levelOf is the level that an Organization says it has: "4" of "LEVEL 4"; empty where it says none.
func levelOf(organization *fhir.Resource) string {
	for _, extension := range organization.Extension {
		if lastSegment(extension.URL) == "facility-level" && len(extension.Concept.Coding) > 0 {
			return strings.TrimSpace(strings.TrimPrefix(strings.ToUpper(extension.Concept.Coding[0].Code), "LEVEL"))
		}
	}
	return ""
}
