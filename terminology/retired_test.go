package terminology

import (
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
)

// part makes of the releases a set in which one is a part only.
func part(t *testing.T, set *Set, version string) *Set {
	t.Helper()
	parts := set.Parts()
	for _, release := range parts.CodeSystems {
		if release.Version == version {
			release.Content = Fragment
		}
	}
	set, err := NewSet(parts)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// oneFault is the fault of a code on a day, of which there is one.
func oneFault(t *testing.T, set *Set, code, day string) Fault {
	t.Helper()
	cluster, err := ParseCluster(code)
	if err != nil {
		t.Fatal(err)
	}
	on, err := fhir.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	faults := set.Judge(cluster, on)
	if len(faults) != 1 {
		t.Fatalf("%s on %s: faults %+v, want one", code, day, faults)
	}
	return faults[0]
}

// A part of a release between two whole ones says nothing of when a code was retired.
func TestJudge_partBetween(t *testing.T) {
	set := part(t, releases(t, "2024-01-01 BA00:1 BA01:2", "2025-01-01 BA00:1", "2026-01-01 BA00:1 BA03:2"), "2025-01-01")
	for day, want := range map[string]FaultKind{"2024-06-01": Retired, "2026-06-01": RetiredThen} {
		fault := oneFault(t, set, "BA01", day)
		if fault.Kind != want || fault.From.String() != "2026-01-01" || fault.ReplacedBy != "BA03" {
			t.Errorf("on %s: %+v, want kind %d from 2026-01-01 on, and BA03 in its place", day, fault, want)
		}
	}
}

// Of two releases that begin on one day the later is in force, in whichever order they come.
func TestInForce_sameDay(t *testing.T) {
	set := releases(t, "2025-01-01 BA00:1", "2026-01-01 BA01:2")
	parts := set.Parts()
	parts.CodeSystems[0].From = parts.CodeSystems[1].From
	parts.CodeSystems[0], parts.CodeSystems[1] = parts.CodeSystems[1], parts.CodeSystems[0]
	set, err := NewSet(parts)
	if err != nil {
		t.Fatal(err)
	}
	if release, _ := set.InForce(ICD11URL, fhir.Date{Year: 2026, Month: 1, Day: 1}); release.Version != "2026-01-01" {
		t.Errorf("in force is %s", release.Version)
	}
}

// What is suggested for a code is in the release by which it is judged.
func TestJudge_suggestsOfTheRelease(t *testing.T) {
	set := releases(t, "2025-01-01 BA00:1", "2026-01-01 BA00:1 BA0A:2")
	for day, want := range map[string]bool{"2025-06-01": false, "2026-06-01": true} {
		fault := oneFault(t, set, "BAOA", day)
		if fault.Kind != Malformed || strings.Contains(fault.Text, "BA0A") != want {
			t.Errorf("on %s: %+v", day, fault)
		}
	}
}
