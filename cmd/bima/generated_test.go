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
)

var update = flag.Bool("update", false, "rewrite the golden files and the generated documents")

const generatedHead = "<!-- Generated from the code: go test ./cmd/bima -run TestGenerated -update -->\n\n"

// TestGenerated fails where a generated file is not what the code and the fixtures say.
func TestGenerated(t *testing.T) {
	docs := filepath.Join("..", "..", "docs")
	for path, text := range map[string]string{
		filepath.Join(docs, "states.md"): statesDocument(),
		filepath.Join(docs, "rules.md"):  rulesDocument(t),
		"rulesexamples.json":             rulesExamplesFile(t),
	} {
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
			t.Errorf("%s is not current; make update writes it anew (-code +file):\n%s", path, diff)
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
