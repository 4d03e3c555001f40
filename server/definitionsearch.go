package server

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

// definitionSearch is what a search asks for.
type definitionSearch struct {
	// query holds the parameters that choose, those that were not known left out.
	query       url.Values
	count, page int
	// summary is _summary; empty: it was not given.
	summary string
}

func (s definitionSearch) finds(resource defined) bool {
	for _, param := range definitionParams {
		for _, values := range s.query[param.Name] {
			matches := func(value string) bool { return param.matches(resource, value) }
			if !slices.ContainsFunc(strings.Split(values, ","), matches) {
				return false
			}
		}
	}
	return true
}

// link is the url of a page of the search, below the address that was asked.
func (s definitionSearch) link(resourceType string, page int) string {
	query := url.Values{searchCount.Name: {strconv.Itoa(s.count)}, searchPage.Name: {strconv.Itoa(page)}}
	if s.summary != "" {
		query.Set(searchSummary.Name, s.summary)
	}
	maps.Copy(query, s.query)
	return "/fhir/" + resourceType + "?" + query.Encode()
}

// readDefinitionSearch reads the query of a search. A parameter without a value is none; one that is
// not known is left out, or refused by strict handling; one with a modifier is refused, as R4 wants.
func readDefinitionSearch(query url.Values, handling engine.Handling) (definitionSearch, error) {
	search := definitionSearch{query: url.Values{}, count: definitionPage, page: 1}
	for _, name := range slices.Sorted(maps.Keys(query)) {
		values := slices.DeleteFunc(slices.Clone(query[name]), func(value string) bool { return value == "" })
		if len(values) == 0 {
			continue
		}
		var err error
		base, modifier, modified := strings.Cut(name, ":")
		switch known := searchesBy(base); {
		case known && modified:
			err = engine.Errorf(engine.Invalid, "the modifier %q of %s is not known here; send %s alone", modifier, base, base)
		case known:
			search.query[name] = values
		case name == searchCount.Name:
			search.count, err = readNumber(name, values[0], 0)
		case name == searchPage.Name:
			search.page, err = readNumber(name, values[0], 1)
		case name == searchSummary.Name:
			if search.summary = values[0]; !slices.Contains(searchSummary.Values, search.summary) {
				err = engine.Errorf(engine.Invalid, "_summary is %q; true, false or count is wanted", search.summary)
			}
		case handling == engine.Strict:
			err = engine.Errorf(engine.Invalid, "the parameter %q is not known here, and Prefer says handling=strict", name)
		}
		if err != nil {
			return search, err
		}
	}
	search.count = min(search.count, definitionPage)
	if search.summary == "count" {
		search.count = 0
	}
	return search, nil
}

// searchesBy reports whether definitions are searched by the parameter.
func searchesBy(name string) bool {
	for _, param := range definitionParams {
		if param.Name == name {
			return true
		}
	}
	return false
}
