package engine

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/profiles"
)

// fidForm is the form of a facility registry id. Real ones vary: FID-01-116951-6, FID-12191-1.
var fidForm = regexp.MustCompile(`^FID-[0-9]+(-[0-9]+)+$`)

// Facility says whose claim it is (rules.md "Whose claim"), and whether the caller may act for
// that facility. Nothing else in the exchange asks this question.
func (e *Engine) Facility(ctx context.Context, caller Caller, bundle *fhir.Bundle, claim *fhir.Claim) (profiles.ClaimFacility, error) {
	var facility profiles.ClaimFacility
	facility.Asked = facilityCandidates(bundle, claim)
	for _, id := range facility.Asked {
		found, err := e.Registry.FindFacility(ctx, id, fhir.Date{})
		switch {
		case KindOf(err) == NotFound && err != nil:
			continue
		case err != nil:
			return profiles.ClaimFacility{}, err
		case !slices.Contains(facility.Found, found.FID):
			facility.Found = append(facility.Found, found.FID)
		}
	}
	facility.May = len(facility.Found) == 1 && caller.Scope.Includes(facility.Found[0])
	return facility, nil
}

// facilityCandidates are the ids by which a claim names its facility, each once, in the order of
// the specification.
func facilityCandidates(bundle *fhir.Bundle, claim *fhir.Claim) []string {
	var ids []string
	add := func(id string) {
		if id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if target, ok := bundle.Resolve(claim.Entry, claim.Provider); ok && target.Entry != nil && target.Type == "Organization" {
		organization := target.Entry.Resource
		for _, identifier := range organization.Identifier {
			if slices.Contains(identifier.Type, "fr-code") || fidForm.MatchString(identifier.Value) {
				add(identifier.Value)
			}
		}
		add(organization.ID.Value)
		add(lastSegment(target.Entry.FullURL.Value))
	}
	add(claim.Provider.Identifier.Value)
	return ids
}

// memberNumber is the SHA number of a claim's patient: the first id by which the claim names the
// patient that the registry knows, else the first that it names.
func (e *Engine) memberNumber(ctx context.Context, bundle *fhir.Bundle, claim *fhir.Claim) (string, error) {
	var ids []string
	if target, ok := bundle.Resolve(claim.Entry, claim.Patient); ok && target.Entry != nil {
		for _, identifier := range target.Entry.Resource.Identifier {
			if strings.HasSuffix(identifier.System, "/identifier/shanumber") {
				ids = append(ids, identifier.Value)
			}
		}
		ids = append(ids, target.Entry.Resource.ID.Value)
	}
	ids = slices.DeleteFunc(append(ids, claim.Patient.Identifier.Value), func(id string) bool { return id == "" })
	for _, id := range ids {
		_, err := e.Registry.FindMember(ctx, id, fhir.Date{})
		if err == nil {
			return id, nil
		}
		if KindOf(err) != NotFound {
			return "", err
		}
	}
	if len(ids) == 0 {
		return "", nil
	}
	return ids[0], nil
}

// practitionerID is the PUID of the first practitioner in a claim's care team.
func practitionerID(bundle *fhir.Bundle, claim *fhir.Claim) string {
	for _, member := range claim.CareTeam {
		target, ok := bundle.Resolve(claim.Entry, member.Provider)
		if !ok || target.Entry == nil || target.Type != "Practitioner" {
			continue
		}
		for _, identifier := range target.Entry.Resource.Identifier {
			if strings.HasSuffix(identifier.System, "/PractitionerRegistryID") {
				return identifier.Value
			}
		}
		return target.Entry.Resource.ID.Value
	}
	return ""
}

// lastSegment is what follows the last slash or colon of a fullUrl.
func lastSegment(url string) string {
	return url[strings.LastIndexAny(url, "/:")+1:]
}
