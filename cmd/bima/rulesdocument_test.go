package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/engine/rules"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/profiles"
)

const rulesHead = `# Rules

Ids are stable and never reused; each appears in the answer as ` + "`details.coding.code`" + `. Strict and lenient are the two ways
to ask (` + "`Prefer: handling=`" + `); lenient is the default. A finding of level error refuses the bundle; a warning and an
information do not. ` + "`bima rules`" + ` lists the rules, and ` + "`bima rules ITM-003`" + ` tells what stands here of one of them.
The bundles in ` + "`testdata/rules`" + ` show for each rule what passes and what fails.

## Setting levels

An operator can give a rule another level, which then holds under both handlings: ` + "`--rules FILE`" + `, or ` + "`BIMA_RULES`" + `, of
` + "`bima dev`, `serve`, `work`, `config`, `rules` and `validate`" + `. The file has a rule and its level on each line, and nothing
else switches a rule:

` + "```" + `
# A facility has asked for time to learn this.
ITM-011 warning
CLM-005 information # of no use to us yet
` + "```" + `

Several files can be given; a later one overrides an earlier one. A line that is not right stops the start and is named.
Rules that are *fixed* cannot be set: what they find cannot be taken in. ` + "`--rules compat`" + ` is a file that is part of the
program: since the payer's own samples break these rules, the payer seems to take what breaks them.

| rule | compat | strict | lenient |
|---|---|---|---|
`

// rulesDocument says all about every rule of reading, intake and adjudication.
func rulesDocument(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(generatedHead + rulesHead)
	compat := profiles.Compat()
	for _, rule := range profiles.Catalogue() {
		if level, ok := compat[rule.ID]; ok {
			fmt.Fprintf(&b, "| [%s](#%s) | %s | %s | %s |\n", rule.ID, strings.ToLower(rule.ID), level, rule.Strict, rule.Lenient)
		}
	}
	b.WriteString("\n## Reading\n\nWhat can be repaired is repaired under either handling, and said. The level under lenient handling is that of what was\nrepaired; what could not be is an error.\n")
	for _, rule := range fhir.Rules() {
		describeRule(t, &b, rule)
	}
	b.WriteString("\n## Intake\n")
	for _, rule := range profiles.Catalogue()[len(fhir.Rules()):] {
		describeRule(t, &b, rule)
	}
	b.WriteString(adjudicationHead)
	for _, rule := range adjudicationRules() {
		describeAdjudication(t, &b, rule)
	}
	return b.String()
}

const adjudicationHead = `
## Adjudication

In the order in which they run. Each finding has a text for the payer and one for the facility; of a *watch* the facility
learns nothing. *Deny* and *refer* leave the claim to a person, a *cut* pays less. Officers are bound by the ceilings of the
rules that set one. The cases in ` + "`testdata/adjudication`" + ` show for each rule what passes and what fails, and
[adjudication.md](adjudication.md) how they work together.
`

func describeAdjudication(t *testing.T, b *strings.Builder, rule toldRule) {
	t.Helper()
	fmt.Fprintf(b, "\n### %s\n\n%s\n\nMeans **%s**.", rule.ID, rule.Title, rule.outcomes())
	if rule.Binds != "" {
		fmt.Fprintf(b, " Its ceiling is one by %s.", rule.Binds)
	}
	fmt.Fprintf(b, " *%s.*\n", rule.Citation)
	example := adjudicationExampleOf(t, rule.ID)
	fmt.Fprintf(b, "\nFor example:\n\n```\nto the payer:    %s\n", example.Text)
	if example.Facility != "" {
		fmt.Fprintf(b, "to the facility: %s\n", example.Facility)
	}
	b.WriteString("```\n")
}

func describeRule(t *testing.T, b *strings.Builder, rule profiles.Entry) {
	t.Helper()
	fixed := ""
	if rule.Fixed {
		fixed = " Fixed."
	}
	fmt.Fprintf(b, "\n### %s\n\n%s\n\nStrict: **%s**. Lenient: **%s**.%s *%s.*\n", rule.ID, rule.Title, rule.Strict, rule.Lenient, fixed, rule.Cites)
	if rule.Mend != "" {
		fmt.Fprintf(b, "\nTo mend: %s\n", rule.Mend)
	}
	if example := exampleOf(t, rule.ID); example != nil {
		fmt.Fprintf(b, "\nFor example:\n\n```\n%s\n    %s\n```\n", example.Path, example.Text)
	}
}

// rulesExamplesFile is what the program knows of examples.
func rulesExamplesFile(t *testing.T) string {
	t.Helper()
	examples := map[string]*example{}
	for _, rule := range profiles.Catalogue() {
		if example := exampleOf(t, rule.ID); example != nil {
			examples[rule.ID] = example
		}
	}
	for _, rule := range rules.All() {
		examples[rule.ID] = adjudicationExampleOf(t, rule.ID)
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(examples); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
