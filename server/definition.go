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
	matches func(resource defined, value string) bool
}{
	{Param{In: "query", Name: "_id", Search: "token", Text: "The id of the resource."},
		func(r defined, value string) bool { return r.ID == value }},
	{Param{In: "query", Name: "url", Search: "uri", Text: "The canonical url."},
		func(r defined, value string) bool { return r.URL == value }},
	{Param{In: "query", Name: "name", Search: "string", Text: "How the name begins, in capitals or not."},
		func(r defined, value string) bool { return begins(r.Name, value) }},
	{Param{In: "query", Name: "title", Search: "string", Text: "How the title begins, in capitals or not."},
		func(r defined, value string) bool { return begins(r.Title, value) }},
	{Param{In: "query", Name: "status", Search: "token", Text: "The status: `active`."},
		func(r defined, value string) bool { return r.status == value }},
	{Param{In: "query", Name: "version", Search: "token", Text: "The version."},
		func(r defined, value string) bool { return r.Version == value }},
}

// begins reports whether a text begins with another, in capitals or not.
func begins(text, with string) bool {
	return strings.HasPrefix(strings.ToLower(text), strings.ToLower(with))
}

// The parameters of a search that choose nothing.
var (
	searchSummary = Param{In: "query", Name: "_summary", Values: []string{"true", "false", "count"}, Text: "`true`: without concepts and other content; `count`: the total alone."}
	searchCount   = Param{In: "query", Name: "_count", Type: "integer", Text: "How many are on a page: 100 at the most, which is the default; 0 for the total alone."}
	searchPage    = Param{In: "query", Name: "page", Type: "integer", Text: "The page, from 1 on. The link `next` leads to it."}
)

// readDefinition answers with a definition.
func (s *Server) readDefinition(resourceType string) func(*call) error {
	return func(c *call) error {
		l, err := s.lists()
		if err != nil {
			return err
		}
		for _, definition := range l.defined {
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
		l, err := s.lists()
		if err != nil {
			return err
		}
		return c.answerDocument(newDocument(typeFHIR, s.foundDefinitions(l.defined, resourceType, search)))
	}
}

// foundDefinitions is the searchset of one page.
func (s *Server) foundDefinitions(all []defined, resourceType string, search definitionSearch) []byte {
	var found []fhir.SearchEntry
	for _, definition := range all {
		if definition.Type == resourceType && search.finds(definition) {
			fullURL := s.Base + "/" + definition.Type + "/" + definition.ID
			body := definition.Body
			if search.summary == "true" {
				body = definition.summary
			}
			found = append(found, fhir.SearchEntry{FullURL: fullURL, Resource: body, Mode: "match"})
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
