package profiles

import (
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// Preauthorizations are the ids and numbers by which a claim names preauthorizations, in any of the
// ways of CLM-014, each once and sorted.
func Preauthorizations(claim *fhir.Claim) []string {
	var ids []string
	for _, related := range claim.Related {
		if namesPreauthorization(related) {
			ids = append(ids, relatedID(related))
		}
	}
	for _, insurance := range claim.Insurance {
		for _, number := range insurance.PreAuthRef {
			ids = append(ids, number.Value)
		}
	}
	for _, extension := range claim.Extension {
		if isExtension(extension, "preauth-token") {
			ids = append(ids, strings.TrimSpace(extension.String.Value))
		}
	}
	slices.Sort(ids)
	return slices.DeleteFunc(slices.Compact(ids), func(id string) bool { return id == "" })
}

// Schemes are those of the coverages in a claim's insurance, each once and sorted.
func Schemes(bundle *fhir.Bundle, claim *fhir.Claim) []string {
	var schemes []string
	for _, insurance := range claim.Insurance {
		if scheme := schemeOf(bundle, claim, insurance.Coverage); scheme != "" && !slices.Contains(schemes, scheme) {
			schemes = append(schemes, scheme)
		}
	}
	slices.Sort(schemes)
	return schemes
}

// ItemScheme is that of the coverage which an item names as its own; empty where it names none.
func ItemScheme(bundle *fhir.Bundle, claim *fhir.Claim, item fhir.Item) string {
	for _, extension := range item.Extension {
		if !namesCoverage(extension) {
			continue
		}
		if scheme := schemeOf(bundle, claim, extension.Reference); scheme != "" {
			return scheme
		}
	}
	return ""
}

// schemeOf is that of the Coverage to which a reference leads; empty where it leads to none.
func schemeOf(bundle *fhir.Bundle, claim *fhir.Claim, reference fhir.Reference) string {
	target, ok := bundle.Resolve(claim.Entry, reference)
	switch {
	case !ok || target.Entry == nil || target.Entry.Resource.Coverage == nil:
		return ""
	case ofPublicOfficers(target.Entry):
		return string(terminology.PMF)
	}
	return string(terminology.SHA)
}

// DocumentTypes are the codes of the types of a claim's attachments, in capitals, each once and sorted.
func DocumentTypes(claim *fhir.Claim) []string {
	var types []string
	for _, information := range claim.Information {
		for _, extension := range information.Attachment {
			if lastSegment(extension.URL) != "attachment-type" {
				continue
			}
			for _, coding := range extension.Concept.Coding {
				types = append(types, strings.ToUpper(coding.Code))
			}
		}
	}
	slices.Sort(types)
	return slices.DeleteFunc(slices.Compact(types), func(code string) bool { return code == "" })
}
