package server

import (
	"net/http"

	"github.com/bima-exchange/bima/terminology"
	"github.com/bima-exchange/bima/terminology/service"
)

// query is a parameter of an operation.
func query(name, text string) Param { return Param{In: "query", Name: name, Text: text} }

func exampleQuery(name, text, example string) Param {
	return Param{In: "query", Name: name, Text: text, Example: example}
}

var (
	codeParam     = exampleQuery("code", "The code, or a cluster of ICD-11 (`&` as `%26`, `/` as `%2F`).", "BA00")
	dateParam     = query("date", "The day whose release of ICD-11 and whose tariffs count: today where it is not given.")
	versionParam  = query("version", "A version of the code system, where not the one in force is meant.")
	displayParam  = query("display", "The text that was shown. Where it is another, that is a warning.")
	abstractParam = Param{In: "query", Name: "abstract", Type: "boolean", Text: "Whether headings are valid, too."}
	languageParam = query("displayLanguage", "The language of the display, where there is one in it.")
)

// parametersAnswer is an answer that is made anew each time.
func parametersAnswer(text string) []Answer {
	return []Answer{{Status: http.StatusOK, Text: text, Content: []Content{{typeFHIR, "OperationParameters"}}}}
}

func (s *Server) lookupOperation() terminologyOperation {
	return terminologyOperation{
		resourceType: "CodeSystem", name: "lookup", route: "lookup", summary: "Look up a code",
		text:   "Its title, its properties, what is above and below it, and how extension codes can be joined to it. Of an intervention the properties are those of the row in force on `date`.",
		params: []Param{exampleQuery("system", "The canonical url of the code system. `url` is taken, too.", terminology.ICD11URL), codeParam, versionParam, dateParam, query("property", "A property that is wanted; it can be given again. None: all."), languageParam},
		gives:  parametersAnswer("What is known of the code."), refuses: []int{http.StatusNotFound},
		example: "LookupParameters", handle: s.operate("CodeSystem", (*service.Service).Lookup),
	}
}

func (s *Server) validateCodeOperation() terminologyOperation {
	return terminologyOperation{
		resourceType: "CodeSystem", name: "validate-code", route: "validateCode", summary: "Check a code",
		text:    "Whether a code, or a cluster of ICD-11, exists on a day. `issues` tells each part that is wrong with its place; warnings leave the result true.",
		params:  []Param{exampleQuery("url", "The canonical url of the code system. `system` is taken, too.", terminology.ICD11URL), codeParam, versionParam, displayParam, dateParam, abstractParam, languageParam},
		gives:   parametersAnswer("Whether it is valid, and what is to be said of it."),
		example: "ValidateCodeParameters", instanceExample: "ValidateStateParameters", handle: s.operate("CodeSystem", (*service.Service).ValidateCode),
	}
}

func (s *Server) subsumesOperation() terminologyOperation {
	return terminologyOperation{
		resourceType: "CodeSystem", name: "subsumes", route: "subsumes", summary: "Compare two codes",
		text:   "Whether one code stands above the other: `equivalent`, `subsumes`, `subsumed-by` or `not-subsumed`. A cluster is subsumed by what subsumes its first stem code.",
		params: []Param{exampleQuery("system", "The canonical url of the code system. `url` is taken, too.", terminology.ICD11URL), exampleQuery("codeA", "One code.", "BA00"), exampleQuery("codeB", "The other code.", "BA00.Z"), versionParam, dateParam},
		gives:  parametersAnswer("How they stand to each other."), refuses: []int{http.StatusNotFound},
		example: "SubsumesParameters", instanceExample: "SubsumesStateParameters", handle: s.operate("CodeSystem", (*service.Service).Subsumes),
	}
}

func (s *Server) expandOperation() terminologyOperation {
	return terminologyOperation{
		resourceType: "ValueSet", name: "expand", route: "expand", summary: "List or search the codes of a value set",
		text: "With `filter` it is the search of a picker: the best come first. The url of a code system with `?fhir_vs` behind it is the value set of all its codes, with `?fhir_vs=isa/CODE` that of a code and all below it.",
		params: []Param{
			exampleQuery("url", "The canonical url of the value set.", terminology.ICD11URL+"?fhir_vs"), query("valueSetVersion", "The version of the value set."),
			exampleQuery("filter", "Words, or a code. Every word must be met: as it is, as the beginning of a word, or with few letters changed.", "malaria"),
			{In: "query", Name: "offset", Type: "integer", Text: "How many codes to leave out."},
			{In: "query", Name: "count", Type: "integer", Text: "How many codes at most: 100 where it is not given, 1,000 whatever is asked; 0 for the total alone.", Example: "3"},
			{In: "query", Name: "activeOnly", Type: "boolean", Text: "Leave out codes that are out of use."},
			{In: "query", Name: "includeDesignations", Type: "boolean", Text: "Show synonyms and index terms."},
			query("designation", "Show those of this use or language alone."),
			{In: "query", Name: "excludeNested", Type: "boolean", Text: "Expansions are always flat."},
			languageParam, dateParam,
			query("system-version", "`url|version` of a code system, for where the value set names no version."),
			query("check-system-version", "The same, and the value set must not name another version."), query("force-system-version", "The same, whichever version the value set names."),
			query("exclude-system", "A code system that is left out."),
			ifNoneMatch,
		},
		gives: []Answer{
			{Status: http.StatusOK, Text: "A page of codes.", Content: []Content{{typeFHIR, "ValueSet"}}, Headers: []string{"ETag"}},
			{Status: http.StatusNotModified, Text: "It still holds.", Headers: []string{"ETag"}},
		},
		refuses: []int{http.StatusNotFound, http.StatusUnprocessableEntity},
		example: "ExpandParameters", instanceExample: "ExpandStatesParameters", handle: s.expand,
	}
}

func (s *Server) validateInValueSetOperation() terminologyOperation {
	return terminologyOperation{
		resourceType: "ValueSet", name: "validate-code", route: "validateCodeInValueSet", summary: "Check whether a code is in a value set",
		text: "A code that is valid in its code system and is in the value set. Of a cluster the first stem code is looked for.",
		params: []Param{exampleQuery("url", "The canonical url of the value set.", terminology.ICD11URL+"?fhir_vs"), query("valueSetVersion", "The version of the value set."),
			query("system", "The canonical url of the code system. It may be left out where the value set has codes of one alone."), query("systemVersion", "A version of the code system."),
			codeParam, displayParam, dateParam, abstractParam, languageParam},
		gives: parametersAnswer("Whether it is in the value set, and what is to be said of it."), refuses: []int{http.StatusNotFound, http.StatusUnprocessableEntity},
		example: "ValidateInValueSetParameters", instanceExample: "ValidateStateParameters", handle: s.operate("ValueSet", (*service.Service).ValidateInValueSet),
	}
}
