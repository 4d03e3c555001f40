package main

import "bytes"

// registryKinds are the resources of a bundle that the registry has to know, in the order in which
// they are imported; registryNames is what bima calls them.
var (
	registryKinds = []string{"Organization", "Practitioner", "Patient", "Coverage"}
	registryNames = map[string]string{
		"Organization": "facility", "Practitioner": "practitioner", "Patient": "member", "Coverage": "coverage",
	}
)

// registryLines are the files to import, by resource type: what stands in the samples, the patients
// and their cover once for each member number that the load client uses.
func registryLines() (map[string][]byte, error) {
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
			switch resource.Type {
			case "Organization", "Practitioner":
				lines[resource.Type] = append(append(lines[resource.Type], resource.JSON...), '\n')
			case "Patient", "Coverage":
				for n := range membersOfSample {
					line := bytes.ReplaceAll(resource.JSON, []byte(s.member), []byte(s.memberNumber(n)))
					lines[resource.Type] = append(append(lines[resource.Type], line...), '\n')
				}
			}
		}
	}
	return lines, nil
}
