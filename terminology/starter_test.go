package terminology

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
)

func starter(t *testing.T) *Set {
	t.Helper()
	set, err := Starter()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestStarter_isLargeEnough(t *testing.T) {
	contents := starter(t).Contents()
	want := []System{
		{URL: ICD11URL, Name: "ICD-11 MMS (starter)", Version: "2025-01", Content: Fragment, Concepts: 231, CaseSensitive: true, Compositional: true},
		{URL: "https://fhir.sha.go.ke/fhir/CodeSystem/intervention-codes", Name: "SHA interventions (starter)", Version: "2026-09-29", Content: Fragment, Concepts: 104},
	}
	if diff := cmp.Diff(want, contents); diff != "" {
		t.Errorf("contents differ (-want +got):\n%s", diff)
	}
}

// The starter has to show each way in which the payer pays, for each benefit package.
func TestStarter_coversTheCatalogue(t *testing.T) {
	chapters, mechanisms, units := make(map[string]int), make(map[Mechanism]int), make(map[Unit]int)
	for code, rows := range starter(t).catalogue.rows {
		chapters[code[:len("SHA-00")]]++
		mechanisms[rows[0].Mechanism]++
		units[rows[0].Unit]++
	}
	wantChapters := strings.Fields(`PMF-01 PMF-03 PMF-07 PMF-10 PMF-12 PMF-13 SHA-01 SHA-02 SHA-03 SHA-05 SHA-06 SHA-07
		SHA-08 SHA-09 SHA-10 SHA-11 SHA-12 SHA-13 SHA-15 SHA-16 SHA-17 SHA-18 SHA-19 SHA-20`)
	if diff := cmp.Diff(wantChapters, slices.Sorted(maps.Keys(chapters))); diff != "" {
		t.Errorf("chapters differ (-want +got):\n%s", diff)
	}
	if len(mechanisms) != 5 || len(units) != 5 {
		t.Errorf("mechanisms %v and units %v, wanted are five of each", mechanisms, units)
	}
}

// Units follow from the mechanism, but for what is labelled fee for service and priced by day.
func TestStarter_units(t *testing.T) {
	day := regexp.MustCompile(`^PMF-(03|07|13)-|^PMF-10-00[1-4]$`)
	session := regexp.MustCompile(`^SHA-16-00[124]$`)
	usual := map[Mechanism]Unit{FeeForService: Item, FixedFeeForService: Item, Capitation: Capita, PerDiem: Day, CaseBased: Case}
	for code, rows := range starter(t).catalogue.rows {
		want := usual[rows[0].Mechanism]
		switch {
		case day.MatchString(code):
			want = Day
		case session.MatchString(code):
			want = Session
		case code == "PMF-10-005":
			want = Case
		}
		if rows[0].Unit != want {
			t.Errorf("%s is paid by the %s, want %s", code, rows[0].Unit, want)
		}
	}
}

// A limit that nobody has published would refuse what the payer pays.
func TestStarter_limits(t *testing.T) {
	limited := make(map[string]string)
	for code, rows := range starter(t).catalogue.rows {
		if text := rows[0].limitText(); text != "" {
			limited[code] = text
		}
	}
	const days = "180 DAYS ANNUALLY household"
	want := map[string]string{"SHA-03-001": days, "SHA-03-002": days, "SHA-03-003": days, "SHA-03-004": days, "SHA-03-005": days}
	if diff := cmp.Diff(want, limited); diff != "" {
		t.Errorf("limits (-want +got):\n%s", diff)
	}
}

func TestStarter_finds(t *testing.T) {
	set := starter(t)
	on, _ := fhir.ParseDate("2026-11-21")
	for _, code := range []string{"GB61", "GB61.5", "DA42.Z", "1F4Z", "BA00", "5A11", "JB20.0", "XK8G"} {
		if d, ok := set.Diagnosis(code, on); !ok || d.Code != code || d.Title == "" {
			t.Errorf("diagnosis %s: %+v %v", code, d, ok)
		}
	}
	if d, _ := set.Diagnosis("GB61", on); d.Leaf || d.Title != "Chronic kidney disease" {
		t.Errorf("GB61 is %+v", d)
	}
	for _, code := range []string{"SHA-07", "SHA-12-SC-01", "SHA-07-999", "SHA-O7-005", ""} {
		if _, ok := set.Intervention(code, on); ok || set.KnownIntervention(code) {
			t.Errorf("%q is taken for a billable code", code)
		}
	}
	birth, _ := set.Intervention("SHA-08-005", on)
	if birth.Sex != "female" || birth.MinAge == nil || *birth.MinAge != 10 || birth.Scheme != SHA || birth.Capitated {
		t.Errorf("SHA-08-005 is %+v", birth)
	}
	if care, _ := set.Intervention("SHA-12-001", on); !care.Capitated || care.Unit != Capita {
		t.Errorf("SHA-12-001 is %+v", care)
	}
	if set.Contents()[0].Content != Fragment || set.Interventions() != Fragment {
		t.Error("the starter lists are fragments")
	}
}

func TestTerminology_Replace(t *testing.T) {
	first, second := new(Set), new(Set)
	terminology := New(first)
	if terminology.Current() != first {
		t.Error("the first set is not in force")
	}
	if terminology.Replace(second); terminology.Current() != second {
		t.Error("the second set is not in force")
	}
}

func BenchmarkReadStarter(b *testing.B) {
	for b.Loop() {
		if _, err := readStarter(); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleParseCluster() {
	cluster, _ := ParseCluster("gb51 & XK8G / 5A11")
	for _, group := range cluster.Groups {
		fmt.Println(group.Stem.Code, len(group.Extensions))
	}
	_, err := ParseCluster("XK8G")
	fmt.Println(err)
	// Output:
	// GB51 1
	// 5A11 0
	// at character 1: XK8G is an extension code; a stem code is wanted here, to which & joins XK8G
}
