package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// twoReleases is ICD-11 in two releases, of which the later has lost a code and knows axes.
func twoReleases(t *testing.T) *terminology.Set {
	t.Helper()
	starter, err := terminology.Starter()
	if err != nil {
		t.Fatal(err)
	}
	const uri = "http://id.who.int/icd/release/11/mms/"
	release := func(version, from string, concepts ...terminology.Concept) *terminology.CodeSystem {
		day, _ := fhir.ParseDate(from)
		system := terminology.System{URL: terminology.ICD11URL, Version: version, Name: "ICD-11", Content: terminology.Complete, Copyright: "WHO's own", From: day}
		made, err := terminology.NewCodeSystem(system, concepts)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	kidney := terminology.Concept{
		Code: "GB51", URI: uri + "1", Display: "Acute pyelonephritis", Parent: -1,
		Axes:         []terminology.Axis{{Name: "laterality", Required: true, Roots: []string{uri + "9"}}},
		Designations: []terminology.Designation{{Language: "en", Use: terminology.IndexTerm, Value: "kidney infection"}},
	}
	side := terminology.Concept{URI: uri + "9", Display: "Laterality", Parent: -1, Abstract: true}
	left := terminology.Concept{Code: "XK8G", URI: uri + "2", Display: "Left", Parent: 2}
	gone := terminology.Concept{Code: "BA00", URI: uri + "3", Display: "Essential hypertension", Parent: -1}
	parts := starter.Parts()
	parts.CodeSystems = []*terminology.CodeSystem{
		release("2024-01", "2024-01-01", gone, kidney),
		release("2025-01", "2025-01-01", kidney, terminology.Concept{Code: "GB60", URI: uri + "4", Display: "Acute kidney failure", Parent: -1}, side, left),
	}
	set, err := terminology.NewSet(parts)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestLookup_ofReleases(t *testing.T) {
	set := twoReleases(t)
	tests := []struct {
		code, on string
		known    bool
		says     []string
	}{
		{"BA00", "", true, []string{"ICD-11 2024-01, complete", "note", "2025-01"}},
		{"BA00", "2024-06-01", true, []string{"ICD-11 2024-01, complete"}},
		{"BA00", "2025-06-01", false, []string{"Essential hypertension", "note"}},
		{"GB60", "2024-06-01", false, []string{"ICD-11 2025-01", "note"}},
		{"GB51", "", true, []string{"axis", "laterality: Laterality (wanted for a complete code)", "index-term", "kidney infection"}},
		{"GB51&XK8G", "", true, []string{"path", "Laterality", "extension code", "source", "WHO's own"}},
	}
	for _, test := range tests {
		var text bytes.Buffer
		day, _ := fhir.ParseDate(test.on)
		l := codeLookup{set: set, on: day, out: &terminal{out: &text, err: &text}}
		if known := l.tell(test.code); known != test.known {
			t.Errorf("%s on %q is known: %v", test.code, test.on, known)
		}
		for _, words := range test.says {
			if !strings.Contains(text.String(), words) {
				t.Errorf("%s on %q does not say %q:\n%s", test.code, test.on, words, &text)
			}
		}
	}
}

// A person sees what is good, doubtful and wrong in colours; the words are the same without them.
func TestLookup_colours(t *testing.T) {
	set := twoReleases(t)
	tell := func(colour bool) string {
		var text bytes.Buffer
		l := codeLookup{set: set, out: &terminal{out: &text, err: &text, colour: colour}}
		l.tell("BA00")
		l.tell("GB6X")
		return text.String()
	}
	plain, coloured := tell(false), tell(true)
	if strings.Contains(plain, "\x1b[") || !strings.Contains(coloured, "\x1b[32mBA00") || !strings.Contains(coloured, "\x1b[31mGB6X") {
		t.Errorf("plain:\n%q\ncoloured:\n%q", plain, coloured)
	}
}

// Whose content is shown is said with it.
func TestTerminologySearch_saysWhose(t *testing.T) {
	set := twoReleases(t)
	list, _ := set.InForce(terminology.ICD11URL, fhir.Date{})
	for text, want := range map[string]bool{"kidney": true, "nothing of this": false} {
		var shown bytes.Buffer
		search := listSearch{list: list, positions: set.Search(list, text, nil), limit: 3}
		search.show(&terminal{out: &shown, err: &shown})
		if strings.Contains(shown.String(), "WHO's own") != want {
			t.Errorf("%s shows:\n%s", text, &shown)
		}
	}
}
