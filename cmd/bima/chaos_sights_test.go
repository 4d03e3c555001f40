package main

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/fhir/fhirtest"
)

// sights reads what the exchange shows of claims. Every ClaimResponse that it has not seen before is
// checked against R4 and the eClaims profile.
type sights struct {
	t       *testing.T
	checked sync.Map // digest -> seen
}

// response reads a ClaimResponse.
func (s *sights) response(body []byte) seen {
	short := digest(body)
	if known, ok := s.checked.Load(short); ok {
		return known.(seen)
	}
	fhirtest.CheckClaimResponse(s.t, body)
	response, err := fhir.DecodeClaimResponse(body)
	if err != nil {
		s.t.Error(err)
	}
	is := seen{Claim: response.ID, Version: statusOf(response).number(), State: stateOf(response), Digest: short}
	for _, identifier := range response.Identifier {
		if strings.HasSuffix(identifier.System, "/identifier/mediator-id") {
			is.Mediator = identifier.Value
		}
	}
	s.checked.Store(short, is)
	return is
}

// read reads a status answer: what it shows, and as how many claims.
func (s *sights) read(body []byte) ([]seen, int) {
	var set searchset
	if err := json.Unmarshal(body, &set); err != nil {
		s.t.Errorf("a status answer that is no JSON: %v", err)
	}
	var all []seen
	contents := map[string]string{}
	for _, entry := range set.Entry {
		if strings.Contains(entry.FullURL, "/ClaimResponse/") {
			is := s.response(entry.Resource)
			is.Earlier = entry.Search.Mode != "match"
			all = append(all, is)
		} else {
			contents[entry.FullURL[strings.LastIndex(entry.FullURL, "/")+1:]] = digest(entry.Resource)
		}
	}
	for i := range all {
		all[i].Content = contents[all[i].Claim]
	}
	return all, set.Total
}
