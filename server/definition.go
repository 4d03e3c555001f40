package server

import (
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// definedTypes are the resource types of Config.Definitions that are served.
var definedTypes = []string{"StructureDefinition", "CodeSystem", "ValueSet"}

// definitionPage is the most definitions in one answer.
const definitionPage = 100

// definitionParams are the search parameters of definitions. No value that is searched for holds a
// comma, so each parts alternatives.
var definitionParams = []struct {
	Param
	matches func(resource fhir.CanonicalResource, value string) bool
}{
	{Param{In: "query", Name: "_id", Search: "token", Text: "The id of the resource."},
		func(r fhir.CanonicalResource, value string) bool { return r.ID == value }},
	{Param{In: "query", Name: "url", Search: "uri", Text: "The canonical url."},
		func(r fhir.CanonicalResource, value string) bool { return r.URL == value }},
	{Param{In: "query", Name: "name", Search: "string", Text: "How the name begins, in capitals or not."},
		func(r fhir.CanonicalResource, value string) bool {
			return strings.HasPrefix(strings.ToLower(r.Name), strings.ToLower(value))
		}},
	{Param{In: "query", Name: "version", Search: "token", Text: "The version."},
		func(r fhir.CanonicalResource, value string) bool { return r.Version == value }},
}

// The parameters of a search that choose nothing.
var (
	searchCount = Param{In: "query", Name: "_count", Type: "integer", Text: "How many are on a page: 100 at the most, which is the default; 0 for the total alone."}
	searchPage  = Param{In: "query", Name: "page", Type: "integer", Text: "The page, from 1 on. The link `next` leads to it."}
)

// readDefinition answers with a definition.
func (s *Server) readDefinition(resourceType string) func(*call) error {
	return func(c *call) error {
		for _, definition := range s.Definitions {
			if definition.Type == resourceType && definition.ID == c.Param("id") {
				return c.answerDocument(newDocument(typeFHIR, definition.Body))
			}
		}
		return engine.Errorf(engine.NotFound, "there is no %s with this id; /fhir/%s lists those that there are", resourceType, resourceType)
	}
}

// searchDefinitions answers with the definitions that meet the query.
func (s *Server) searchDefinitions(resourceType string) func(*call) error {
	return func(c *call) error {
		header := c.Response().Header()
		header.Add(echo.HeaderVary, "Prefer")
		handling, asked := readPreferences(c.Request().Header).handling()
		search, err := readDefinitionSearch(c.QueryParams(), handling)
		if err != nil {
			return err
		}
		if asked {
			header.Set("Preference-Applied", "handling="+string(handling))
		}
		return c.answerDocument(newDocument(typeFHIR, s.foundDefinitions(resourceType, search)))
	}
}

// foundDefinitions is the searchset of one page.
func (s *Server) foundDefinitions(resourceType string, search definitionSearch) []byte {
	var found []fhir.SearchEntry
	for _, definition := range s.Definitions {
		if definition.Type == resourceType && search.finds(definition) {
			fullURL := s.Base + "/" + definition.Type + "/" + definition.ID
			found = append(found, fhir.SearchEntry{FullURL: fullURL, Resource: definition.Body, Mode: "match"})
		}
	}
	begin := min((search.page-1)*search.count, len(found))
	end := min(begin+search.count, len(found))
	next := ""
	if search.count > 0 && end < len(found) {
		next = search.link(resourceType, search.page+1)
	}
	return fhir.EncodeSearchset(len(found), search.link(resourceType, search.page), next, found[begin:end])
}
