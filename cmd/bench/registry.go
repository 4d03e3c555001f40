package main

import (
	"strings"
)

// registryKinds are the resources of a bundle that the registry has to know, in the order in which
// they are imported; registryNames is what bima calls them.
var (
	registryKinds = []string{"Organization", "Practitioner", "Patient", "Coverage"}
	registryNames = map[string]string{
		"Organization": "facility", "Practitioner": "practitioner", "Patient": "member", "Coverage": "coverage",
	}
)

// registryLines are the files to import, by resource type: what stands in the samples, for so many
// patients of each, with their cover and their practitioners.
func registryLines(patients int) (map[string][]byte, error) {
	samples, err := loadSamples()
	if err != nil {
		return nil, err
	}
	lines := map[string][]byte{}
	for _, s := range samples {
		resources, err := s.resources()
		if err != nil {
			return nil, err
		}
		for _, resource := range resources {
			if _, ok := registryNames[resource.Type]; ok {
				lines[resource.Type] = append(lines[resource.Type], s.repeated(resource, patients)...)
			}
		}
	}
	return lines, nil
}

// repeated are the lines of a resource of a sample for so many patients: each patient has one, or each
// practitioner, or the facility.
func (s *sample) repeated(of resource, patients int) []byte {
	step := map[string]int{"Patient": 1, "Coverage": 1, "Practitioner": patientsOfPractitioner, "Organization": patients}[of.Type]
	var lines []byte
	for patient := 0; patient < patients; patient += step {
		fresh := s.fresh(patient)
		line := strings.NewReplacer(s.member, fresh.member, s.household, fresh.household, s.practitioner, fresh.practitioner).Replace(string(of.JSON))
		lines = append(append(lines, line...), '\n')
	}
	return lines
}
