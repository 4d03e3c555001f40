package server

import (
	"encoding/json"
	"mime"
	"strconv"

	"github.com/bima-exchange/bima/engine"
)

type apiOperation struct {
	Tags        []string               `json:"tags"`
	Summary     string                 `json:"summary"`
	Description string                 `json:"description,omitempty"`
	OperationID string                 `json:"operationId"`
	Parameters  []apiParameter         `json:"parameters,omitempty"`
	RequestBody *apiRequestBody        `json:"requestBody,omitempty"`
	Responses   map[string]apiResponse `json:"responses"`
	Security    []map[string][]string  `json:"security"`
	// Roles are the roles that are let in.
	Roles []engine.Role `json:"x-bima-roles,omitempty"`
}

type apiParameter struct {
	Name        string    `json:"name"`
	In          string    `json:"in"`
	Description string    `json:"description"`
	Required    bool      `json:"required"`
	Schema      apiSchema `json:"schema"`
	Example     string    `json:"example,omitempty"`
}

type apiSchema struct {
	Ref   string      `json:"$ref,omitempty"`
	AnyOf []apiSchema `json:"anyOf,omitempty"`
	Type  string      `json:"type,omitempty"`
	Enum  []string    `json:"enum,omitempty"`
}

type apiRequestBody struct {
	Required bool                `json:"required"`
	Content  map[string]apiMedia `json:"content"`
}

type apiMedia struct {
	Schema   apiSchema             `json:"schema"`
	Examples map[string]apiExample `json:"examples,omitempty"`
}

// apiExample is an example, or a reference to one of the components.
type apiExample struct {
	Ref   string          `json:"$ref,omitempty"`
	Value json.RawMessage `json:"value,omitempty"`
}

// apiResponse is an answer, or a reference to one of the components.
type apiResponse struct {
	Ref         string               `json:"$ref,omitempty"`
	Description string               `json:"description,omitempty"`
	Headers     map[string]apiHeader `json:"headers,omitempty"`
	Content     map[string]apiMedia  `json:"content,omitempty"`
}

// apiHeader is a header, or a reference to one of the components.
type apiHeader struct {
	Ref         string    `json:"$ref,omitempty"`
	Description string    `json:"description,omitempty"`
	Schema      apiSchema `json:"schema,omitzero"`
}

// describeRoute is the operation of a route.
func describeRoute(route Route, group string) apiOperation {
	operation := apiOperation{
		Tags: []string{group}, Summary: route.Summary, Description: route.Text, OperationID: route.Name,
		Responses: map[string]apiResponse{}, Security: route.security(), Roles: route.May,
	}
	if route.Alias {
		operation.OperationID += "Alias"
	}
	for _, param := range route.Params {
		operation.Parameters = append(operation.Parameters, describeParam(param))
	}
	if len(route.Takes) > 0 {
		operation.RequestBody = &apiRequestBody{Required: true, Content: describeContent(route.Takes, route.bodyExample())}
	}
	for _, status := range route.refusals() {
		operation.Responses[strconv.Itoa(status)] = apiResponse{Ref: "#/components/responses/" + strconv.Itoa(status)}
	}
	for _, answer := range route.Gives {
		operation.Responses[strconv.Itoa(answer.Status)] = describeAnswer(answer, exampleOf(route.Name, answer.Status, answer.Content...))
	}
	return operation
}

func describeParam(param Param) apiParameter {
	schema := apiSchema{Type: "string", Enum: param.Values}
	if param.Type != "" {
		schema.Type = param.Type
	}
	return apiParameter{
		Name: param.Name, In: param.In, Description: param.Text, Schema: schema,
		Required: param.Required || param.In == "path", Example: param.Example,
	}
}

// describeAnswer is an answer with its example, which may have no name.
func describeAnswer(answer Answer, example string) apiResponse {
	response := apiResponse{
		Description: answer.Text, Headers: map[string]apiHeader{}, Content: describeContent(answer.Content, example),
	}
	for _, name := range append([]string{"X-Request-Id"}, answer.Headers...) {
		response.Headers[name] = apiHeader{Ref: "#/components/headers/" + name}
	}
	return response
}

// describeContent are the forms of one body. Two of one media type are alternatives. The example is
// one of the first schema.
func describeContent(forms []Content, example string) map[string]apiMedia {
	described := map[string]apiMedia{}
	for _, form := range forms {
		mediaType, _, _ := mime.ParseMediaType(form.Media) // the constants are sound
		schema := form.describe()
		media, again := described[mediaType]
		switch {
		case again:
			media.Schema = apiSchema{AnyOf: []apiSchema{media.Schema, schema}}
		case example != "" && form.Schema == forms[0].Schema:
			media = apiMedia{schema, map[string]apiExample{"example": {Ref: "#/components/examples/" + example}}}
		default:
			media = apiMedia{Schema: schema}
		}
		described[mediaType] = media
	}
	return described
}

func (c Content) describe() apiSchema {
	if c.Schema == "" {
		return apiSchema{Type: "string"}
	}
	return apiSchema{Ref: "#/components/schemas/" + c.Schema}
}
