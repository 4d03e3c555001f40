package terminology_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/terminology"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// compare fails where text is not that of a golden file, which -update writes anew.
func compare(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Errorf("%s (-golden +found):\n%s", path, diff)
	}
}

// queries are as people type them.
var queries = []string{
	"malaria", "malria", "hypertension", "hypertens", "hyertension", "diabtes", "type 2 diab", "GB61", "gb61.5", "gb615",
	"1f", "fracture shaft femur", "femur shaft fracture", "fracture of the femur", "pnuemonia", "pneumonia", "asthma", "typhoid",
	"anemia", "anaemia", "hemorrhage", "diarrhea", "tb", "uti", "hiv", "snake bite", "heart attack", "breast cancer", "coli",
	"left", "BA41.0&XA7RE3", "gb51/5a11", "zzzz",
	"hemodialysis", "dialysis", "c section", "caesarean", "hip replacement", "icu", "SHA-07", "sha 07 001", "mri brain", "normal delivery",
	"cbc", "tooth", "public officers intensive",
}

// best are the first lines of what is found, at most five.
func best(set *terminology.Set, in *terminology.CodeSystem, text string) string {
	var b strings.Builder
	positions := set.Search(in, text, nil)
	for _, position := range positions[:min(len(positions), 5)] {
		fmt.Fprintf(&b, "  %-11s %s\n", in.At(position).Code, in.At(position).Display)
	}
	return b.String()
}

func TestSearch_starter(t *testing.T) {
	set, icd11, interventions := starterLists(t)
	var b strings.Builder
	for _, text := range queries {
		fmt.Fprintf(&b, "%s\n%s%s", text, best(set, icd11, text), best(set, interventions, text))
	}
	compare(t, "search.golden", b.String())
}

// wanted is a code that has to be among the first for a text.
type wanted struct {
	text, code string
	among      int
}

// holds fails where a code is not among the first.
func (w wanted) holds(t *testing.T, set *terminology.Set, in *terminology.CodeSystem) {
	t.Helper()
	positions := set.Search(in, w.text, nil)
	if !slices.ContainsFunc(positions[:min(len(positions), w.among)], func(p int) bool { return in.At(p).Code == w.code }) {
		t.Errorf("%q does not find %s among the first %d:\n%s", w.text, w.code, w.among, best(set, in, w.text))
	}
}

func TestSearch_allOfICD11(t *testing.T) {
	set, release := fullSet(t)
	for _, w := range []wanted{
		{"malaria", "1F4Z", 1}, {"malaria", "1F40", 5}, {"malria", "1F4Z", 1},
		{"hypertension", "BA00", 1}, {"hypertens", "BA00", 1}, {"hyertension", "BA00", 1},
		{"diabtes", "5A11", 3}, {"type 2 diab", "5A11", 1}, {"diab type 2", "5A11", 1},
		{"GB61", "GB61", 1}, {"gb61", "GB61", 1}, {"GB615", "GB61.5", 1},
		{"fracture shaft femur", "NC72.5", 1}, {"femur fracture shaft", "NC72.5", 1}, {"fracture of the shaft of the femur", "NC72.5", 1},
		{"meniere", "AB31.0", 1}, {"Menière", "AB31.0", 1}, {"pnuemonia", "CA40", 3},
		{"BA41.0&XA7RE3", "BA41.0", 1}, {"leukemia", "2B33.4", 1}, {"esophagitis", "DA24.Z", 5}, {"crohn's disease", "DD70", 1},
		{"tb", "1B1Z", 1}, {"uti", "GC08.Z", 1}, {"c section", "JB22", 3},
		{"depression", "6A70.Z", 2}, {"preeclampsia", "JA24.Z", 1}, {"kwashiorkor", "5B52", 1}, {"normal delivery", "JB20.0", 1},
		{"neonatal sepsis", "KA60", 1}, {"renal failure", "GB60.Z", 3}, {"dog bite", "PA75", 1}, {"road traffic accident", "PA0Z", 1},
		{"hyperthyroidism", "5A02.Z", 3}, {"bilharzia", "1F86.Z", 1}, {"chicken pox", "1E90.Z", 1}, {"gallstones", "DC11.Z", 1},
	} {
		w.holds(t, set, release)
	}
}

func TestSearch_payersNames(t *testing.T) {
	set, interventions := payersNames(t)
	for _, w := range []wanted{
		{"hemodialysis", "SHA-16-001", 1}, {"haemodialysis", "SHA-16-001", 1}, {"c section", "SHA-08-006", 1}, {"caesarean", "SHA-08-006", 2},
		{"hip replacement", "SHA-19-453", 1}, {"knee replacement", "SHA-19-453", 1}, {"appendectomy", "SHA-19-119", 1},
		{"cesarean", "SHA-08-006", 1}, {"SHA-19-128", "SHA-19-128", 1}, {"icu", "SHA-03-001", 1}, {"mri brain", "SHA-09-033", 3},
	} {
		w.holds(t, set, interventions)
	}
}
