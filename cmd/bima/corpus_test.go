package main

import (
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// TestCorpus pins how often each rule speaks over all bundles of testdata, so that a change of
// what a rule finds shows.
func TestCorpus(t *testing.T) {
	in := newIntake(t)
	sendBack(t, in)
	counts, bundles := map[string]map[string]int{}, 0
	err := filepath.WalkDir(fixtures, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && entry.Name() == "adjudication" {
			return filepath.SkipDir // cases of adjudication rules, which are no bundles
		}
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".json") || strings.HasSuffix(path, "ack.json") {
			return err
		}
		bundles++
		for _, handling := range []engine.Handling{engine.Strict, engine.Lenient} {
			for _, issue := range in.check(t, readFixture(t, path), handling) {
				if counts[issue.Rule] == nil {
					counts[issue.Rule] = map[string]int{}
				}
				counts[issue.Rule][string(handling)+" "+issue.Level.String()]++
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d bundles\n", bundles)
	for _, rule := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(&b, "%s", rule)
		for _, level := range []fhir.Level{fhir.Error, fhir.Warning, fhir.Information} {
			fmt.Fprintf(&b, "  %s %d/%d", level, counts[rule]["strict "+level.String()], counts[rule]["lenient "+level.String()])
		}
		b.WriteString("\n")
	}
	compare(t, filepath.Join(fixtures, "corpus.golden"), b.String())
}
