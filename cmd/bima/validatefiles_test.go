package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBundleFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, file := range []string{"b.json", "a.JSON", "notes.txt", "deep/er/c.json", "deep/a.json", "deep/x.ndjson", "empty/readme.md"} {
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		args, want, failure string
	}{
		{args: "b.json", want: "b.json"},
		{args: "notes.txt -", want: "notes.txt -"},
		{args: ".", want: "a.JSON b.json deep/a.json deep/er/c.json"},
		{args: "deep b.json", want: "deep/a.json deep/er/c.json b.json"},
		{args: "b.json deep/a.json deep b.json", want: "b.json deep/a.json deep/er/c.json"},
		{args: "b.json nowhere.json", failure: "nowhere.json"},
		{args: "empty", failure: "the folder empty has no .json file"},
	} {
		got, err := bundleFiles(strings.Fields(test.args))
		if test.failure != "" {
			if err == nil || !strings.Contains(err.Error(), test.failure) {
				t.Errorf("%s: %v, want an error that says %q", test.args, err, test.failure)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", test.args, err)
		}
		if diff := cmp.Diff(strings.Fields(test.want), got); diff != "" {
			t.Errorf("%s (-want +found):\n%s", test.args, diff)
		}
	}
}
