package storetest

import (
	"testing"

	"github.com/bima-exchange/bima/store"
	"github.com/bima-exchange/bima/terminology"
)

// wantRevision fails the test where the revision is another.
func wantRevision(t *testing.T, s *store.Store, want int64) {
	t.Helper()
	got, err := s.Revision(t.Context())
	must(t, err)
	kept, err := s.Read(t.Context())
	must(t, err)
	if got != want || kept.Revision != want {
		t.Errorf("the revision is %d, and %d with what is kept, want %d", got, kept.Revision, want)
	}
}

// testSupplements: what is said of a concept is said once, and seen when it is finished.
func testSupplements(t *testing.T, s *store.Store) {
	_, err := s.SaveCodeSystem(t.Context(), release(t, "2025-01", day(1), concepts()))
	must(t, err)
	said := terminology.Supplement{
		URI:          mms + "/2",
		Designations: []terminology.Designation{{Language: "en", Use: terminology.IndexTerm, Value: "hypertension"}},
		Properties:   []terminology.Property{{Code: terminology.Definition, Value: "High pressure"}},
		Axes:         []terminology.Axis{{Name: "severity", Multiple: terminology.AllowAlways, Roots: []string{mms + "/7"}}},
	}
	again := said
	again.Designations = nil
	for _, supplements := range [][]terminology.Supplement{{{URI: mms + "/unknown"}, said}, {again}, nil} {
		must(t, s.SaveSupplements(t.Context(), mms, "2025-01", supplements))
	}
	if err := s.SaveSupplements(t.Context(), mms, "2024-01", []terminology.Supplement{said}); err == nil {
		t.Error("something was said of a version that is not kept")
	}
	kept, err := s.Read(t.Context())
	must(t, err)
	diff(t, "concepts before it is finished", concepts(), conceptsOf(kept.CodeSystems[0]))
	wantRevision(t, s, 1)
	must(t, s.FinishSupplements(t.Context(), mms, "2025-01"))
	wantRevision(t, s, 2)

	uris, err := s.Supplemented(t.Context(), mms, "2025-01")
	must(t, err)
	diff(t, "supplemented", []string{mms + "/2", mms + "/unknown"}, uris)
	uris, err = s.Supplemented(t.Context(), mms, "2024-01")
	must(t, err)
	diff(t, "supplemented of another version", []string(nil), uris)
	want := concepts()
	want[1].Designations = append(want[1].Designations, said.Designations...)
	want[1].Properties = append(want[1].Properties, said.Properties...)
	want[1].Axes = append(want[1].Axes, said.Axes...)
	kept, err = s.Read(t.Context())
	must(t, err)
	diff(t, "concepts", want, conceptsOf(kept.CodeSystems[0]))
}

// testUses: the newest claims are counted, and of a cluster its stems.
func testUses(t *testing.T, s *store.Store) {
	uses, err := s.Uses(t.Context(), 10)
	must(t, err)
	diff(t, "uses of nothing", map[string]int{}, uses)
	for i, diagnoses := range [][]string{{"BA00"}, {"5A11/5A23", "GB51&XK8G"}, {"1F4Z"}, {"1F4Z", "no cluster"}} {
		id := string(rune('a' + i))
		acceptance := newAcceptance(fid, "m"+id, start.AddDate(0, 0, i), id)
		acceptance.Claims[0].Claim.Diagnosis = diagnoses
		must(t, s.Accept(t.Context(), acceptance))
	}
	uses, err = s.Uses(t.Context(), 3)
	must(t, err)
	diff(t, "uses", map[string]int{
		"5A11": 1, "5A23": 1, "GB51": 1, "1F4Z": 2, "SHA-16-001": 3, "SHA-01-005": 3,
	}, uses)
}
