package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/profiles"
)

// sarifObject is what the published schema of SARIF 2.1.0 says of an object: the members that it
// must have, and of those that it may have the ones that we write, each with the object that it
// holds, one or a list. No object but a property bag may have others.
type sarifObject struct {
	required string
	members  map[string]string
}

var sarifSchema = map[string]sarifObject{
	"log":                    {"version runs", map[string]string{"$schema": "", "version": "", "runs": "run"}},
	"run":                    {"tool", map[string]string{"tool": "tool", "columnKind": "", "results": "result"}},
	"tool":                   {"driver", map[string]string{"driver": "toolComponent"}},
	"toolComponent":          {"name", map[string]string{"name": "", "version": "", "rules": "reportingDescriptor"}},
	"reportingDescriptor":    {"id", map[string]string{"id": "", "shortDescription": "text", "help": "text", "defaultConfiguration": "reportingConfiguration", "properties": ""}},
	"reportingConfiguration": {"", map[string]string{"level": ""}},
	"text":                   {"text", map[string]string{"text": ""}},
	"result":                 {"message", map[string]string{"ruleId": "", "ruleIndex": "", "level": "", "message": "text", "locations": "location"}},
	"location":               {"", map[string]string{"physicalLocation": "physicalLocation", "logicalLocations": "logicalLocation"}},
	"physicalLocation":       {"artifactLocation", map[string]string{"artifactLocation": "artifactLocation", "region": "region"}},
	"artifactLocation":       {"", map[string]string{"uri": ""}},
	"region":                 {"", map[string]string{"startLine": "", "startColumn": "", "endLine": "", "endColumn": ""}},
	"logicalLocation":        {"", map[string]string{"fullyQualifiedName": "", "kind": ""}},
}

// TestSARIF_isOfTheSchema: the log has what the schema requires and nothing that it does not know.
func TestSARIF_isOfTheSchema(t *testing.T) {
	_, stdout, _ := bima(t, "", "validate", "--sarif", faults)
	var log any
	if err := json.Unmarshal([]byte(stdout), &log); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	followSchema(t, "log", "log", log, seen)
	for _, name := range slices.Sorted(maps.Keys(sarifSchema)) {
		if !seen[name] {
			t.Errorf("the log has no %s", name)
		}
	}
}

func followSchema(t *testing.T, name, path string, value any, seen map[string]bool) {
	t.Helper()
	seen[name] = true
	object, ok := value.(map[string]any)
	if !ok {
		t.Errorf("%s is no object: %v", path, value)
		return
	}
	schema := sarifSchema[name]
	for member := range strings.FieldsSeq(schema.required) {
		if _, ok := object[member]; !ok {
			t.Errorf("%s has no %s", path, member)
		}
	}
	for member, value := range object {
		of, known := schema.members[member]
		if !known {
			t.Errorf("%s has a member %s, which is not known", path, member)
		}
		if of == "" {
			continue
		}
		list, ok := value.([]any)
		if !ok {
			list = []any{value}
		}
		for i, one := range list {
			followSchema(t, of, fmt.Sprintf("%s.%s[%d]", path, member, i), one, seen)
		}
	}
}

// TestSARIF_results: each result has its rule, a level of SARIF and a place that is in the file.
func TestSARIF_results(t *testing.T) {
	_, stdout, _ := bima(t, "", "validate", "--sarif", "--rules=compat", faults, "../../testdata/guide/claim.json")
	var log sarifLog
	if err := json.Unmarshal([]byte(stdout), &log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || len(log.Runs) != 1 || log.Runs[0].ColumnKind != "unicodeCodePoints" {
		t.Fatalf("the log is %+v", log)
	}
	run, files := log.Runs[0], map[string]int{}
	for _, result := range run.Results {
		rule := run.Tool.Driver.Rules[result.RuleIndex]
		if rule.ID != result.RuleID || rule.Help.Text == "" || rule.Title.Text == "" || rule.Properties["strict"] == "" {
			t.Errorf("result of %s has the rule %+v", result.RuleID, rule)
		}
		if !slices.Contains([]string{"error", "warning", "note"}, result.Level) || !slices.Contains([]string{"error", "warning", "note"}, rule.Default.Level) {
			t.Errorf("%s has level %s, its rule %s", result.RuleID, result.Level, rule.Default.Level)
		}
		at := result.Locations[0]
		if region := at.Physical.Region; region.StartLine < 1 || region.EndLine != region.StartLine || region.StartColumn < 1 || region.EndColumn <= region.StartColumn {
			t.Errorf("%s is at %+v", result.RuleID, region)
		}
		if len(at.Logical) != 1 || !strings.HasPrefix(at.Logical[0].Name, "Bundle") {
			t.Errorf("%s is in %+v", result.RuleID, at.Logical)
		}
		files[at.Physical.Artifact.URI]++
		if result.RuleID == "CLM-005" && (result.Level != "warning" || rule.Default.Level != "warning") {
			t.Errorf("CLM-005 has level %s, its rule %s; compat says warning", result.Level, rule.Default.Level)
		}
	}
	if files["testdata/faults.json"] == 0 || files["../../testdata/guide/claim.json"] == 0 || len(files) != 2 {
		t.Errorf("the files are %v", files)
	}
}

// TestSARIF_unusual: findings of no rule, of a rule that is not known here, and about no element.
func TestSARIF_unusual(t *testing.T) {
	var out strings.Builder
	report := newSARIFReport(&terminal{out: &out}, nil, profiles.Strict)
	if err := report.add(checked{file: "a b:c.json", body: []byte("{"), issues: []fhir.Issue{
		{Level: fhir.Error, Text: `wanted is {"fullUrl": …}`}, {Rule: "NEW-001", Level: fhir.Warning, Text: "t", Offset: 1},
	}}); err != nil {
		t.Fatal(err)
	}
	if err := report.close(); err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{
		`"ruleIndex":-1,"level":"error","message":{"text":"wanted is {{\"fullUrl\": …}}"}`, `"uri":"./a%20b:c.json"`,
		`"rules":[{"id":"NEW-001"}]`, `"startLine":1,"startColumn":2,"endLine":1,"endColumn":2`,
	} {
		if !strings.Contains(out.String(), word) {
			t.Errorf("the log does not say %s:\n%s", word, out.String())
		}
	}
	for file, want := range map[string]string{"-": "file:///dev/stdin", "x/ü.json": "x/%C3%BC.json", filepath.FromSlash("/a/b.json"): "file:///a/b.json"} {
		if got, err := sarifURI(file); err != nil || got != want {
			t.Errorf("%s is %s, %v; want %s", file, got, err, want)
		}
	}
}
