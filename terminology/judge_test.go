package terminology

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
)

const releaseURI = "http://id.who.int/icd/release/11/mms/"

// twoReleases is a set of a release of 2025 with axes and one of 2026 without. CA20 is retired in the
// second, which has DA20 under its URI; CA22 is new in it.
func twoReleases(t *testing.T) *Set {
	t.Helper()
	heading := func(uri string, parent int) Concept {
		return Concept{URI: releaseURI + uri, Display: uri, Parent: parent, Abstract: true}
	}
	code := func(code string, parent int, axes ...Axis) Concept {
		return Concept{Code: code, URI: releaseURI + code, Display: "Title of " + code, Parent: parent, Axes: axes}
	}
	axis := func(name string, required bool, multiple Multiple, roots ...string) Axis {
		for i := range roots {
			roots[i] = releaseURI + roots[i]
		}
		return Axis{name, required, multiple, roots}
	}
	older := []Concept{
		heading("circulatory", -1),
		code("BA41", 0, axis("specificAnatomy", false, AllowAlways, "anatomy")),
		code("BA41.0", 1, axis("specificAnatomy", false, AllowedExceptFromSameBlock, "anatomy")),
		code("CA20", 0),
		code("CB41", 0, axis("associatedWith", true, AllowAlways, "infections", "agents")),
		code("DD51", 0, axis("laterality", false, NotAllowed, "laterality")),
		heading("infections", -1),
		code("1D00", 6),
		heading("extensions", -1),
		heading("anatomy", 8),
		heading("heart", 9),
		code("XA7RE3", 10),
		code("XA3QT6", 10),
		heading("vessels", 9),
		code("XA1DX8", 13),
		heading("laterality", 8),
		code("XK8G", 15),
		code("XK9K", 15),
		heading("agents", 8),
		code("XN62R", 18),
		code("XY0Y", 8),
	}
	newer := []Concept{code("BA41", -1), code("BA41.0", 0), code("CA22", -1), code("DA20", -1), code("1D00", -1), code("DD51", -1)}
	for _, extension := range []string{"XA7RE3", "XA3QT6", "XA1DX8", "XK8G", "XK9K", "XN62R", "XY0Y"} {
		newer = append(newer, code(extension, -1))
	}
	newer[3].URI = releaseURI + "CA20"
	var parts Parts
	for version, concepts := range map[string][]Concept{"2025-01": older, "2026-01": newer} {
		system := System{URL: ICD11URL, Version: version, Content: Complete, CaseSensitive: true, Compositional: true}
		if version == "2026-01" {
			system.From = fhir.Date{Year: 2026, Month: 4, Day: 1}
		}
		release, err := NewCodeSystem(system, concepts)
		if err != nil {
			t.Fatal(err)
		}
		parts.CodeSystems = append(parts.CodeSystems, release)
	}
	var err error
	if parts.Catalogue, err = NewCatalogue(System{}, nil); err != nil {
		t.Fatal(err)
	}
	set, err := NewSet(parts)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

var kindNames = [...]string{"malformed", "unknown", "later", "retired-then", "retired", "undeclared", "multiple", "missing"}

func TestJudge(t *testing.T) {
	set := twoReleases(t)
	before, after := fhir.Date{Year: 2025, Month: 6, Day: 30}, fhir.Date{Year: 2026, Month: 6, Day: 30}
	for _, test := range []struct {
		cluster string
		on      fhir.Date
		// want are the faults as kind, byte of the part and axis.
		want []string
	}{
		{"1D00", before, nil},
		{"1D00", after, nil},
		{"BA41.0&XA7RE3", before, nil},
		{"BA41.0&XA7RE3&XA1DX8", before, nil},
		{"BA41.0&XA7RE3&XA3QT6", before, []string{"multiple 14 specificAnatomy"}},
		{"BA41&XA7RE3&XA3QT6", before, nil},
		{"BA41.0&XK8G", before, []string{"undeclared 7 "}},
		{"BA41&XY0Y", before, nil},
		{"DD51&XA7RE3", before, []string{"undeclared 5 "}},
		{"dd51 & xk8g&xk9k", before, []string{"multiple 12 laterality"}},
		{"CB41", before, []string{"retired 0 ", "missing 0 associatedWith"}},
		{"CB41/1D00", before, []string{"retired 0 "}},
		{"1D00/CB41", before, []string{"retired 5 "}},
		{"CB41&XN62R", before, []string{"retired 0 "}},
		{"CA20", before, []string{"retired 0 "}},
		{"CA20", after, []string{"retired-then 0 "}},
		{"CA20", fhir.Date{}, []string{"retired-then 0 "}},
		{"CA22", before, []string{"later 0 "}},
		{"CA22", after, nil},
		{"BA41.0&XNOTREAL", before, []string{"malformed 7 "}},
		{"ZZZZZZ", before, []string{"malformed 0 "}},
		{"1D00/ZA00", after, []string{"unknown 5 "}},
		{"BA41.0&XK8G", after, nil}, // the release has no axes, so none are judged
	} {
		cluster, err := ParseCluster(test.cluster)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, fault := range set.Judge(cluster, test.on) {
			got = append(got, fmt.Sprintf("%s %d %s", kindNames[fault.Kind], fault.Part.Offset, fault.Axis))
			if !strings.Contains(fault.Text, fault.Part.Code) || fault.Kind.Missing() != (fault.Kind <= RetiredThen) {
				t.Errorf("%s: %+v", test.cluster, fault)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s on %s (-want +got):\n%s", test.cluster, test.on, diff)
		}
	}
}

func TestJudge_texts(t *testing.T) {
	set := twoReleases(t)
	for text, want := range map[string]string{
		"CA20":        "ICD-11 has no CA20 since 2026-04-01; wanted is DA20, which is used in its place",
		"1D00/CB41":   "ICD-11 has no CB41 (at character 6) since 2026-04-01; wanted is a code that is still in use",
		"BA41.0&XK9Q": "the release 2026-01 of ICD-11 has no XK9Q (at character 8); wanted is a code that it has",
		"NAO1":        "NAO1 is not formed as a code of ICD-11 is, such as DA42.Z",
		"BA410":       "BA410 is not formed as a code of ICD-11 is, such as DA42.Z; is BA41.0 meant?",
	} {
		cluster, err := ParseCluster(text)
		if err != nil {
			t.Fatal(err)
		}
		faults := set.Judge(cluster, fhir.Date{})
		if len(faults) != 1 || faults[0].Text != want {
			t.Errorf("%s: %+v; wanted %q", text, faults, want)
		}
	}
	cluster, _ := ParseCluster("CA22")
	faults, ok := set.JudgeIn(cluster, "2025-01")
	want := "ICD-11 has CA22 only from 2026-04-01 on, by its release 2026-01; wanted is a code of the release 2025-01"
	if !ok || len(faults) != 1 || faults[0].Text != want {
		t.Errorf("CA22 in 2025-01: %v %+v", ok, faults)
	}
	if _, ok := set.JudgeIn(cluster, "2024-01"); ok {
		t.Error("a release that is not there judges")
	}
}

// A code without a fault costs no memory.
func TestJudge_allocatesNothing(t *testing.T) {
	set := twoReleases(t)
	plain, err := ParseCluster("1D00")
	if err != nil {
		t.Fatal(err)
	}
	on := fhir.Date{Year: 2026, Month: 6, Day: 30}
	if n := testing.AllocsPerRun(100, func() { set.Judge(plain, on) }); n > 0 {
		t.Errorf("%s: %v allocations", plain.Canonical, n)
	}
	before := fhir.Date{Year: 2025, Month: 6, Day: 30}
	if n := testing.AllocsPerRun(100, func() { set.Judge(plain, before) }); n > 0 {
		t.Errorf("%s in an older release: %v allocations", plain.Canonical, n)
	}
}

// BenchmarkJudge reads and judges a plain code, as each diagnosis of a claim is.
func BenchmarkJudge(b *testing.B) {
	set, err := Starter()
	if err != nil {
		b.Fatal(err)
	}
	on := fhir.Date{Year: 2026, Month: 6, Day: 30}
	b.ReportAllocs()
	for b.Loop() {
		cluster, err := ParseCluster("BA00.Z")
		if err != nil || set.Judge(cluster, on) != nil {
			b.Fatal(err)
		}
	}
}
