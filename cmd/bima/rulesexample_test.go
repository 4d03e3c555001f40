package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// exampleOf is the first finding of a rule in the golden files of its fixtures, one that is told
// as more than information if there is such a one.
func exampleOf(t *testing.T, id string) *example {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "rules", id, "fail-*.golden"))
	if err != nil {
		t.Fatal(err)
	}
	var mild *example
	for _, file := range files {
		golden, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(golden), "\n")
		for i, line := range lines[:len(lines)-1] {
			levels, path, ok := strings.Cut(line, " "+id+" ")
			if !ok || strings.HasPrefix(line, " ") {
				continue
			}
			if path == "-" {
				path = "(the body as a whole)"
			}
			found := &example{Path: path, Text: strings.TrimSpace(lines[i+1])}
			if slices.ContainsFunc(strings.Fields(levels), func(level string) bool { return level == "error" || level == "warning" }) {
				return found
			}
			if mild == nil {
				mild = found
			}
		}
	}
	if mild == nil {
		t.Fatalf("%s: no finding in the golden files of its fixtures", id)
	}
	return mild
}

// adjudicationExampleOf is the first finding of a rule of adjudication in the golden files of its cases.
func adjudicationExampleOf(t *testing.T, id string) *example {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "adjudication", id, "fail-*.golden"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		golden, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(golden), "\n")
		for i, line := range lines {
			if !strings.HasPrefix(line, id+" ") || i+2 >= len(lines) {
				continue
			}
			found := &example{}
			found.Text, _ = strings.CutPrefix(strings.TrimSpace(lines[i+1]), "payer:")
			found.Facility, _ = strings.CutPrefix(strings.TrimSpace(lines[i+2]), "facility:")
			if found.Text = strings.TrimSpace(found.Text); found.Text == "" {
				t.Fatalf("%s: %q has no text for the payer", file, line)
			}
			if found.Facility = strings.TrimSpace(found.Facility); !strings.Contains(lines[i+2], "facility:") || found.Facility == "(nothing)" {
				found.Facility = ""
			}
			return found
		}
	}
	t.Fatalf("%s: no finding in the golden files of its cases", id)
	return nil
}
