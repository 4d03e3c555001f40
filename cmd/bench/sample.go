package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/testdata"
)

// names are the ids of a bundle that are others in each submission.
type names struct{ bundle, claim, member, household, practitioner string }

// sample is a bundle cut at its ids, so that a fresh one costs the load client only a copy.
type sample struct {
	number int
	body   []byte
	names
	// pieces is the body without the ids; ids[i] stands behind pieces[i].
	pieces [][]byte
	ids    []string
}

// loadSamples returns a sample of each kind with services up to today.
func loadSamples() ([]sample, error) {
	samples := make([]sample, len(kinds))
	for i, kind := range kinds {
		bundle := testdata.Bundle(cmp.Or(kind.of, kind.name))
		if kind.code != "" {
			bundle = bytes.ReplaceAll(bundle, []byte(kind.instead), []byte(kind.code))
		}
		body := new(bytes.Buffer)
		if err := json.Compact(body, testdata.Today(bundle, fhir.DateOf(time.Now()))); err != nil {
			return nil, fmt.Errorf("sample %s: %w", kind.name, err)
		}
		samples[i] = sample{number: i, body: body.Bytes()}
		if err := samples[i].cut(); err != nil {
			return nil, fmt.Errorf("sample %s: %w", kind.name, err)
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
			s.member, s.household = resource.ID, resource.identifier("householdnumber")
		case "Practitioner":
			s.practitioner = resource.ID
		}
	}
	ids := []string{s.bundle, s.claim, s.member, s.household, s.practitioner}
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

// fill appends the bundle under other ids to buf.
func (s *sample) fill(buf []byte, with names) []byte {
	for i, piece := range s.pieces {
		buf = append(buf, piece...)
		switch s.ids[i] {
		case s.bundle:
			buf = append(buf, with.bundle...)
		case s.claim:
			buf = append(buf, with.claim...)
		case s.member:
			buf = append(buf, with.member...)
		case s.household:
			buf = append(buf, with.household...)
		case s.practitioner:
			buf = append(buf, with.practitioner...)
		}
	}
	return buf
}

// fresh are new ids for the patient with a number among those of the sample.
func (s *sample) fresh(patient int) names {
	return names{
		bundle: uuid.NewString(), claim: newClaimID(s.number), member: s.memberNumber(patient),
		household: s.householdNumber(patient), practitioner: s.practitionerNumber(patient),
	}
}

// memberNumber is the number of a patient of the sample, as long as the one in it.
func (s *sample) memberNumber(n int) string { return fmt.Sprintf("CR77%02d%09d-%d", s.number, n, n%10) }

// householdNumber is that of the household of a patient of the sample, likewise.
func (s *sample) householdNumber(patient int) string {
	n := patient % households
	return fmt.Sprintf("HH77%02d%09d-%d", s.number, n, n%10)
}

// practitionerNumber is the number of the one who serves a patient of the sample, likewise.
func (s *sample) practitionerNumber(patient int) string {
	n := patient / patientsOfPractitioner
	return fmt.Sprintf("PUID-7%d%05d-%d", s.number, n, n%10)
}
