package profiles

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/testdata"
)

const testBase = "https://exchange.example/r4"

// defined are all definitions under testBase.
func defined(t *testing.T) []fhir.CanonicalResource {
	t.Helper()
	definitions, err := Definitions(testBase, []Concept{{"above-tariff", "Above the tariff"}})
	if err != nil {
		t.Fatal(err)
	}
	return definitions
}

func TestDefinitions_areR4(t *testing.T) {
	for _, definition := range defined(t) {
		_, issues := fhir.DecodeResource(definition.Body)
		for _, issue := range issues {
			t.Errorf("%s/%s: %s at %s: %s", definition.Type, definition.ID, issue.Rule, issue.Path, issue.Text)
		}
		if err := fhir.Judge(definition.Body); err != nil {
			t.Errorf("%s/%s: %v", definition.Type, definition.ID, err)
		}
		if want := testBase + "/" + definition.Type + "/" + definition.ID; definition.URL != want {
			t.Errorf("%s/%s: the url is %s, want %s", definition.Type, definition.ID, definition.URL, want)
		}
		if definition.Version == "" || definition.Name == "" || definition.Title == "" || strings.ContainsAny(definition.Name, "- ") {
			t.Errorf("%s/%s: version %q, name %q, title %q", definition.Type, definition.ID, definition.Version, definition.Name, definition.Title)
		}
	}
}

func TestDefinitions_areEachOnce(t *testing.T) {
	known := map[string]bool{}
	count := map[string]int{}
	for _, definition := range defined(t) {
		if known[definition.URL] {
			t.Errorf("%s is there twice", definition.URL)
		}
		known[definition.URL] = true
		count[definition.Type]++
	}
	for _, resourceType := range []string{"StructureDefinition", "CodeSystem", "ValueSet"} {
		if count[resourceType] == 0 {
			t.Errorf("there is no %s", resourceType)
		}
	}
	if count["CodeSystem"] != count["ValueSet"] {
		t.Errorf("%d code systems, %d value sets", count["CodeSystem"], count["ValueSet"])
	}
}

// Whatever a definition names under the base is defined, and nothing is left under the base that
// the files are written with.
func TestDefinitions_nameOnlyEachOther(t *testing.T) {
	definitions := defined(t)
	for _, definition := range definitions {
		for _, text := range textsIn(t, definition.Body) {
			names := strings.HasPrefix(text, testBase) && isCanonical(text)
			if names && !slices.ContainsFunc(definitions, func(other fhir.CanonicalResource) bool { return other.URL == text }) {
				t.Errorf("%s/%s names %s, which is not defined", definition.Type, definition.ID, text)
			}
		}
		if strings.Contains(string(definition.Body), writtenBase) {
			t.Errorf("%s/%s holds the base of the files", definition.Type, definition.ID)
		}
	}
}

// Every profile, extension and code system that our own bundles name is defined, but for those that
// package terminology has and those of the payer's registries.
func TestDefinitions_holdWhatBundlesName(t *testing.T) {
	definitions, err := Definitions(writtenBase, nil)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := []string{
		writtenBase + "/CodeSystem/intervention-codes",
		writtenBase + "/terminology/CodeSystem/icd-11",
		writtenBase + "/terminology/CodeSystem/facility-identifier-types",
	}
	for _, name := range testdata.Names() {
		for _, text := range textsIn(t, testdata.Bundle(name)) {
			url, _, _ := strings.Cut(text, "|")
			if !strings.HasPrefix(url, writtenBase) || !isCanonical(url) || slices.Contains(elsewhere, url) {
				continue
			}
			if !slices.ContainsFunc(definitions, func(d fhir.CanonicalResource) bool { return d.URL == url }) {
				t.Errorf("%s names %s, which is not defined", name, url)
			}
		}
	}
}

func isCanonical(url string) bool {
	return strings.Contains(url, "/StructureDefinition/") || strings.Contains(url, "/CodeSystem/") || strings.Contains(url, "/ValueSet/")
}

// textsIn are all strings of a JSON text.
func textsIn(t *testing.T, body []byte) []string {
	t.Helper()
	var value any
	if err := json.Unmarshal(body, &value); err != nil {
		t.Fatal(err)
	}
	var texts []string
	var walk func(any)
	walk = func(value any) {
		switch value := value.(type) {
		case string:
			texts = append(texts, value)
		case []any:
			for _, v := range value {
				walk(v)
			}
		case map[string]any:
			for _, v := range value {
				walk(v)
			}
		}
	}
	walk(value)
	return texts
}

func TestDefinitions_wantAWebBase(t *testing.T) {
	for _, base := range []string{"", "fhir.sha.go.ke/fhir", "urn:x", "https://fhir.sha.go.ke/fhir/", `https://x.example/"`} {
		if _, err := Definitions(base, nil); err == nil {
			t.Errorf("the base %q is taken", base)
		}
	}
}
