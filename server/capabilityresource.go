package server

import (
	"encoding/json"
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

// capabilityResource is what can be done with the resources of one type.
type capabilityResource struct {
	Type             string                  `json:"type"`
	SupportedProfile []string                `json:"supportedProfile,omitempty"`
	Documentation    string                  `json:"documentation,omitempty"`
	Interaction      []capabilityInteraction `json:"interaction,omitempty"`
	Versioning       string                  `json:"versioning,omitempty"`
	ConditionalRead  string                  `json:"conditionalRead,omitempty"`
	SearchParam      []capabilitySearchParam `json:"searchParam,omitempty"`
	Operation        []capabilityOperation   `json:"operation,omitempty"`
}

type capabilityInteraction struct {
	Code          string `json:"code"`
	Documentation string `json:"documentation"`
}

type capabilitySearchParam struct {
	Name          string `json:"name"`
	Type          string `json:"type"`
	Documentation string `json:"documentation"`
}

type capabilityOperation struct {
	Name          string `json:"name"`
	Definition    string `json:"definition"`
	Documentation string `json:"documentation"`
}

// capabilityResources are the types that routes are about, in the order of the routes, and after them
// those that come in messages alone, in the order of their profiles.
func (s *Server) capabilityResources() []capabilityResource {
	var all capabilityTypes
	for _, route := range s.Routes() {
		if route.Means.Type != "" && !route.Alias {
			all.of(route.Means.Type).add(route)
		}
	}
	for _, definition := range s.Definitions {
		if resourceType := profiledType(definition); resourceType != "" {
			resource := all.of(resourceType)
			resource.SupportedProfile = append(resource.SupportedProfile, definition.URL)
		}
	}
	resources := []capabilityResource{}
	for _, resource := range all {
		if len(resource.Interaction)+len(resource.Operation) == 0 {
			resource.Documentation = "Comes and goes inside messages and searchsets; it has no route of its own."
		}
		resources = append(resources, *resource)
	}
	return resources
}

type capabilityTypes []*capabilityResource

// of is what is said of a type, begun where nothing is.
func (t *capabilityTypes) of(resourceType string) *capabilityResource {
	for _, resource := range *t {
		if resource.Type == resourceType {
			return resource
		}
	}
	resource := &capabilityResource{Type: resourceType}
	*t = append(*t, resource)
	return resource
}

// add takes up what a route does.
func (r *capabilityResource) add(route Route) {
	documentation := route.Summary + "."
	if route.Text != "" {
		documentation += " " + route.Text
	}
	if means := route.Means; means.Operation != "" {
		if slices.ContainsFunc(r.Operation, func(o capabilityOperation) bool { return o.Name == means.Operation }) {
			return // another way to ask for it
		}
		r.Operation = append(r.Operation, capabilityOperation{means.Operation, means.Definition, documentation})
		return
	}
	r.Versioning = "no-version"
	r.Interaction = append(r.Interaction, capabilityInteraction{route.Means.Code, documentation})
	for _, param := range route.Params {
		if route.Means.Code == "read" && param.Name == ifNoneMatch.Name {
			r.ConditionalRead = "not-match"
		}
		if param.Search != "" {
			r.SearchParam = append(r.SearchParam, capabilitySearchParam{param.Name, param.Search, param.Text})
		}
	}
}

// profiledType is the resource type of which the definition is a profile; empty where it is none.
func profiledType(definition fhir.CanonicalResource) string {
	var structure struct{ ResourceType, Type, Kind, Derivation string }
	err := json.Unmarshal(definition.Body, &structure)
	if err != nil || structure.ResourceType != "StructureDefinition" || structure.Kind != "resource" || structure.Derivation != "constraint" {
		return ""
	}
	return structure.Type
}
