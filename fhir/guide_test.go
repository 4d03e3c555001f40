package fhir

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// sample reads one of the guide's samples: "claim", "preauth", and both mended to R4.
func sample(t testing.TB, name string) []byte {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("..", "testdata", "guide", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// mended is a sample with one text replaced by another.
func mended(t testing.TB, name, old, replacement string) []byte {
	t.Helper()
	body := string(sample(t, name))
	if strings.Count(body, old) == 0 {
		t.Fatalf("%s does not hold %q", name, old)
	}
	return []byte(strings.Replace(body, old, replacement, 1))
}

// rules are the findings of level error as "RULE path".
func rules(issues []Issue) []string {
	var errors []string
	for _, issue := range issues {
		if issue.Level == Error {
			errors = append(errors, issue.Rule+" "+issue.Path)
		}
	}
	return errors
}

func TestDecode_guideSamples(t *testing.T) {
	for _, name := range []string{"claim", "preauth", "claim-r4", "preauth-r4"} {
		t.Run(name, func(t *testing.T) {
			bundle, issues := Decode(sample(t, name))
			if bundle == nil {
				t.Fatal("no bundle")
			}
			if strings.HasSuffix(name, "-r4") && HasErrors(issues) {
				t.Error("the mended sample has errors")
			}
			var got strings.Builder
			for _, i := range issues {
				graded := ""
				if i.Graded {
					graded = ", graded"
				}
				fmt.Fprintf(&got, "%s %s%s, %s\n  at %s\n  %s\n", i.Rule, i.Level, graded, i.Code, i.Path, i.Text)
			}
			golden(t, name+".golden", got.String())
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}
