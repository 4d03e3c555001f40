package server

import (
	"net/http"

	"github.com/bima-exchange/bima/engine"
)

// validateDefinition is R4's own definition of $validate.
const validateDefinition = "http://hl7.org/fhir/OperationDefinition/Resource-validate"

// submitDefinition is R4's own definition of $submit.
const submitDefinition = "http://hl7.org/fhir/OperationDefinition/Claim-submit"

// fhirRoutes are those of FHIR's REST.
func (s *Server) fhirRoutes() Group {
	routes := Route{
		Method: http.MethodGet, Path: "/fhir/metadata", handle: s.readCapability,
		Description: Description{
			Name:    "readCapability",
			Summary: "Read the CapabilityStatement",
			Params: []Param{
				{In: "query", Name: "mode", Text: "`full` (the default) or `normative`, which get the same statement; `terminology` gets the TerminologyCapabilities: every code system with its versions."},
				ifNoneMatch,
			},
			Gives:   documentAnswers("The CapabilityStatement or the TerminologyCapabilities.", Content{typeFHIR, "CapabilityStatement"}, Content{typeFHIR, "TerminologyCapabilities"}),
			Refuses: []int{http.StatusBadRequest},
		},
	}.also("/metadata")
	routes = append(routes, s.validateRoute("Bundle"), s.validateRoute("Claim"), s.submitRoute(), Route{
		Method: http.MethodGet, Path: "/fhir/Organization/SHA", May: engine.Roles, handle: s.readPayer,
		Description: Description{
			Name:    "readPayer",
			Summary: "Read the payer",
			Text:    "The Organization to which `ClaimResponse.insurer` refers. There is this one alone.",
			Gives:   []Answer{{Status: http.StatusOK, Text: "The payer.", Content: []Content{{typeFHIR, "Organization"}}}},
			Means:   Interaction{Type: "Organization", Code: "read"},
		},
	})
	routes = append(routes, s.subscriptionRoutes()...)
	for _, resourceType := range definedTypes {
		routes = append(routes, s.definitionRoutes(resourceType)...)
	}
	return Group{
		Name: "FHIR", Text: "Check a bundle or send it as an operation, subscribe to answers, and read what the exchange knows and wants: its profiles, code systems and value sets.",
		Routes: routes,
	}
}

// validateRoute is $validate under one of the types that it is asked for.
func (s *Server) validateRoute(resourceType string) Route {
	return Route{
		Method: http.MethodPost, Path: "/fhir/" + resourceType + "/$validate", May: checkers, handle: s.validateBundle,
		Description: Description{
			Name:    "validate" + resourceType,
			Summary: "Check a bundle without sending it, as an operation of " + resourceType,
			Text:    "Takes the same Bundle as the intake, or R4 Parameters with it as the parameter `resource`. The same rules are asked, and nothing is stored. 200 is answered whatever is found; a bundle would be refused where an issue has the severity `error` or `fatal`. Findings of severity `information` are told, too. An `expression` begins at the Bundle.",
			Params:  []Param{preferHandling},
			Takes:   append(bundleContent[:len(bundleContent):len(bundleContent)], Content{typeFHIR, "Parameters"}),
			Gives:   []Answer{{Status: http.StatusOK, Text: "All findings.", Content: outcomeContent, Headers: []string{"Preference-Applied"}}},
			Refuses: []int{http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType},
			Means:   Interaction{Type: resourceType, Operation: "validate", Definition: validateDefinition},
		},
	}
}

// submitRoute is $submit, the intake as an operation.
func (s *Server) submitRoute() Route {
	return Route{
		Method: http.MethodPost, Path: "/fhir/Claim/$submit", May: providers, handle: s.submitClaim,
		Description: Description{
			Name:    "submitClaim",
			Summary: "Send claims and be answered what became of them",
			Text: "Takes the same Bundle as the intake, of type `message` or `collection`, or R4 Parameters with it as the parameter `resource`. The same rules are asked, and a `Claim.id` that is known is answered again. The answer is the claim status.\n\n" +
				"Claims of use `predetermination` only ask: they are answered with what would become of them, and nothing is stored.",
			Params: []Param{{In: "header", Name: "Prefer", Text: preferHandling.Text + " `wait=N`: wait up to N seconds, 30 at the most, until no claim is queued."}},
			Takes:  append(bundleContent[:len(bundleContent):len(bundleContent)], Content{typeFHIR, "Parameters"}),
			Gives: []Answer{{
				Status: http.StatusOK, Text: "The claims, and what became of them so far.", Content: []Content{{typeFHIR, "ClaimStatus"}},
				Headers: []string{"Content-Location", "ETag", "Preference-Applied", "X-Bima-Duplicate"},
			}},
			Refuses: []int{http.StatusBadRequest, http.StatusConflict, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity},
			Means:   Interaction{Type: "Claim", Operation: "submit", Definition: submitDefinition},
		},
	}
}

// definitionRoutes are read and search of the definitions of one type.
func (s *Server) definitionRoutes(resourceType string) []Route {
	search := Route{
		Method: http.MethodGet, Path: "/fhir/" + resourceType, handle: s.searchDefinitions(resourceType),
		Description: Description{
			Name:    "search" + resourceType,
			Summary: "Search " + resourceType + "s",
			Text:    "Several values of a parameter, parted by commas, are alternatives. A parameter given twice has to be met twice. One that is not known is ignored, or refused with `handling=strict`.",
			Gives: []Answer{
				{Status: http.StatusOK, Text: "Those that are found.", Content: []Content{{typeFHIR, "Searchset"}}, Headers: []string{"ETag", "Preference-Applied"}},
				{Status: http.StatusNotModified, Text: "It still holds.", Headers: []string{"ETag", "Preference-Applied"}},
			},
			Refuses: []int{http.StatusBadRequest},
			Means:   Interaction{Type: resourceType, Code: "search-type"},
		},
	}
	for _, param := range definitionParams {
		search.Params = append(search.Params, param.Param)
	}
	search.Params = append(search.Params, searchCount, searchPage, searchSummary, ifNoneMatch,
		Param{In: "header", Name: "Prefer", Text: "`handling=strict`: refuse parameters that are not known. `handling=lenient` (the default) ignores them."})
	return []Route{search, {
		Method: http.MethodGet, Path: "/fhir/" + resourceType + "/:id", handle: s.readDefinition(resourceType),
		Description: Description{
			Name:    "read" + resourceType,
			Summary: "Read a " + resourceType,
			Params:  []Param{{In: "path", Name: "id", Text: "The id of the resource.", Example: definitionExamples[resourceType]}, ifNoneMatch},
			Gives:   documentAnswers("The "+resourceType+".", Content{typeFHIR, resourceType}),
			Refuses: []int{http.StatusNotFound},
			Means:   Interaction{Type: resourceType, Code: "read"},
		},
	}}
}

// definitionExamples are ids of definitions that every exchange has.
var definitionExamples = map[string]string{"StructureDefinition": "bundle", "CodeSystem": "claim-state", "ValueSet": "claim-state"}
