package fhir

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// maxIssues bounds an OperationOutcome: a body made of nothing but faults must not cost a hundred
// times its size to answer.
const maxIssues = 1000

type operationOutcome struct {
	ResourceType string         `json:"resourceType"`
	Issue        []outcomeIssue `json:"issue"`
}

type outcomeIssue struct {
	Severity    string       `json:"severity"`
	Code        string       `json:"code"`
	Details     *ConceptJSON `json:"details,omitempty"`
	Diagnostics string       `json:"diagnostics,omitempty"`
	Expression  []string     `json:"expression,omitempty"`
}

// EncodeOutcome writes findings as an OperationOutcome: the rule as details.coding of the code
// system bima-issue below base, the text as diagnostics, the place as expression. Without
// findings it says so, since R4 wants at least one issue. Of more than 1,000 findings it writes the
// gravest, and how many more there are.
func EncodeOutcome(base string, issues []Issue) []byte {
	outcome := operationOutcome{ResourceType: "OperationOutcome"}
	if left := len(issues) - maxIssues; left > 0 {
		gravest := slices.SortedStableFunc(slices.Values(issues), func(a, b Issue) int { return cmp.Compare(a.Level, b.Level) })
		issues = append(gravest[:maxIssues:maxIssues], Issue{
			Level: gravest[maxIssues].Level, Code: "too-costly",
			Text: fmt.Sprintf("there are %d more findings; mend these first and send the bundle again to see the others", left),
		})
	}
	for _, issue := range issues {
		outcome.Issue = append(outcome.Issue, encodeIssue(base, issue))
	}
	if len(issues) == 0 {
		outcome.Issue = []outcomeIssue{{Severity: Information.String(), Code: "informational", Diagnostics: "no findings"}}
	}
	return encode(outcome)
}

func encodeIssue(base string, issue Issue) outcomeIssue {
	encoded := outcomeIssue{Severity: issue.Level.String(), Code: issue.Code, Diagnostics: printable(issue.Text)}
	if issue.Rule != "" {
		encoded.Details = &ConceptJSON{Coding: []CodingJSON{{System: base + "/CodeSystem/bima-issue", Code: issue.Rule}}}
	}
	place := issue.Expression
	if place == "" {
		place = issue.Path
	}
	if place != "" {
		encoded.Expression = []string{printable(place)}
	}
	return encoded
}

// printable takes out what R4 forbids in a string: a member name of the sender's body may hold
// control characters.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' {
			return '\uFFFD'
		}
		return r
	}, text)
}
