package server

import (
	"encoding/json"
	"strconv"
	"strings"
)

// openAPI is an OpenAPI document.
type openAPI struct {
	Version    string                             `json:"openapi"`
	Dialect    string                             `json:"jsonSchemaDialect"`
	Info       apiInfo                            `json:"info"`
	Servers    []apiServer                        `json:"servers"`
	Tags       []apiTag                           `json:"tags"`
	Paths      map[string]map[string]apiOperation `json:"paths"`
	Components apiComponents                      `json:"components"`
}

type apiInfo struct {
	Title       string     `json:"title"`
	Summary     string     `json:"summary"`
	Description string     `json:"description"`
	License     apiLicense `json:"license"`
	Version     string     `json:"version"`
}

type apiLicense struct {
	Name       string `json:"name"`
	Identifier string `json:"identifier"`
}

type apiServer struct {
	URL         string `json:"url"`
	Description string `json:"description"`
}

type apiTag struct {
	Name        string `json:"name"`
	Description string `json:"description"`
}

type apiComponents struct {
	Schemas         map[string]json.RawMessage   `json:"schemas"`
	Examples        map[string]apiExample        `json:"examples"`
	Responses       map[string]apiResponse       `json:"responses"`
	Headers         map[string]apiHeader         `json:"headers"`
	SecuritySchemes map[string]apiSecurityScheme `json:"securitySchemes"`
}

// makeOpenAPI is the OpenAPI document, made of the routes.
func (s *Server) makeOpenAPI() []byte {
	document := openAPI{
		Version: "3.1.0",
		Dialect: "https://spec.openapis.org/oas/3.1/dialect/base",
		Info: apiInfo{
			Title:       "bima",
			Summary:     "A FHIR-native exchange for health insurance claims",
			Description: guide(),
			License:     apiLicense{"Apache License 2.0", "Apache-2.0"},
			Version:     s.Version,
		},
		Servers: []apiServer{{"/", "The exchange that served this document."}},
		Paths:   map[string]map[string]apiOperation{},
		Components: apiComponents{
			Schemas:         files("schema"),
			Examples:        map[string]apiExample{},
			Responses:       map[string]apiResponse{},
			Headers:         map[string]apiHeader{},
			SecuritySchemes: securitySchemes(),
		},
	}
	for name, body := range files("example") {
		document.Components.Examples[name] = apiExample{Value: body}
	}
	for name, text := range headerTexts {
		document.Components.Headers[name] = apiHeader{Description: text, Schema: apiSchema{Type: "string"}}
	}
	for status, text := range refusalTexts {
		document.Components.Responses[strconv.Itoa(status)] = describeAnswer(Answer{
			Status: status, Text: text, Content: outcomeContent, Headers: refusalHeaders[status],
		}, exampleOf("refusal", status))
	}
	for _, group := range s.groups() {
		document.Tags = append(document.Tags, apiTag{group.Name, group.Text})
		for _, route := range group.Routes {
			path := route.template()
			if document.Paths[path] == nil {
				document.Paths[path] = map[string]apiOperation{}
			}
			document.Paths[path][strings.ToLower(route.Method)] = describeRoute(route, group.Name)
		}
	}
	body, err := json.Marshal(document)
	if err != nil {
		panic(err) // a schema or an example is no JSON, which a test would have found
	}
	return body
}

// template is the path as OpenAPI writes it: "{name}" stands for one segment.
func (r Route) template() string {
	segments := strings.Split(r.Path, "/")
	for i, segment := range segments {
		if name, found := strings.CutPrefix(segment, ":"); found {
			segments[i] = "{" + name + "}"
		}
	}
	return strings.Join(segments, "/")
}

// readOpenAPI answers with the OpenAPI document.
func (s *Server) readOpenAPI(c *call) error { return c.answerDocument(s.openAPI()) }
