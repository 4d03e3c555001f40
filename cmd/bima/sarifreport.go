package main

import (
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/profiles"
)

// sarifReport is the report for editors and CI.
type sarifReport struct {
	out      *terminal
	levels   profiles.Levels
	handling profiles.Handling
	run      sarifRun
}

func newSARIFReport(out *terminal, levels profiles.Levels, handling profiles.Handling) *sarifReport {
	r := &sarifReport{out: out, levels: levels, handling: handling}
	r.run.Tool.Driver = sarifDriver{Name: "bima", Version: version, Rules: []sarifRule{}}
	r.run.ColumnKind = "unicodeCodePoints"
	r.run.Results = []sarifResult{}
	return r
}

func (r *sarifReport) add(found checked) error {
	uri, err := sarifURI(found.file)
	if err != nil {
		return err
	}
	text := newSource(found.body)
	for _, issue := range found.issues {
		var location sarifLocation
		location.Physical.Artifact.URI = uri
		at := text.place(issue.Offset)
		location.Physical.Region = sarifRegion{at.line, at.column, at.line, at.behind}
		if issue.Expression != "" {
			location.Logical = []sarifLogical{{printable(issue.Expression), "element"}}
		}
		r.run.Results = append(r.run.Results, sarifResult{
			RuleID: issue.Rule, RuleIndex: r.rule(issue.Rule), Level: sarifLevelOf(issue.Level),
			Message: sarifMessage{sarifText(printable(issue.Text))}, Locations: []sarifLocation{location},
		})
	}
	return nil
}

func (r *sarifReport) close() error {
	return r.out.json(sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{r.run},
	})
}

// rule is the index of a rule among those that have spoken, -1 for none.
func (r *sarifReport) rule(id string) int {
	if id == "" {
		return -1
	}
	spoken := &r.run.Tool.Driver.Rules
	if i := slices.IndexFunc(*spoken, func(rule sarifRule) bool { return rule.ID == id }); i >= 0 {
		return i
	}
	described := sarifRule{ID: id}
	for _, rule := range profiles.Catalogue() {
		if rule.ID == id {
			described = r.describe(rule)
		}
	}
	*spoken = append(*spoken, described)
	return len(*spoken) - 1
}

func (r *sarifReport) describe(rule profiles.Entry) sarifRule {
	help := strings.TrimSpace(rule.Mend + " (" + rule.Cites + ")")
	return sarifRule{
		ID:      rule.ID,
		Title:   &sarifMessage{sarifText(rule.Title)},
		Help:    &sarifMessage{sarifText(help)},
		Default: &sarifLevel{sarifLevelOf(r.levels.Of(rule, r.handling))},
		Properties: map[string]string{
			"strict":  r.levels.Of(rule, profiles.Strict).String(),
			"lenient": r.levels.Of(rule, profiles.Lenient).String(),
		},
	}
}

// sarifLevelOf is a level as SARIF writes it.
func sarifLevelOf(level fhir.Level) string {
	if level == fhir.Information {
		return "note"
	}
	return level.String()
}

// sarifText is text as a message, in which a single brace would stand for an argument (SARIF 3.11.5).
func sarifText(text string) string {
	return strings.NewReplacer("{", "{{", "}", "}}").Replace(text)
}

// sarifURI is a file as it was named, so that CI finds it in the checkout.
func sarifURI(file string) (string, error) {
	if file == standardInput || filepath.IsAbs(file) {
		return fileURL(file)
	}
	return (&url.URL{Path: filepath.ToSlash(file)}).String(), nil
}
