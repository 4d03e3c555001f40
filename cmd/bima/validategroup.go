package main

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

// group is a finding with those that say the same elsewhere.
type group struct {
	fhir.Issue
	more []fhir.Issue
}

// grouped are the findings, the gravest first, else in their order. Findings of one rule and level
// are a group where they have one sentence, or paths that differ in indices alone.
func grouped(issues []fhir.Issue) []*group {
	var groups []*group
	bySentence, byPath := map[string]*group{}, map[string]*group{}
	for _, issue := range issues {
		kind := issue.Rule + " " + issue.Level.String() + " "
		sentence, path := kind+issue.Text, kind+withoutIndices(issue.Path)
		same, like := bySentence[sentence], byPath[path]
		switch {
		case same != nil:
			same.more = append(same.more, issue)
		case like != nil && like.Path != issue.Path:
			like.more = append(like.more, issue)
		default:
			g := &group{Issue: issue}
			groups, bySentence[sentence], byPath[path] = append(groups, g), g, g
		}
	}
	slices.SortStableFunc(groups, func(a, b *group) int { return int(a.Level) - int(b.Level) })
	return groups
}

var indices = regexp.MustCompile(`\[\d+\]`)

func withoutIndices(path string) string { return indices.ReplaceAllString(path, "[]") }

// count of findings by level.
type levelCounts struct{ errors, warnings, informations int }

func (c *levelCounts) add(issues []fhir.Issue) {
	for _, issue := range issues {
		switch issue.Level {
		case fhir.Error:
			c.errors++
		case fhir.Warning:
			c.warnings++
		default:
			c.informations++
		}
	}
}

func (c levelCounts) String() string {
	return fmt.Sprintf("%s, %s, %s", count(c.errors, "error"), count(c.warnings, "warning"), count(c.informations, "information"))
}
