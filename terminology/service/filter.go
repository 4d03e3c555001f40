package service

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/terminology"
)

const (
	// mostPattern is how long a regular expression may be.
	mostPattern = 200
	// mostStates is how many states those of a value set may have in all. Go's are matched in a time
	// that grows with them and with the text, and a short one (".{99}.{99}") can have thousands.
	mostStates = 100
)

// filters are what a concept must meet to be taken by a choice; none: all are.
func (c *composer) filters(in *terminology.CodeSystem, choice terminology.Choice) ([]func(position int) bool, error) {
	var keeps []func(position int) bool
	if len(choice.Codes) > 0 {
		// A code that the version does not have is in no expansion of it.
		chosen := make(map[int]bool, len(choice.Codes))
		for _, code := range choice.Codes {
			if position, ok := in.Find(code); ok {
				chosen[position] = true
			}
		}
		keeps = append(keeps, func(position int) bool { return chosen[position] })
	}
	for _, filter := range choice.Filters {
		keep, err := c.filter(in, filter)
		if err != nil {
			return nil, err
		}
		keeps = append(keeps, keep)
	}
	return keeps, nil
}

func (c *composer) filter(in *terminology.CodeSystem, filter terminology.Filter) (func(position int) bool, error) {
	if filter.Property == "concept" || filter.Op == "is-a" || filter.Op == "descendent-of" || filter.Op == "is-not-a" {
		return c.below(in, filter)
	}
	if !declares(in, filter.Property) {
		return nil, unprocessable(c.parameter, "%s has no property %q, by which the value set chooses", in.URL, shortened(filter.Property))
	}
	values := func(position int) []string { return c.service.values(in, position, filter.Property, c.on) }
	switch filter.Op {
	case "=":
		if filter.Property == codeKind { // which is asked of all of ICD-11 by each search for a stem code
			return func(position int) bool { return kindOf(in.At(position).Code) == filter.Value }, nil
		}
		return func(position int) bool { return slices.Contains(values(position), filter.Value) }, nil
	case "in", "not-in":
		wanted := map[string]bool{}
		for value := range strings.SplitSeq(filter.Value, ",") {
			wanted[strings.TrimSpace(value)] = true
		}
		return func(position int) bool {
			return slices.ContainsFunc(values(position), func(value string) bool { return wanted[value] }) == (filter.Op == "in")
		}, nil
	case "exists":
		if filter.Value != "true" && filter.Value != "false" {
			return nil, unprocessable(c.parameter, "the filter exists of %s has the value %q; true or false is wanted", filter.Property, shortened(filter.Value))
		}
		return func(position int) bool { return (len(values(position)) > 0) == (filter.Value == "true") }, nil
	case "regex":
		pattern, err := c.pattern(filter.Value)
		if err != nil {
			return nil, err
		}
		return func(position int) bool { return slices.ContainsFunc(values(position), pattern.MatchString) }, nil
	}
	return nil, unprocessable(c.parameter, "the filter %q is not known here; known are =, is-a, descendent-of, is-not-a, in, not-in, exists and regex", shortened(filter.Op))
}

// pattern is a regular expression that all of a text has to match.
func (c *composer) pattern(text string) (*regexp.Regexp, error) {
	if len(text) > mostPattern {
		return nil, unprocessable(c.parameter, "the regular expression has %d characters, and at most %d are taken", len(text), mostPattern)
	}
	whole := "^(?:" + text + ")$"
	parsed, err := syntax.Parse(whole, syntax.Perl)
	if err != nil {
		return nil, unprocessable(c.parameter, "%q is no regular expression that is known here", text)
	}
	program, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		return nil, unprocessable(c.parameter, "%q is no regular expression that is known here", text)
	}
	if c.states += len(program.Inst); c.states > mostStates {
		return nil, unprocessable(c.parameter, "the regular expressions of the value set take too long, with %q as the last; write them with fewer repetitions and alternatives, or choose by concept", text)
	}
	return regexp.Compile(whole)
}

// below is a filter by the hierarchy. Its value is a code, or what the owner calls the concept by.
func (c *composer) below(in *terminology.CodeSystem, filter terminology.Filter) (func(position int) bool, error) {
	root, ok := find(in, filter.Value)
	if !ok {
		return nil, unprocessable(c.parameter, "%s has no %q, below which the value set chooses", in.URL, shortened(filter.Value))
	}
	switch filter.Op {
	case "is-a":
		return func(position int) bool { return in.Subsumes(root, position) }, nil
	case "descendent-of":
		return func(position int) bool { return position != root && in.Subsumes(root, position) }, nil
	case "is-not-a":
		return func(position int) bool { return !in.Subsumes(root, position) }, nil
	case "=":
		return func(position int) bool { return position == root }, nil
	}
	return nil, unprocessable(c.parameter, "the filter %q of concept is not known here; known are =, is-a, descendent-of and is-not-a", shortened(filter.Op))
}

// find finds a concept by its code or URI.
func find(in *terminology.CodeSystem, name string) (position int, ok bool) {
	if position, ok = in.Find(name); ok {
		return position, true
	}
	return in.FindURI(name)
}
