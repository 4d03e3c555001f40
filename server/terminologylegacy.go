package server

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/terminology"
)

const (
	// legacyLimit and mostLegacy are how many rows are on a page of an older look-up.
	legacyLimit = "20"
	mostLegacy  = 100
)

func (s *Server) legacyRoutes() []Route {
	params := []Param{
		exampleQuery("search", "Words to search for. `q` is taken, too. Without any, all codes are listed.", "malaria"),
		query("code", "The one code that is wanted."),
		{In: "query", Name: "page", Type: "integer", Text: "The page, from 1 on."},
		{In: "query", Name: "limit", Type: "integer", Text: "How many are on a page: 20 where it is not given, 100 at the most.", Example: "2"},
	}
	route := func(path, alias, name, summary, schema, example string, handle func(*call) error) []Route {
		own := slices.Clone(params)
		own[0].Example = example
		return Route{
			Method: http.MethodGet, Path: path, handle: handle,
			Description: Description{
				Name: name, Summary: summary,
				Text:    "For clients of the older look-ups. The shape is this exchange's own, since none is published. New clients ask `ValueSet/$expand`.",
				Params:  own,
				Gives:   []Answer{{Status: http.StatusOK, Text: "A page of codes.", Content: []Content{{typeJSON, schema}}}},
				Refuses: []int{http.StatusBadRequest},
			},
		}.also(alias)
	}
	return append(
		route("/terminology/v1/icd11", "/v1/icd-11", "listDiagnoses", "Look up diagnoses, as older clients do", "LegacyDiagnoses", "malaria", s.listDiagnoses),
		route("/terminology/v1/sha-intervention", "/v1/sha-interventions", "listInterventions", "Look up interventions, as older clients do", "LegacyInterventions", "dialysis", s.listInterventions)...,
	)
}

// listDiagnoses looks up codes of ICD-11 in the release in force.
func (s *Server) listDiagnoses(c *call) error {
	release, _ := s.Terminology.Current().InForce(terminology.ICD11URL, s.today())
	return s.legacy(c, release, func(int) bool { return true }, func(position int) any {
		concept := release.At(position)
		return legacyDiagnosis{concept.Code, concept.Display, concept.URI, !concept.Divided}
	})
}

// listInterventions looks up interventions by the rows in force.
func (s *Server) listInterventions(c *call) error {
	set, today := s.Terminology.Current(), s.today()
	in := set.Catalogue().CodeSystem()
	row := func(position int) (terminology.Intervention, bool) {
		return set.Intervention(in.At(position).Code, today)
	}
	return s.legacy(c, in, func(position int) bool { _, ok := row(position); return ok }, func(position int) any {
		found, _ := row(position)
		return describeIntervention(found)
	})
}

// legacy answers with a page of the concepts that are asked for and kept.
func (s *Server) legacy(c *call, in *terminology.CodeSystem, keep func(position int) bool, row func(position int) any) error {
	page, err := readNumber("page", cmp.Or(c.QueryParam("page"), "1"), 1)
	if err != nil {
		return err
	}
	limit, err := readNumber("limit", cmp.Or(c.QueryParam("limit"), legacyLimit), 1)
	if err != nil {
		return err
	}
	limit = min(limit, mostLegacy)
	positions := s.legacyPositions(in, c.QueryParam("code"), cmp.Or(c.QueryParam("search"), c.QueryParam("q")), func(position int) bool {
		return in.At(position).Code != "" && !in.At(position).Abstract && keep(position)
	})
	message := legacyMessage{Total: len(positions), Page: page, Result: []any{}}
	begin := min((page-1)*limit, len(positions))
	for _, position := range positions[begin:min(begin+limit, len(positions))] {
		message.Result = append(message.Result, row(position))
	}
	return c.answerJSON(http.StatusOK, legacyAnswer{message})
}

func (s *Server) legacyPositions(in *terminology.CodeSystem, code, text string, keep func(position int) bool) []int {
	if code != "" {
		if position, ok := in.Find(strings.ToUpper(strings.TrimSpace(code))); ok && keep(position) {
			return []int{position}
		}
		return nil
	}
	if text != "" {
		return s.Terminology.Current().Search(in, text, keep)
	}
	var all []int
	for position := range in.Len() {
		if keep(position) {
			all = append(all, position)
		}
	}
	return all
}
