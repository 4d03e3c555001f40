package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/testdata"
)

// TestGuideFindings: the guide's samples as published are found to have what was written down by
// hand from the rules, under both handlings, and nothing else.
func TestGuideFindings(t *testing.T) {
	in := newIntake(t)
	for _, name := range []string{"claim", "preauth"} {
		var want, got []string
		for line := range strings.Lines(string(readFixture(t, filepath.Join(fixtures, "guide", name+".findings")))) {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
				want = append(want, line)
			}
		}
		for _, v := range in.verdicts(t, testdata.Bundle("guide/"+name)) {
			got = append(got, v.String())
		}
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-by hand +found):\n%s", name, diff)
		}
	}
}

// TestClients: bundles with the habits of the public clients are answered as their golden files
// say, under both handlings.
func TestClients(t *testing.T) {
	in := newIntake(t)
	files, err := filepath.Glob(filepath.Join(fixtures, "clients", "*.json"))
	if err != nil || len(files) < 7 {
		t.Fatalf("%d clients are there: %v", len(files), err)
	}
	for _, file := range files {
		compare(t, strings.TrimSuffix(file, ".json")+".golden", golden(in.verdicts(t, readFixture(t, file))))
	}
}

// TestOwnBundles: the project's own bundles have nothing to mend under either handling.
func TestOwnBundles(t *testing.T) {
	in := newIntake(t)
	for _, name := range testdata.Names() {
		for _, v := range in.verdicts(t, testdata.Bundle(name)) {
			if v.issue.Rule != "FHR-017" {
				t.Errorf("%s: %s: %s", name, v, v.issue.Text)
			}
		}
	}
}
