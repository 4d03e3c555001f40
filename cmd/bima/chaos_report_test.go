//go:build unix

package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// report prints what happened, and fails the test where a promise was not kept.
func report(t *testing.T, h *history, end ending, hits map[string]int) {
	t.Helper()
	acts := h.all()
	breaches := breachesOf(acts, end)
	broken := map[breachKind]int{}
	for i, b := range breaches {
		if broken[b.Kind]++; i < 20 {
			t.Error(b)
		}
	}
	count := map[actKind]int{}
	answers := map[int]int{}
	unknown, again := 0, 0
	taken := map[string]bool{}
	for _, a := range acts {
		count[a.Kind]++
		if a.Kind != calledUp {
			answers[a.Status]++
		}
		switch {
		case a.Kind != calledUp && a.unknown():
			unknown++
		case a.Kind == calledUp && taken[a.Ask]:
			again++
		case a.Kind == calledUp && a.Status/100 == 2:
			taken[a.Ask] = true
		}
	}
	var faults []string
	for _, name := range slices.Sorted(maps.Keys(hits)) {
		faults = append(faults, fmt.Sprintf("%s %d", name, hits[name]))
	}
	t.Logf("faults: %s; answers by status, 0 for none: %v", strings.Join(faults, ", "), answers)
	t.Logf("seed %d, kills %d, requests %d (unknown %d), accepted %d, repeats %d, polls %d, callbacks %d, duplicates of callbacks %d, lost %d, doubled %d, different %d, other breaches %d",
		*chaosSeed, hits["kill -9 serve"]+hits["kill -9 work"], count[submitted]+count[repeated]+count[polled], unknown,
		len(end.Found), count[repeated], count[polled], len(taken), again,
		broken[lost], broken[doubled], broken[different], len(breaches)-broken[lost]-broken[doubled]-broken[different])
	if len(end.Found) == 0 || len(taken) == 0 || unknown == 0 {
		t.Error("nothing was accepted, called back or hit: the run proves nothing")
	}
}
