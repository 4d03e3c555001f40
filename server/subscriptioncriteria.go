package server

import (
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// wantedCriteria is the form of criteria that name a facility.
const wantedCriteria = "ClaimResponse?requestor=Organization/<id of the facility>"

// facilityID is the form of an id in R4.
var facilityID = regexp.MustCompile(`^[A-Za-z0-9.-]{1,64}$`)

// readCriteria is the facility that the criteria name, empty where they name none. They are a search for
// ClaimResponses, by their requestor alone: the facility whose answers are told.
func (s *sentSubscription) readCriteria(base string) string {
	const path = "Subscription.criteria"
	resourceType, query, _ := strings.Cut(s.Criteria, "?")
	if resourceType != "ClaimResponse" {
		s.find(path, "not-supported", "the criteria are about %q; ClaimResponse is the one type that is supported, as %s", resourceType, wantedCriteria)
		return ""
	}
	params, err := url.ParseQuery(query)
	if err != nil {
		s.find(path, "value", "the query of the criteria cannot be read; %s is wanted", wantedCriteria)
		return ""
	}
	for _, name := range slices.Sorted(maps.Keys(params)) {
		if name != "requestor" {
			s.find(path, "not-supported", "the parameter %q of the criteria is not supported; requestor is the one that is, as %s", name, wantedCriteria)
		}
	}
	switch requestors := params["requestor"]; len(requestors) {
	case 0:
		return ""
	case 1:
		id, isOrganization := strings.CutPrefix(strings.TrimPrefix(requestors[0], base+"/"), "Organization/")
		if isOrganization && facilityID.MatchString(id) {
			return id
		}
		s.find(path, "value", "the requestor of the criteria is %q; %s is wanted", requestors[0], wantedCriteria)
	default:
		s.find(path, "value", "the criteria have requestor %d times; one facility is wanted, as %s", len(requestors), wantedCriteria)
	}
	return ""
}
