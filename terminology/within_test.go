package terminology_test

import (
	"slices"
	"testing"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// clusterOf reads a cluster.
func clusterOf(t *testing.T, text string) terminology.Cluster {
	t.Helper()
	cluster, err := terminology.ParseCluster(text)
	if err != nil {
		t.Fatal(err)
	}
	return cluster
}

// The starter has no blocks and chapters: what stands below what is seen from the codes that it has.
func TestSet_WithinDiagnoses(t *testing.T) {
	set := starter(t)
	tests := []struct {
		cluster string
		codes   []string
		want    bool
	}{
		{"GB61.5", []string{"GB61"}, true},
		{"GB61.5", []string{"GB61.5"}, true},
		{"GB61", []string{"GB61.5"}, false},
		{"GB61.5", []string{"GB61.4", "GB61.Z"}, false},
		{"GB61.5", []string{"1F40", "GB61"}, true},
		{"GB61.5", nil, false},
		{"1D01.0Z", []string{"1D01.0"}, false}, // the starter has no 1D01.0
		{"5A11/GB61.5", []string{"GB61"}, true},
		{"5A11/GB61.5", []string{"5A11"}, true},
		{"5A11/GB61.5", []string{"1F40"}, false},
		{"GB61.5&XK8G", []string{"XK8G"}, false}, // an extension is no diagnosis
		{"GB61.9", []string{"GB61"}, false},      // not in the starter
		{"GB61.9", []string{"GB61.9"}, true},
		{"GB61.5", []string{"GB6"}, false},
		{"GB61.5", []string{""}, false},
		{"GB61.5", []string{"16", "BlockL1-GB6"}, false},
	}
	for _, test := range tests {
		if got := set.WithinDiagnoses(clusterOf(t, test.cluster), test.codes, fhir.Date{}); got != test.want {
			t.Errorf("%s within %q: %v", test.cluster, test.codes, got)
		}
	}
}

// nested is a release in which a chapter holds a block that holds codes.
func nested(t *testing.T, version string, from fhir.Date, block string) *terminology.CodeSystem {
	t.Helper()
	heading := func(uri string, parent int, properties ...terminology.Property) terminology.Concept {
		return terminology.Concept{URI: uri, Display: uri, Parent: parent, Abstract: true, Properties: properties}
	}
	code := func(code string, parent int) terminology.Concept {
		return terminology.Concept{
			Code: code, Display: code, Parent: parent,
			Properties: []terminology.Property{{Code: terminology.ClassKind, Value: "category"}, {Code: terminology.ChapterNo, Value: "01"}},
		}
	}
	release, err := terminology.NewCodeSystem(
		terminology.System{URL: terminology.ICD11URL, Version: version, From: from, Content: terminology.Complete},
		[]terminology.Concept{
			heading("chapter", -1, terminology.Property{Code: terminology.ClassKind, Value: "chapter"}, terminology.Property{Code: terminology.ChapterNo, Value: "01"}),
			heading("block", 0, terminology.Property{Code: terminology.ClassKind, Value: "block"}, terminology.Property{Code: terminology.ChapterNo, Value: "01"},
				terminology.Property{Code: terminology.BlockID, Value: block}),
			code("1F40", 1),
			code("1F40.0", 2),
			code("1G40", 0),
		})
	if err != nil {
		t.Fatal(err)
	}
	return release
}

// A list may name headings, and the release of the day says what stands below them.
func TestSet_WithinDiagnoses_headings(t *testing.T) {
	second := fhir.Date{Year: 2026, Month: 2, Day: 1}
	parts := starter(t).Parts()
	parts.CodeSystems = []*terminology.CodeSystem{nested(t, "1", fhir.Date{}, "BlockL1-1F4"), nested(t, "2", second, "BlockL1-1F9")}
	set, err := terminology.NewSet(parts)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		cluster, code string
		on            fhir.Date
		want          bool
	}{
		{"1F40.0", "01", second, true},
		{"1G40", "01", second, true},
		{"1F40.0", "02", second, false},
		{"2A00/1F40", "01", second, true},
		{"2A00", "01", second, false}, // the release has it not
		{"1F40.0", "BlockL1-1F9", second, true},
		{"1F40.0", "BlockL1-1F9", fhir.Date{}, true},
		{"1F40.0", "BlockL1-1F9", second.AddDays(-1), false},
		{"1F40.0", "BlockL1-1F4", second.AddDays(-1), true},
		{"1F40.0", "BlockL1-1F4", second, false},
		{"1G40", "BlockL1-1F9", second, false},
		{"1F40.0", "1F40", second, true},
	}
	for _, test := range tests {
		if got := set.WithinDiagnoses(clusterOf(t, test.cluster), []string{test.code}, test.on); got != test.want {
			t.Errorf("%s within %s on %s: %v", test.cluster, test.code, test.on, got)
		}
	}
}

// In all of ICD-11 a stem is within each that stands above it, whatever that is called by, and within no
// other.
func TestSet_WithinDiagnoses_full(t *testing.T) {
	set, release := fullSet(t)
	within := func(stem, code string) bool {
		return set.WithinDiagnoses(clusterOf(t, stem), []string{code}, fhir.Date{})
	}
	for code, want := range map[string]bool{
		"01": true, "02": false, "BlockL1-1A0": false, "BlockL1-1F4": true, "BlockL2-1F4": true, "1F40": true, "1F40.0": true, "1F40.Y": false, "1F41": false, "BA00": false,
	} {
		if got := within("1F40.0", code); got != want {
			t.Errorf("1F40.0 within %s: %v", code, got)
		}
	}
	depths := 0
	for position := 0; position < release.Len(); position += 7 {
		concept := release.At(position)
		if !terminology.StemForm(concept.Code) {
			continue
		}
		named := []string{concept.Code}
		for _, above := range release.Ancestors(position) {
			heading := release.At(above)
			name := heading.Code + heading.Property(terminology.BlockID)
			if name == "" {
				name = heading.Property(terminology.ChapterNo)
			}
			named = append(named, name)
		}
		depths = max(depths, len(named))
		for _, name := range named {
			if !within(concept.Code, name) {
				t.Errorf("%s is not within %s", concept.Code, name)
			}
		}
		if other := release.At((position + release.Len()/2) % release.Len()).Code; other != "" && within(concept.Code, other) != slices.Contains(named, other) {
			t.Errorf("%s within %s is not as the list has them", concept.Code, other)
		}
	}
	if depths < 5 {
		t.Errorf("no stem stands deeper than %d: the test shows little", depths)
	}
}
