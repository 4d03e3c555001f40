package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/engine/rules"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/profiles"
)

var update = flag.Bool("update", false, "rewrite the generated documents")

const generatedHead = "<!-- Generated from the code: go test ./cmd/bima -run TestGenerated -update -->\n\n"

// TestGenerated fails where a generated document is not what the code says.
func TestGenerated(t *testing.T) {
	for name, text := range map[string]string{"states.md": statesDocument(), "rules.md": rulesDocument(t)} {
		path := filepath.Join("..", "..", "docs", name)
		if *update {
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		current, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(text, "\n"), strings.Split(string(current), "\n")); diff != "" {
			t.Errorf("docs/%s is not current; make update writes it anew (-code +document):\n%s", name, diff)
		}
	}
}

// statesDocument is the table of states as a diagram and as a table.
func statesDocument() string {
	var b strings.Builder
	b.WriteString(generatedHead + "# States\n\nAn arrow that is not here does not exist. \"The state before\" is the one from which a claim was sent to\nsurveillance or sent back; from queued that is a review, since the engine has had its say.\n\n```mermaid\nstateDiagram-v2\n")
	id := func(state engine.State) string {
		return strings.ReplaceAll(strings.ReplaceAll(string(state), "-", "_"), " ", "_")
	}
	fmt.Fprintf(&b, "    [*] --> %s: %s\n", id(engine.Queued), engine.Accept)
	drawn := map[string]bool{}
	for _, arrow := range engine.Transitions() {
		line := fmt.Sprintf("    %s --> %s: %s\n", id(arrow.From), id(arrow.To), arrow.On)
		if !drawn[line] {
			b.WriteString(line)
		}
		drawn[line] = true
	}
	b.WriteString("```\n\n| from | action | to | for | if | who |\n|---|---|---|---|---|---|\n")
	for _, arrow := range engine.Transitions() {
		who := "engine or sweeper"
		if len(arrow.By) > 0 {
			var roles []string
			for _, role := range arrow.By {
				roles = append(roles, string(role))
			}
			who = strings.Join(roles, ", ")
		}
		use := "both"
		if arrow.Use != "" {
			use = string(arrow.Use)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", arrow.From, arrow.On, arrow.To, use, arrow.If, who)
	}
	return b.String()
}

// rulesDocument lists every rule of reading, intake and adjudication.
func rulesDocument(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(generatedHead + "# Rules\n\nIds are stable and never reused; each appears in the answer as `details.coding.code`. A rule of level error\nrefuses the bundle. Strict and lenient are the two ways to ask (`Prefer: handling=`); lenient is the default.\n\n")
	b.WriteString("## Reading\n\nNothing is repaired yet: both handlings are alike.\n\n| id | level | what holds |\n|---|---|---|\n")
	for _, rule := range fhir.Rules() {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", rule.ID, rule.Strict, cell(rule.Title))
	}
	b.WriteString("\n## Intake\n")
	for _, rule := range profiles.Rules() {
		fmt.Fprintf(&b, "\n### %s\n\n%s\n\n*Strict: %s. Lenient: %s. %s.*\n", rule.ID, rule.Title, rule.Strict, rule.Lenient, rule.Cites)
		if example := exampleOf(t, rule.ID); example != "" {
			fmt.Fprintf(&b, "\nFor example:\n\n```\n%s\n```\n", example)
		}
	}
	b.WriteString("\n## Adjudication\n\nIn the order in which they run. Each finding has a text for the payer and one for the facility.\n\n| id | what holds | clause |\n|---|---|---|\n")
	for _, rule := range rules.All() {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", rule.ID, cell(rule.Title), cell(rule.Cites))
	}
	return b.String()
}

func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

// exampleOf is the first finding in the golden file of a rule's tests.
func exampleOf(t *testing.T, id string) string {
	t.Helper()
	golden, err := os.ReadFile(filepath.Join("..", "..", "profiles", "testdata", id+".golden"))
	if os.IsNotExist(err) {
		return "" // CLM-012 is answered alone, and tested elsewhere
	}
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(golden), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, id+" ") && i+1 < len(lines) {
			return line + "\n" + lines[i+1]
		}
	}
	t.Errorf("%s: no finding in its golden file", id)
	return ""
}
