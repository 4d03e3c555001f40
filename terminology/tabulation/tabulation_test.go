package tabulation

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// extract is one of the files of testdata.
func extract(t testing.TB, name string) string {
	t.Helper()
	content, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// part takes an extract for what it is.
var part = Options{Fragment: true}

// extractReport is what either extract holds.
var extractReport = Report{
	Codes: 63, Stems: 42, Extensions: 21, Residuals: 30, Chapters: 28, Blocks: 47, Stamp: "2025 Jan 01 - 00:00 UTC",
}

func mustRead(t *testing.T, text string, options Options) (*terminology.CodeSystem, Report) {
	t.Helper()
	system, report, err := Read(strings.NewReader(text), options)
	if err != nil {
		t.Fatal(err)
	}
	return system, report
}

// at is the concept of a code or URI.
func at(t *testing.T, system *terminology.CodeSystem, key string) terminology.Concept {
	t.Helper()
	position, ok := system.Find(key)
	if !ok {
		position, ok = system.FindURI(key)
	}
	if !ok {
		t.Fatalf("%s was not taken over", key)
	}
	return *system.At(position)
}

func TestRead(t *testing.T) {
	system, report := mustRead(t, extract(t, "layout-2025.txt"), part)
	if diff := cmp.Diff(extractReport, report); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
	day := fhir.Date{Year: 2025, Month: 1, Day: 1}
	if system.URL != terminology.ICD11URL || system.Version != "2025-01" || system.From != day || system.Concepts != 63 ||
		system.Content != terminology.Fragment || !system.CaseSensitive || !system.Compositional {
		t.Errorf("the head is %+v", system.System)
	}
	for _, says := range []string{"World Health Organization", "CC BY-ND 3.0 IGO"} {
		if !strings.Contains(system.Copyright, says) {
			t.Errorf("the copyright %q does not say %s", system.Copyright, says)
		}
	}
	falciparum, _ := system.Find("1F40")
	malaria, _ := system.FindURI("http://id.who.int/icd/release/11/mms/700099")
	tests := []terminology.Concept{
		{
			Code: "1F40.Z", URI: "http://id.who.int/icd/release/11/mms/700110/unspecified",
			Display: "Marsh fever of the first kind, unspecified", Parent: falciparum,
			Properties: []terminology.Property{{Code: "classKind", Value: "category"}, {Code: "chapter", Value: "01"}, {Code: "residual", Value: "unspecified"}},
		},
		{
			Code: "1F40", URI: "http://id.who.int/icd/release/11/mms/700110",
			Display: "Marsh fever of the first kind", Parent: malaria, Divided: true,
			Properties: []terminology.Property{
				{Code: "classKind", Value: "category"}, {Code: "chapter", Value: "01"},
				{Code: "foundationUri", Value: "http://id.who.int/icd/entity/700110"},
			},
		},
		{
			URI: "http://id.who.int/icd/release/11/mms/700000", Display: "Invented infectious diseases", Parent: -1, Abstract: true, Divided: true,
			Properties: []terminology.Property{
				{Code: "classKind", Value: "chapter"}, {Code: "chapter", Value: "01"},
				{Code: "foundationUri", Value: "http://id.who.int/icd/entity/700000"},
			},
		},
	}
	for _, want := range tests {
		if diff := cmp.Diff(want, at(t, system, want.URI)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", want.URI, diff)
		}
	}
	if id := at(t, system, "http://id.who.int/icd/release/11/mms/700099"); id.Property(terminology.BlockID) != "BlockL2-1F4" {
		t.Errorf("the block of malaria is %+v", id)
	}
}

// The layouts tell the same, but that the newer one has coding notes, one of which has several lines.
func TestRead_newerLayout(t *testing.T) {
	old, _ := mustRead(t, extract(t, "layout-2025.txt"), part)
	newer, report := mustRead(t, extract(t, "layout-2026.txt"), part)
	want := extractReport
	want.Stamp = "2026 Jan 01 - 00:00 UTC"
	if diff := cmp.Diff(want, report); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
	if newer.Version != "2026-01" || newer.Len() != old.Len() {
		t.Fatalf("release %s with %d concepts", newer.Version, newer.Len())
	}
	for position := range newer.Len() {
		want := *old.At(position)
		if want.Code == "1C1G" {
			want.Properties = append(want.Properties, terminology.Property{Code: "codingNote", Value: "Add a code for what goes with it.\n\n" +
				"Add another for what stays."})
		}
		if diff := cmp.Diff(want, *newer.At(position)); diff != "" {
			t.Errorf("%s (-old +new):\n%s", want.Display, diff)
		}
	}
}

// WHO's browser has had several addresses, and a coding note may begin with a word in quotes.
func TestRead_asWHOWritesToo(t *testing.T) {
	for file, writes := range map[string]*strings.Replacer{
		"layout-2025.txt": strings.NewReplacer("browse/latestrelease/mms/en#", "browse11/l-m/en#/http%3a%2f%2fid.who.int%2ficd%2fentity%2f", "/mms/unspecified\"\"", "%2fmms%2funspecified\"\""),
		"layout-2026.txt": strings.NewReplacer("browse/latestrelease/mms/en#", "browse/2026-01/mms/en#", "/mms/unspecified\"\"", "/unspecified\"\"", "Add a code for what", `"Add a code" for what`),
	} {
		text := extract(t, file)
		written := writes.Replace(text)
		if written == text {
			t.Fatalf("%s is as it was", file)
		}
		want, _ := mustRead(t, text, part)
		got, _ := mustRead(t, written, part)
		if got.Concepts != want.Concepts {
			t.Errorf("%s: %d codes, want %d", file, got.Concepts, want.Concepts)
		}
	}
}

// An extract that has a row of everything is no release.
func TestRead_refusesPart(t *testing.T) {
	_, _, err := Read(strings.NewReader(extract(t, "layout-2025.txt")), Options{})
	if says := "line 139: the file ends after 63 codes, and each release of WHO has more than 30000"; err == nil || !strings.Contains(err.Error(), says) {
		t.Errorf("the error is %v, want %q", err, says)
	}
}

func TestRead_progress(t *testing.T) {
	var told [][2]int
	text := extract(t, "layout-2025.txt")
	mustRead(t, text, Options{Fragment: true, Progress: func(done, total int) { told = append(told, [2]int{done, total}) }})
	if diff := cmp.Diff([][2]int{{50, 138}, {100, 138}}, told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
}
