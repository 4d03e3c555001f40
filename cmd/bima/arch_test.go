package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/bima-exchange/bima/"

// mayImport is the table of docs/architecture.md: which of our packages a package may import. A
// subpackage shares its parent's row, and may import its parent. "*" is everything.
var mayImport = map[string][]string{
	"fhir":               {},
	"terminology":        {"fhir", "terminology/search"},
	"terminology/search": {},
	"profiles":           {"fhir", "terminology"},
	"engine":             {"fhir", "terminology", "profiles", "secret"},
	"engine/rules":       {"engine", "fhir", "terminology"},
	"engine/queue":       {"engine"},
	"store":              {"engine", "fhir", "terminology"},
	"secret":             {},
	"callbacks":          {"engine", "fhir", "secret", "callbacks/receiver"},
	"callbacks/receiver": {},
	"server":             {"engine", "fhir", "terminology", "terminology/service", "secret"},
	"testdata":           {"fhir"},
	"cmd/bima":           {"*"},
	// Programs that are not shipped: they know the exchange from outside, but that the bench also
	// measures what reading, checking and deciding cost by themselves.
	"cmd/bench": {"fhir", "terminology", "profiles", "engine", "engine/rules", "testdata", "callbacks/receiver"},
	"deploy":    {},
}

// testsMayImport is what tests of any package may import beside their row: fixtures and checks, and
// profiles, without which no engine can be made.
var testsMayImport = []string{"testdata", "fhir/fhirtest", "profiles"}

// onlyIn says which packages may know a library.
var onlyIn = map[string][]string{
	"github.com/google/fhir/":             {"fhir"},
	"github.com/xeipuuv/gojsonschema":     {"profiles"},
	"github.com/xuri/excelize/":           {"terminology/sheet"},
	"github.com/hibiken/asynq":            {"engine/queue"},
	"github.com/jackc/pgx/":               {"store"},
	"modernc.org/sqlite":                  {"store"},
	"github.com/pressly/goose/":           {"store"},
	"github.com/labstack/echo/":           {"server"},
	"github.com/golang-jwt/jwt/":          {"server"},
	"github.com/spf13/cobra":              {"cmd/bima"},
	"github.com/chromedp/":                {"cmd/bima"},
	"github.com/standard-webhooks/":       {"callbacks"},
	"golang.org/x/time/":                  {"callbacks"},
	"github.com/prometheus/client_golang": {"server", "cmd/bima"},
}

// TestArchitecture fails on every arrow between packages that the table does not have.
func TestArchitecture(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (strings.HasPrefix(entry.Name(), ".") && path != root || entry.Name() == "bin") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		files++
		relative, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		checkImports(t, path, filepath.ToSlash(relative))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 100 {
		t.Fatalf("only %d Go files were found: the test looks in the wrong place", files)
	}
}

func checkImports(t *testing.T, path, relative string) {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	from := filepath.ToSlash(filepath.Dir(relative))
	row, ok := rowOf(from)
	if !ok {
		t.Errorf("%s: package %s is not in the table", relative, from)
		return
	}
	for _, spec := range parsed.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if to, ours := strings.CutPrefix(name, module); ours && !allowed(from, row, to, strings.HasSuffix(relative, "_test.go")) {
			t.Errorf("%s imports %s: the table has no arrow from %s to it", relative, to, from)
		}
		for library, packages := range onlyIn {
			if strings.HasPrefix(name, library) && !slices.ContainsFunc(packages, func(p string) bool { return within(from, p) }) {
				t.Errorf("%s imports %s: that library is known to %v alone", relative, name, packages)
			}
		}
	}
}

// rowOf is the row of a package: its own, or that of the nearest parent.
func rowOf(name string) ([]string, bool) {
	for {
		if row, ok := mayImport[name]; ok {
			return row, true
		}
		cut := strings.LastIndex(name, "/")
		if cut < 0 {
			return nil, false
		}
		name = name[:cut]
	}
}

func allowed(from string, row []string, to string, test bool) bool {
	if slices.Contains(row, "*") || slices.Contains(row, to) || from == to {
		return true
	}
	// callbacks/receiver stands alone; every other subpackage belongs to its parent.
	if from != "callbacks/receiver" && strings.HasPrefix(from, to+"/") {
		return true
	}
	if test {
		return slices.Contains(testsMayImport, to) || strings.HasPrefix(to, from+"/")
	}
	return false
}

// within reports whether a package is another or lies below it.
func within(name, parent string) bool {
	return name == parent || strings.HasPrefix(name, parent+"/")
}
