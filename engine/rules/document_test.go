package rules

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
)

// document is docs/adjudication.md. What stands between two marks is made here: tables of examples, which
// are fixtures, of rules and of settings.
var document = filepath.Join("..", "..", "docs", "adjudication.md")

var marked = regexp.MustCompile(`(?s)(<!-- (amounts|says|rules|settings|combinations|overdue)((?: [a-z0-9-]+)*) -->\n).*?(<!-- end -->)`)

// TestDocument holds the tables of the document against what the rules do.
func TestDocument(t *testing.T) {
	before, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]bool{}
	after := marked.ReplaceAllStringFunc(string(before), func(block string) string {
		parts := marked.FindStringSubmatch(block)
		names := strings.Fields(parts[3])
		for _, name := range names {
			shown[name] = true
		}
		return parts[1] + "\n" + table(t, parts[2], names) + "\n" + parts[4]
	})
	if *update {
		if err := os.WriteFile(document, []byte(after), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if diff := cmp.Diff(string(before), after); diff != "" {
		t.Errorf("the document does not say what the rules do; go test ./engine/rules -update rewrites it (-document +rules):\n%s", diff)
	}
	for _, path := range examples(t) {
		if name := strings.TrimSuffix(filepath.Base(path), ".json"); !shown[name] {
			t.Errorf("the example %s is in no table of the document", name)
		}
	}
	if marks := strings.Count(after, "<!-- "); marks != 2*len(marked.FindAllString(after, -1)) {
		t.Errorf("the document has a mark that is not understood")
	}
}

func examples(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(fixtures, "examples", "*.json"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no examples (%v)", err)
	}
	return paths
}

func table(t *testing.T, kind string, names []string) string {
	t.Helper()
	switch kind {
	case "amounts":
		return amountsTable(t, names)
	case "says":
		return saysTable(t, names)
	case "rules":
		return rulesTable()
	case "combinations":
		return combinationsTable()
	case "overdue":
		return overdueTable()
	}
	return settingsTable()
}

// rulesTable is every rule with what it can do.
func rulesTable() string {
	var b strings.Builder
	b.WriteString("| rule | what holds | if not | who may pass its ceiling |\n|---|---|---|---|\n")
	passes := map[engine.Binding]string{
		"": "–", engine.ByTariff: "two officers, with a reason", engine.ByLimit: "two officers, with a reason",
		engine.ByPreauthorization: "nobody", engine.ByLaw: "nobody",
	}
	for _, rule := range All() {
		var outcomes []string
		for _, outcome := range rule.Outcomes {
			outcomes = append(outcomes, string(outcome))
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", rule.ID, rule.Title, strings.Join(outcomes, ", "), passes[rule.Binds])
	}
	return b.String()
}

// combinationsTable is the default list of what may be claimed together.
func combinationsTable() string {
	var b strings.Builder
	b.WriteString("| first item | beside it |\n|---|---|\n")
	for _, row := range DefaultSets()[0].Combinations {
		with := "nothing else"
		if !row.Alone {
			with = strings.Join(row.With, ", ")
		}
		fmt.Fprintf(&b, "| %s | %s |\n", row.Primary, with)
	}
	return b.String()
}
