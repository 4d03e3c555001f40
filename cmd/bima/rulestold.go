package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/engine/rules"
	"github.com/bima-exchange/bima/profiles"
)

// toldRule is what `bima rules` tells of a rule.
type toldRule struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Citation string `json:"citation"`
	Mend     string `json:"mend,omitempty"`
	// Outcomes are what a finding of a rule of adjudication can mean, and Binds what kind of ceiling it
	// sets for officers; a rule of intake has neither.
	Outcomes []engine.Outcome `json:"outcomes,omitempty"`
	Binds    engine.Binding   `json:"binds,omitempty"`
	// Strict and Lenient are the levels in force under each handling; a rule of adjudication has none.
	Strict  string `json:"strict,omitempty"`
	Lenient string `json:"lenient,omitempty"`
	// Fixed: nobody can set another level. Set: --rules has set this one.
	Fixed   bool     `json:"fixed,omitempty"`
	Set     bool     `json:"set,omitempty"`
	Example *example `json:"example,omitempty"`
}

// example is a finding of a rule: of intake with its path and text, of adjudication with its text for
// the payer and, where the facility is told, that for the facility.
type example struct {
	Path     string `json:"path,omitempty"`
	Text     string `json:"text"`
	Facility string `json:"facility,omitempty"`
}

// rulesExamples has an example of each rule, by id; it is generated from the fixtures of the rules.
//
//go:embed rulesexamples.json
var rulesExamples []byte

// toldRules are the rules with these ids, or all of one kind where no id is given.
func toldRules(levels profiles.Levels, ids []string, adjudication bool) ([]toldRule, error) {
	switch {
	case len(ids) == 0 && adjudication:
		return adjudicationRules(), nil
	case len(ids) == 0:
		return intakeRules(levels), nil
	}
	all, found := append(intakeRules(levels), adjudicationRules()...), []toldRule{}
	for _, id := range ids {
		i := slices.IndexFunc(all, func(rule toldRule) bool { return strings.EqualFold(id, rule.ID) })
		if i < 0 {
			return nil, fmt.Errorf("there is no rule %s; bima rules lists those that a bundle meets, and with --adjudication those that a claim meets", id)
		}
		found = append(found, all[i])
	}
	return found, nil
}

// examples are those of all rules, by id.
func examples() map[string]*example {
	examples := map[string]*example{}
	if err := json.Unmarshal(rulesExamples, &examples); err != nil {
		panic(err) // the file is part of the program
	}
	return examples
}

func intakeRules(levels profiles.Levels) []toldRule {
	examples := examples()
	var told []toldRule
	for _, rule := range profiles.Catalogue() {
		_, set := levels[rule.ID]
		told = append(told, toldRule{
			ID: rule.ID, Title: rule.Title, Citation: rule.Cites, Mend: rule.Mend, Fixed: rule.Fixed, Set: set,
			Strict:  levels.Of(rule, profiles.Strict).String(),
			Lenient: levels.Of(rule, profiles.Lenient).String(),
			Example: examples[rule.ID],
		})
	}
	return told
}

func adjudicationRules() []toldRule {
	examples := examples()
	var told []toldRule
	for _, rule := range rules.All() {
		told = append(told, toldRule{
			ID: rule.ID, Title: rule.Title, Citation: rule.Cites, Outcomes: rule.Outcomes, Binds: rule.Binds, Example: examples[rule.ID],
		})
	}
	return told
}

// outcomes are what a finding can mean, in words.
func (r toldRule) outcomes() string {
	words := make([]string, len(r.Outcomes))
	for i, outcome := range r.Outcomes {
		words[i] = string(outcome)
	}
	return strings.Join(words, ", ")
}
