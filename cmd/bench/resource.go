package main

import (
	"encoding/json"
	"strings"
)

// resource is one resource of a bundle.
type resource struct {
	Type       string `json:"resourceType"`
	ID         string `json:"id"`
	Identifier []struct{ System, Value string }
	JSON       json.RawMessage
}

// identifier is that of a system; empty where the resource has none.
func (r *resource) identifier(system string) string {
	for _, identifier := range r.Identifier {
		if strings.HasSuffix(identifier.System, "/"+system) {
			return identifier.Value
		}
	}
	return ""
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
