package terminology

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
)

// releases makes a set of releases of ICD-11. Each begins with the day from which it is in force, and
// has codes, each with its URI's last segment behind a colon.
func releases(t *testing.T, texts ...string) *Set {
	t.Helper()
	var sources []Source
	for _, text := range texts {
		words := strings.Fields(text)
		from, err := fhir.ParseDate(words[0])
		if err != nil {
			t.Fatal(err)
		}
		var rows strings.Builder
		rows.WriteString(diagnosisHeader)
		for _, word := range words[1:] {
			code, uri, _ := strings.Cut(word, ":")
			rows.WriteString(code + ",T,http://id.who.int/icd/release/11/mms/" + uri + ",true\n")
		}
		sources = append(sources, Source{Name: words[0], Version: words[0], From: from, Content: Complete, Rows: strings.NewReader(rows.String())})
	}
	set, err := Read(Source{Name: "interventions", Content: Complete, Rows: strings.NewReader(interventionHeader)}, sources...)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// The release in force on the day of service says what is a code; no day in particular finds it in
// the newest release that has it.
func TestSet_Diagnosis_byRelease(t *testing.T) {
	set := releases(t, "2024-01-01 BA00:1 BA01:2 BA02:3", "2025-01-01 BA00:1 BA03:2 BA02:3", "2026-01-01 BA00:1 BA03:2 BA04:4")
	for _, test := range []struct {
		code, day string
		want      bool
	}{
		{"BA00", "2026-01-15", true},
		{"BA01", "2024-12-31", true},
		{"BA01", "2023-01-01", true}, // the first release is in force before its day, too
		{"BA01", "2025-01-01", false},
		{"BA01", "", true},
		{"BA03", "2024-12-31", false},
		{"BA03", "2025-01-01", true},
		{"BA05", "", false},
	} {
		on, _ := fhir.ParseDate(test.day)
		if d, ok := set.Diagnosis(test.code, on); ok != test.want || d.Code != "" && !ok {
			t.Errorf("%s on %s: %+v %v, want %v", test.code, test.day, d, ok, test.want)
		}
	}
}

func TestSet_Children(t *testing.T) {
	set := releases(t, "2025-01-01 GB61:1 GB61.Z:2 GB61.0:3 GB61.3:4 GB60:5 1A36:6 1A36.0:7 1A36.0Z:8 1A36.Z:9", "2026-01-15 GB61:1 GB61.0:3 GB61.Z:2")
	for _, test := range []struct {
		code, day string
		want      []string
	}{
		{"GB61", "2026-01-14", []string{"GB61.0", "GB61.3", "GB61.Z"}},
		{"GB61", "2026-01-15", []string{"GB61.0", "GB61.Z"}},
		{"1A36", "2025-06-01", []string{"1A36.0", "1A36.Z"}},
		{"1A36.0", "2025-06-01", []string{"1A36.0Z"}},
		{"GB60", "2025-06-01", nil},
	} {
		on, _ := fhir.ParseDate(test.day)
		var got []string
		for _, child := range set.Children(test.code, on) {
			got = append(got, child.Code)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s has on %q the children %q, want %q", test.code, test.day, got, test.want)
		}
	}
}

func TestChapter(t *testing.T) {
	got := make(map[string]string)
	for _, code := range []string{"1A00", "9A00", "AA00", "HA00", "JA00", "NA07.0", "PA03", "RA01", "SA00", "VA00", "XA7RE3"} {
		got[code] = Chapter(code)
	}
	want := map[string]string{
		"1A00": "01", "9A00": "09", "AA00": "10", "HA00": "17", "JA00": "18", "NA07.0": "22", "PA03": "23", "RA01": "25",
		"SA00": "26", "VA00": "V", "XA7RE3": "X",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSet_SuggestDiagnosis(t *testing.T) {
	set := starter(t)
	for code, want := range map[string]string{
		"NAO1": "NA01", "NAO7.O": "NA07.0", "DA42Z": "DA42.Z", "JAOOO": "JA00.0", "5AII": "5A11",
		"NA01": "", "DA42.Z": "", "DA42-Z": "", "XK8GI": "", "ZZZZZZ": "", "": "",
	} {
		if got, ok := set.SuggestDiagnosis(code); ok != (want != "") || ok && got != want {
			t.Errorf("suggestion for %q is %q %v, want %q", code, got, ok, want)
		}
	}
}

func TestLooksLikeICD10(t *testing.T) {
	tests := map[string]bool{
		"K29.7": true, "N18": true, "I10": true, "k29.7": true, "J00": true, "S72.30": true, "U07.1": true, "K297": true,
		"DA42.Z": false, "GB61": false, "5A11": false, "1F4Z": false, "XK8G": false, "": false, "29.7": false,
	}
	for code, want := range tests {
		if got := LooksLikeICD10(code); got != want {
			t.Errorf("LooksLikeICD10(%q) = %v", code, got)
		}
	}
}

func TestForms(t *testing.T) {
	for _, stem := range []string{"BA00", "1F4Z", "6C40.2Z", "DA42.Z", "SA00"} {
		if !StemForm(stem) || ExtensionForm(stem) {
			t.Errorf("%s is not taken for a stem code", stem)
		}
	}
	for _, extension := range []string{"XK8G", "XA7RE3", "XN62R"} {
		if !ExtensionForm(extension) || StemForm(extension) {
			t.Errorf("%s is not taken for an extension code", extension)
		}
	}
	for _, other := range []string{"ZZZZZZ", "XNOTREAL", "BAO0", "N18", "BA00.", "ba00", "X.K8G"} {
		if StemForm(other) || ExtensionForm(other) {
			t.Errorf("%s is taken for a code", other)
		}
	}
}

func TestSystems(t *testing.T) {
	tests := []struct {
		url                 string
		icd11, intervention bool
	}{
		{ICD11URL, true, false},
		{"http://id.who.int/icd/release/11-mms", true, false},
		{"http://id.who.int/icd/release/11/2025-01/mms", true, false},
		{"https://fhir.sha.go.ke/fhir/terminology/CodeSystem/icd-11", true, false},
		{"https://qa-mis.apeiro-digital.com/fhir/terminology/CodeSystem/icd-11", true, false},
		{"https://fhir.sha.go.ke/fhir/terminology/CodeSystem/icd-10", false, false},
		{"http://hl7.org/fhir/sid/icd-10", false, false},
		{"https://mis.apeiro-digital.com/fhir/CodeSystem/intervention-codes", false, true},
		{"https://fhir.sha.go.ke/fhir/CodeSystem/category-codes", false, false},
		{"", false, false},
	}
	for _, test := range tests {
		if IsICD11System(test.url) != test.icd11 || IsInterventionSystem(test.url) != test.intervention {
			t.Errorf("%q: ICD-11 %v, interventions %v", test.url, IsICD11System(test.url), IsInterventionSystem(test.url))
		}
	}
}
