package storetest

import (
	"errors"
	"sync"
	"testing"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
	"github.com/bima-exchange/bima/terminology"
)

const mms = terminology.ICD11URL

// concepts are a chapter with a code that is divided, and one code that stands alone.
func concepts() []terminology.Concept {
	return []terminology.Concept{
		{URI: mms + "/1", Display: "Chapter", Parent: -1, Abstract: true, Properties: []terminology.Property{{Code: terminology.ClassKind, Value: "chapter"}}},
		{
			Code: "BA00", URI: mms + "/2", Display: "Essential hypertension", Divided: true,
			Designations: []terminology.Designation{{Language: "en", Use: terminology.Synonym, Value: "high blood pressure"}},
			Properties:   []terminology.Property{{Code: terminology.ClassKind, Value: "category"}, {Code: terminology.FoundationURI, Value: "f/2"}},
			Axes: []terminology.Axis{{
				Name: "laterality", Required: true, Multiple: terminology.NotAllowed, Roots: []string{mms + "/9", mms + "/8"},
			}},
		},
		{Code: "BA00.Z", URI: mms + "/2/unspecified", Display: "Essential hypertension, “unspecified”; ménière", Parent: 1},
		{Code: "XA1", Display: "alone", Parent: -1},
	}
}

// release is a version of ICD-11.
func release(t *testing.T, version string, from fhir.Date, concepts []terminology.Concept) *terminology.CodeSystem {
	t.Helper()
	system, err := terminology.NewCodeSystem(terminology.System{
		URL: mms, Version: version, Name: "ICD11MMS", Title: "ICD-11 MMS", Content: terminology.Complete, From: from,
		CaseSensitive: true, Compositional: true, Copyright: "WHO",
		Properties: []terminology.PropertyKind{{Code: terminology.ClassKind, Type: "code", Description: "What it is"}},
	}, concepts)
	must(t, err)
	return system
}

// conceptsOf are the concepts of a code system in order.
func conceptsOf(system *terminology.CodeSystem) []terminology.Concept {
	var all []terminology.Concept
	for position := range system.Len() {
		all = append(all, *system.At(position))
	}
	return all
}

// testCodeSystem: what is read is what was saved; the same again changes nothing, and another content
// is not taken.
func testCodeSystem(t *testing.T, s *store.Store) {
	wantRevision(t, s, 0)
	first, second := release(t, "2024-01", fhir.Date{}, concepts()), release(t, "2025-01", day(1), concepts()[:3])
	for _, save := range []struct {
		system *terminology.CodeSystem
		added  bool
	}{{second, true}, {first, true}, {second, false}, {first, false}} {
		added, err := s.SaveCodeSystem(t.Context(), save.system)
		wantSave(t, save.added, added, err)
	}
	wantRevision(t, s, 2)

	kept, err := s.Read(t.Context())
	must(t, err)
	if len(kept.CodeSystems) != 2 || kept.Catalogue != nil {
		t.Fatalf("%d code systems are kept, and %v as the catalogue", len(kept.CodeSystems), kept.Catalogue)
	}
	for i, want := range []*terminology.CodeSystem{first, second} {
		diff(t, "head", want.System, kept.CodeSystems[i].System)
		diff(t, "concepts", conceptsOf(want), conceptsOf(kept.CodeSystems[i]))
	}
}

// testCodeSystemOther: a version never changes. What says nothing of its codes may be put better.
func testCodeSystemOther(t *testing.T, s *store.Store) {
	kept := release(t, "2025-01", day(1), concepts())
	_, err := s.SaveCodeSystem(t.Context(), kept)
	must(t, err)
	retitled := concepts()
	retitled[1].Display = "Hypertension"
	further := concepts()
	further[3].Axes = []terminology.Axis{{Name: "laterality"}}
	for what, other := range map[string]*terminology.CodeSystem{
		"another day":      release(t, "2025-01", day(2), concepts()),
		"another title":    release(t, "2025-01", day(1), retitled),
		"fewer concepts":   release(t, "2025-01", day(1), concepts()[:3]),
		"an axis":          release(t, "2025-01", day(1), further),
		"no concept":       release(t, "2025-01", day(1), nil),
		"another position": release(t, "2025-01", day(1), append(concepts()[3:], terminology.Concept{Code: "BA00", Parent: -1})),
	} {
		if added, err := s.SaveCodeSystem(t.Context(), other); added || !errors.Is(err, terminology.ErrOther) {
			t.Errorf("%s: %t, %v, want ErrOther", what, added, err)
		}
	}
	worded := release(t, "2025-01", day(1), concepts())
	worded.Title, worded.Copyright = "ICD-11 for Mortality and Morbidity Statistics", "© WHO"
	added, err := s.SaveCodeSystem(t.Context(), worded)
	wantSave(t, false, added, err)
	wantRevision(t, s, 1)
}

// testCodeSystemConcurrently: of many that save one version, one adds it.
func testCodeSystemConcurrently(t *testing.T, s *store.Store) {
	system, other := release(t, "2025-01", day(1), concepts()), release(t, "2025-01", day(1), concepts()[:3])
	var mu sync.Mutex
	var wg sync.WaitGroup
	outcomes := map[string]int{}
	for i := range 8 {
		wg.Go(func() {
			save := system
			if i%2 == 1 {
				save = other
			}
			added, err := s.SaveCodeSystem(t.Context(), save)
			mu.Lock()
			defer mu.Unlock()
			switch {
			case errors.Is(err, terminology.ErrOther):
				outcomes["other"]++
			case err != nil:
				t.Error(err)
			case added:
				outcomes["added"]++
			default:
				outcomes["same"]++
			}
		})
	}
	wg.Wait()
	diff(t, "outcomes", map[string]int{"added": 1, "same": 3, "other": 4}, outcomes)
	wantRevision(t, s, 1)
}
