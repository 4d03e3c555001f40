package terminology_test

import (
	"encoding/csv"
	"os"
	"sync"
	"testing"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
	"github.com/bima-exchange/bima/terminology/tabulation"
)

// list opens a list that is not ours to carry, which a variable names; .ci/with-lists sets it.
func list(t testing.TB, variable string) *os.File {
	t.Helper()
	path := os.Getenv(variable)
	if path == "" {
		t.Skipf("%s names no list", variable)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

// fullOnce reads WHO's list once for all tests.
var fullOnce sync.Map

// fullICD11 is all of ICD-11, as WHO's file has it.
func fullICD11(t testing.TB) *terminology.CodeSystem {
	t.Helper()
	file := list(t, "WHO_ICD11")
	if read, ok := fullOnce.Load(file.Name()); ok {
		return read.(*terminology.CodeSystem)
	}
	release, _, err := tabulation.Read(file, tabulation.Options{})
	if err != nil {
		t.Fatal(err)
	}
	fullOnce.Store(file.Name(), release)
	return release
}

// fullSet is the starter with all of ICD-11 in the place of its part.
func fullSet(t testing.TB) (*terminology.Set, *terminology.CodeSystem) {
	t.Helper()
	release := fullICD11(t)
	parts := starter(t).Parts()
	parts.CodeSystems = []*terminology.CodeSystem{release}
	set, err := terminology.NewSet(parts)
	if err != nil {
		t.Fatal(err)
	}
	return set, release
}

// payersNames is the interventions under the names that the payer's lists give them.
func payersNames(t testing.TB) (*terminology.Set, *terminology.CodeSystem) {
	t.Helper()
	reader := csv.NewReader(list(t, "SHA_TARIFFS"))
	reader.FieldsPerRecord = -1
	records, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []terminology.Intervention
	known := make(map[string]bool)
	for _, record := range records {
		if code := record[0]; terminology.InterventionForm(code) && !known[code] {
			known[code] = true
			rows = append(rows, terminology.Intervention{Code: code, Name: record[1]})
		}
	}
	parts := starter(t).Parts()
	parts.Catalogue, err = terminology.NewCatalogue(parts.Catalogue.System, rows)
	if err != nil {
		t.Fatal(err)
	}
	set, err := terminology.NewSet(parts)
	if err != nil {
		t.Fatal(err)
	}
	return set, parts.Catalogue.CodeSystem()
}

func starter(t testing.TB) *terminology.Set {
	t.Helper()
	set, err := terminology.Starter()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// starterLists are the starter's two lists.
func starterLists(t testing.TB) (set *terminology.Set, icd11, interventions *terminology.CodeSystem) {
	t.Helper()
	set = starter(t)
	icd11, _ = set.InForce(terminology.ICD11URL, fhir.Date{})
	return set, icd11, set.Catalogue().CodeSystem()
}
