package service

import (
	"slices"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// noDay asks for the newest version.
var noDay fhir.Date

const (
	// mostChosen is how much a value set may say that came with a request, and mostFilters how many of
	// that may be filters, each of which is asked of every concept.
	mostChosen  = 1000
	mostFilters = 50
	// mostImports is how many value sets one may draw in, and those it draws in.
	mostImports = 100
)

// selection are the codes of a value set.
type selection struct {
	// systems are the versions of code systems of which it has codes, each once.
	systems []*terminology.CodeSystem
	// has reports whether a concept of one of them is in it.
	has func(in *terminology.CodeSystem, position int) bool
	// deliberate: it says which codes of ICD-11 it wants, so that its extension codes are meant.
	deliberate bool
}

// composer makes selections of value sets.
type composer struct {
	service *Service
	on      fhir.Date
	// pinned are versions by code system; excluded are code systems that are left out.
	pinned   map[string]pin
	excluded []string
	// parameter is the input that is to blame.
	parameter string
	// above are the value sets that are just being composed, imports how many have been.
	above   []string
	imports int
	// states are those of the regular expressions so far.
	states int
}

func (c *composer) compose(valueSet terminology.ValueSet) (selection, error) {
	if slices.Contains(c.above, valueSet.URL) {
		return selection{}, unprocessable(c.parameter, "the value set %s draws in itself", valueSet.URL)
	}
	if c.imports++; c.imports > mostImports {
		return selection{}, unprocessable(c.parameter, "the value set draws in more than %d others", mostImports)
	}
	c.above = append(c.above, valueSet.URL)
	defer func() { c.above = c.above[:len(c.above)-1] }()
	included, err := c.any(valueSet.Include)
	if err != nil || len(valueSet.Exclude) == 0 {
		return included, err
	}
	excluded, err := c.any(valueSet.Exclude)
	if err != nil {
		return selection{}, err
	}
	has := included.has
	included.has = func(in *terminology.CodeSystem, position int) bool {
		return has(in, position) && !excluded.has(in, position)
	}
	return included, nil
}

// any are the codes that one of the choices at least has.
func (c *composer) any(choices []terminology.Choice) (selection, error) {
	var each []selection
	var all selection
	for _, choice := range choices {
		one, err := c.choice(choice)
		if err != nil {
			return selection{}, err
		}
		for _, system := range one.systems {
			if !slices.Contains(all.systems, system) {
				all.systems = append(all.systems, system)
			}
		}
		all.deliberate = all.deliberate || one.deliberate
		each = append(each, one)
	}
	if len(each) == 1 {
		return each[0], nil
	}
	all.has = func(in *terminology.CodeSystem, position int) bool {
		return slices.ContainsFunc(each, func(one selection) bool { return one.has(in, position) })
	}
	return all, nil
}

// choice are the codes of one include or exclude: of its code system those that meet all that it says
// and that are in all of its value sets.
func (c *composer) choice(choice terminology.Choice) (selection, error) {
	var all []selection
	if choice.System != "" {
		own, err := c.ofSystem(choice)
		if err != nil {
			return selection{}, err
		}
		all = append(all, own)
	}
	for _, canonical := range choice.ValueSets {
		valueSet, ok := c.service.valueSet(canonical)
		if !ok {
			return selection{}, unprocessable(c.parameter, "the value set %q, which is drawn in, is not known here", shortened(canonical))
		}
		drawn, err := c.compose(valueSet)
		if err != nil {
			return selection{}, err
		}
		all = append(all, drawn)
	}
	if len(all) == 1 {
		return all[0], nil
	}
	both := selection{systems: all[0].systems, deliberate: true}
	both.has = func(in *terminology.CodeSystem, position int) bool {
		return !slices.ContainsFunc(all, func(one selection) bool { return !one.has(in, position) })
	}
	return both, nil
}

// ofSystem are the codes that a choice takes of its code system.
func (c *composer) ofSystem(choice terminology.Choice) (selection, error) {
	of := c.service.find(choice.System)
	if of == nil {
		return selection{}, unprocessable(c.parameter, "the code system %q of the value set is not known here", shortened(choice.System))
	}
	in, err := c.version(of, choice)
	if err != nil {
		return selection{}, err
	}
	keeps, err := c.filters(in, choice)
	if err != nil {
		return selection{}, err
	}
	if slices.Contains(c.excluded, of.url) {
		return selection{has: func(*terminology.CodeSystem, int) bool { return false }}, nil
	}
	return selection{
		systems: []*terminology.CodeSystem{in}, deliberate: len(keeps) > 0,
		has: func(asked *terminology.CodeSystem, position int) bool {
			if asked != in {
				return false
			}
			for _, keep := range keeps {
				if !keep(position) {
					return false
				}
			}
			return true
		},
	}, nil
}
