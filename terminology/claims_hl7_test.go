package terminology

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestClaims_asHL7Has compares with the resources of R4, which the variable FHIR_R4_TERMINOLOGY leads
// to: they are large, so the project carries only what it needs of them.
func TestClaims_asHL7Has(t *testing.T) {
	folder, ok := os.LookupEnv("FHIR_R4_TERMINOLOGY")
	if !ok {
		t.Skip("FHIR_R4_TERMINOLOGY does not name the folder of R4's code systems and value sets")
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	systems, valueSets := map[string]*CodeSystem{}, map[string]*ValueSet{}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		system, valueSet, err := ReadResource(body)
		switch {
		case err != nil && !strings.Contains(string(body), "not-present"):
			t.Errorf("%s: %v", file, err)
		case system != nil:
			systems[system.URL] = system
		case valueSet != nil:
			valueSets[valueSet.URL] = valueSet
		}
	}
	ours, ourSets, err := Claims()
	if err != nil {
		t.Fatal(err)
	}
	for _, system := range ours {
		if system.Version != r4 {
			continue
		}
		theirs := systems[system.URL]
		if theirs == nil {
			t.Errorf("R4 has no %s", system.URL)
			continue
		}
		for i := range max(system.Len(), theirs.Len()) {
			if a, b := concept(system, i), concept(theirs, i); a != b {
				t.Errorf("%s has %q, and R4 has %q", system.URL, a, b)
			}
		}
	}
	for _, valueSet := range ourSets {
		theirs := valueSets[valueSet.URL]
		if theirs == nil || !cmp.Equal(theirs.Include, []Choice{{System: valueSet.Include[0].System}}) {
			t.Errorf("R4 has %s otherwise: %+v", valueSet.URL, theirs)
		}
	}
}

// concept is what is at a position, empty behind the end.
func concept(system *CodeSystem, position int) string {
	if position >= system.Len() {
		return ""
	}
	return system.At(position).Code + " " + system.At(position).Display
}
