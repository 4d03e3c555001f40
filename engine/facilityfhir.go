package engine

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// FacilityOf is a facility as an Organization describes it: FID from an identifier of type fr-code
// or of FID form, level from the extension facility-level ("LEVEL 4"), the ends of licence and
// contract from the extensions facility-license-expiry and facility-contract-expiry. Its other
// identifiers of no type, and its id, are aliases.
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
		if err := facility.extend(extension); err != nil {
			return Facility{}, err
		}
	}
	if facility.Level == "" {
		return Facility{}, fmt.Errorf("no extension facility-level; tariffs depend on the level, so it is needed")
	}
	return facility, nil
}

// extend takes up what an extension of the Organization says.
func (f *Facility) extend(extension fhir.Extension) (err error) {
	switch lastSegment(extension.URL) {
	case "facility-level":
		if len(extension.Concept.Coding) > 0 {
			f.Level, err = ParseLevel(extension.Concept.Coding[0].Code)
		}
	case "facility-license-expiry":
		err = setDay(&f.LicensedTo, extension.Date)
	case "facility-contract-expiry":
		err = setDay(&f.ContractedTo, extension.Date)
	}
	return err
}

// kephLevel is a level of the Kenya Essential Package for Health.
var kephLevel = regexp.MustCompile(`^[1-6][A-C]?$`)

// ParseLevel reads a facility's level, "4" or "LEVEL 3a".
func ParseLevel(text string) (string, error) {
	level := strings.TrimSpace(strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(text)), "LEVEL"))
	if !kephLevel.MatchString(level) {
		return "", fmt.Errorf("the level is %q; wanted is one of 1 to 6, with a letter where the level has parts: 3A", text)
	}
	return level, nil
}
