package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/testdata"
)

// sampleNames are the bundles that are submitted, in turn. The claim that follows a
// preauthorization is left out, since each bundle must be acceptable without another.
var sampleNames = []string{"outpatient-phc", "dialysis-preauth", "inpatient-per-diem", "delivery", "dual-coverage"}

// membersOfSample is how many patients each sample is submitted for. With one patient the history
// that adjudication reads would grow with the run.
const membersOfSample = 200

// sample is a bundle cut at its ids, so that a fresh one costs the load client only a copy.
type sample struct {
	number                int
	body                  []byte
	claim, bundle, member string
	// pieces is the body without the ids; ids[i] stands behind pieces[i].
	pieces [][]byte
	ids    []string
}

// loadSamples returns the samples with services up to today.
func loadSamples() ([]sample, error) {
	samples := make([]sample, len(sampleNames))
	for i, name := range sampleNames {
		body := new(bytes.Buffer)
		if err := json.Compact(body, testdata.Today(testdata.Bundle(name), fhir.DateOf(time.Now()))); err != nil {
			return nil, fmt.Errorf("sample %s: %w", name, err)
		}
		samples[i] = sample{number: i, body: body.Bytes()}
		if err := samples[i].cut(); err != nil {
			return nil, fmt.Errorf("sample %s: %w", name, err)
		}
	}
	return samples, nil
}

// cut finds the ids and cuts the body at them.
func (s *sample) cut() error {
	resources, err := s.resources()
	if err != nil {
		return err
	}
	for _, resource := range resources {
		switch resource.Type {
		case "Claim":
			s.claim = resource.ID
		case "Patient":
			s.member = resource.ID
		}
	}
	ids := []string{s.bundle, s.claim, s.member}
	rest := s.body
	for {
		at, found := len(rest), ""
		for _, id := range ids {
			if i := bytes.Index(rest, []byte(id)); i >= 0 && i < at {
				at, found = i, id
			}
		}
		s.pieces, s.ids = append(s.pieces, rest[:at]), append(s.ids, found)
		if found == "" {
			return nil
		}
		rest = rest[at+len(found):]
	}
}

// resource is one resource of a bundle.
type resource struct {
	Type string `json:"resourceType"`
	ID   string `json:"id"`
	JSON json.RawMessage
}

// resources reads the resources of the sample, and its Bundle.id.
func (s *sample) resources() ([]resource, error) {
	var bundle struct {
		ID    string
		Entry []struct{ Resource json.RawMessage }
	}
	if err := json.Unmarshal(s.body, &bundle); err != nil {
		return nil, err
	}
	s.bundle = bundle.ID
	resources := make([]resource, len(bundle.Entry))
	for i, entry := range bundle.Entry {
		if err := json.Unmarshal(entry.Resource, &resources[i]); err != nil {
			return nil, err
		}
		resources[i].JSON = entry.Resource
	}
	return resources, nil
}

// fill appends the bundle under other ids to buf.
func (s *sample) fill(buf []byte, bundle, claim, member string) []byte {
	for i, piece := range s.pieces {
		buf = append(buf, piece...)
		switch s.ids[i] {
		case s.bundle:
			buf = append(buf, bundle...)
		case s.claim:
			buf = append(buf, claim...)
		case s.member:
			buf = append(buf, member...)
		}
	}
	return buf
}

// memberNumber is the number of a patient of the sample, as long as the one in it.
func (s *sample) memberNumber(n int) string {
	return fmt.Sprintf("CR77%02d%09d-%d", s.number, n%membersOfSample, n%10)
}
