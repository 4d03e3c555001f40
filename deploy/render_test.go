package deploy

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"text/template"
)

// chartFolder is the Helm chart.
const chartFolder = "helm/bima"

// render makes the chart's documents as Helm does, with the functions that the templates use; that
// Helm makes the same is what TestChart_isWhatHelmMakes holds.
func render(t *testing.T, secretName string) []any {
	t.Helper()
	values := readYAMLFile(t, filepath.Join(chartFolder, "values.yaml")).(map[string]any)
	values["secretName"] = secretName
	chart := readYAMLFile(t, filepath.Join(chartFolder, "Chart.yaml")).(map[string]any)
	data := map[string]any{
		"Values":  values,
		"Release": map[string]any{"Name": "exchange"},
		"Chart":   map[string]any{"AppVersion": chart["appVersion"]},
	}
	templates := template.New("").Option("missingkey=error")
	templates.Funcs(template.FuncMap{
		"include": func(name string, data any) (string, error) {
			var out strings.Builder
			err := templates.ExecuteTemplate(&out, name, data)
			return out.String(), err
		},
		"nindent": func(by int, text string) string {
			pad := "\n" + strings.Repeat(" ", by)
			return pad + strings.ReplaceAll(text, "\n", pad)
		},
		"default": func(otherwise, value string) string {
			if value == "" {
				return otherwise
			}
			return value
		},
		"required": func(why, value string) (string, error) {
			if value == "" {
				return "", errors.New(why)
			}
			return value, nil
		},
		"toJson": func(value any) (string, error) {
			text, err := json.Marshal(value)
			return string(text), err
		},
		"quote":     func(value string) string { return fmt.Sprintf("%q", value) },
		"sha256sum": func(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text))) },
		"list":      func(values ...string) []string { return values },
	})
	if _, err := templates.ParseGlob(filepath.Join(chartFolder, "templates", "*")); err != nil {
		t.Fatal(err)
	}
	var documents []any
	paths, err := filepath.Glob(filepath.Join(chartFolder, "templates", "*.yaml"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no templates in %s: %v", chartFolder, err)
	}
	for _, path := range paths {
		var out strings.Builder
		if err := templates.ExecuteTemplate(&out, filepath.Base(path), data); err != nil {
			t.Fatal(err)
		}
		read, err := readYAML(out.String())
		if err != nil {
			t.Fatalf("%s, rendered: %v", path, err)
		}
		documents = append(documents, read...)
	}
	return documents
}

// in walks into a document: a string is a key, a number an item. It returns nil where there is
// nothing.
func in(document any, path ...any) any {
	for _, step := range path {
		switch at := document.(type) {
		case map[string]any:
			key, _ := step.(string)
			document = at[key]
		case []any:
			i, ok := step.(int)
			if !ok || i >= len(at) {
				return nil
			}
			document = at[i]
		default:
			return nil
		}
	}
	return document
}

// text is what in finds, as text; "" where there is nothing.
func text(document any, path ...any) string {
	found, _ := in(document, path...).(string)
	return found
}

// items is what in finds, as a list; empty where there is none.
func items(document any, path ...any) []any {
	found, _ := in(document, path...).([]any)
	return found
}

// object is what in finds, as a map; empty where there is none.
func object(document any, path ...any) map[string]any {
	found, _ := in(document, path...).(map[string]any)
	return found
}

// readFile reads a file of the checkout.
func readFile(t *testing.T, path string) string {
	t.Helper()
	read, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(read)
}
