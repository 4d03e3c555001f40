package fhir

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func seeds(f *testing.F) [][]byte {
	f.Helper()
	files, err := filepath.Glob(filepath.Join("..", "testdata", "guide", "*.json"))
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	bodies := [][]byte{[]byte(network)}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		bodies = append(bodies, body)
	}
	return bodies
}

func FuzzDecode(f *testing.F) {
	for _, body := range seeds(f) {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		bundle, issues := Decode(body)
		if bundle == nil {
			if len(issues) != 1 || issues[0].Level != Error {
				t.Fatalf("no bundle and %d issues", len(issues))
			}
			return
		}
		for _, issue := range issues {
			if n, whole := bundle.root.deepest(issue.Expression); !whole || n.start != issue.Offset {
				t.Errorf("%s: expression %q does not exist at %d", issue.Rule, issue.Expression, issue.Offset)
			}
		}
		if !slices.IsSortedFunc(issues, func(a, b Issue) int { return a.Offset - b.Offset }) {
			t.Error("the issues are not sorted")
		}
		if again := bundle.Settle(issues); !slices.Equal(issues, again) {
			t.Error("settling twice is not settling once")
		}
		if err := Judge(EncodeOutcome("https://x.example/fhir", issues)); err != nil {
			t.Errorf("the outcome is no sound R4: %v", err)
		}
		for _, entry := range bundle.Entry {
			if entry.Resource == nil {
				continue
			}
			for _, reference := range entry.Resource.References {
				bundle.Resolve(entry, reference.Reference)
			}
		}
		bundle.Focus(bundle.Claims())
	})
}

func FuzzCanonical(f *testing.F) {
	for _, body := range seeds(f) {
		f.Add(body)
	}
	f.Add([]byte(`{"a":[1.50,1e30,123456789012345678901234567890e-30,-0,"\u0000\u2028"],"é":{},"😀":null}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		root, err := parse(body, "Bundle")
		if err != nil {
			return
		}
		canonical := root.appendCanonical(nil)
		again, err := parse(canonical, "Bundle")
		if err != nil {
			t.Fatalf("the canonical form cannot be read: %v\n%s", err, canonical)
		}
		if twice := again.appendCanonical(nil); !bytes.Equal(canonical, twice) {
			t.Errorf("once  %s\ntwice %s", canonical, twice)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	for _, name := range []string{"claim-r4", "preauth-r4", "preauth"} {
		body := sample(b, name)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				Decode(body)
			}
		})
		// Reading without google/fhir, which takes most of the time.
		b.Run(name+"/alone", func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				root, err := parse(body, "Bundle")
				if err != nil {
					b.Fatal(err)
				}
				s := shape{}
				s.resource(root)
				newBundle(root, body)
			}
		})
	}
}
