package service

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/terminology"
)

// starter answers from the lists that come with the program, of which ICD-11 is a fragment, and from
// FHIR's code systems of claims.
func starter(t *testing.T) *Service {
	t.Helper()
	lists, err := terminology.Starter()
	if err != nil {
		t.Fatal(err)
	}
	codeSystems, valueSets, err := terminology.Claims()
	if err != nil {
		t.Fatal(err)
	}
	set, err := terminology.NewSet(terminology.Parts{
		CodeSystems: append(lists.Versions(icd11), codeSystems...), Catalogue: lists.Catalogue(), ValueSets: valueSets,
	})
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(Config{Set: set, Base: base})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// What is not in a fragment may exist all the same: a warning says that it could not be checked.
func TestFragment(t *testing.T) {
	s := starter(t)
	for code, want := range map[string][]string{
		icd11 + "&code=1A99":                       {"warning invalid-code code"},
		icd11 + "&code=BA00.Z/1A99":                {"warning invalid-code code.substring(7,4)"},
		icd11 + "&code=BA00.Z/1A9":                 {"error invalid-code code.substring(7,3)"},
		s.set.Catalogue().URL + "&code=x":          {"error invalid-code code"},
		s.set.Catalogue().URL + "&code=SHA-98-001": {"warning invalid-code code"},
	} {
		body, err := ask(t, s.ValidateCode, "url="+code)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, readAnswer(t, body).issues); diff != "" {
			t.Errorf("%s (-want +got):\n%s", code, diff)
		}
	}
	body, err := ask(t, s.ValidateInValueSet, "url="+icd11+"?fhir_vs&code=1A99")
	if err != nil || readAnswer(t, body).values["result"] != true {
		t.Errorf("%s %v", body, err)
	}
	if body, err = ask(t, s.ValidateInValueSet, "url="+base+"/ValueSet/icd-11-extension&code=XK1Z"); err != nil {
		t.Fatal(err)
	}
	if got := readAnswer(t, body); got.values["result"] != false || len(got.issues) != 2 {
		t.Errorf("what a value set chooses cannot be told of what is not in the list: %s", body)
	}
}

// FHIR's code systems of claims can be asked and read like all others, in both of their versions.
func TestClaims(t *testing.T) {
	s := starter(t)
	for _, resource := range s.Resources() {
		wantSound(t, resource.Body)
		codeSystem, valueSet, err := terminology.ReadResource(resource.Body)
		if strings.Contains(string(resource.Body), `"content":"not-present"`) {
			continue
		}
		if err != nil || codeSystem == nil && valueSet == nil {
			t.Errorf("%s/%s: %v", resource.Type, resource.ID, err)
		}
	}
	const admission = "url=http://terminology.hl7.org/CodeSystem/ex-diagnosis-on-admission&code=y"
	for query, want := range map[string]bool{admission + "&version=4.0.1": true, admission: false} {
		body, err := ask(t, s.ValidateCode, query)
		if err != nil || readAnswer(t, body).values["result"] != want {
			t.Errorf("%s: %s %v", query, body, err)
		}
	}
	body, err := ask(t, s.Expand, "url=http://hl7.org/fhir/ValueSet/process-priority")
	if err != nil {
		t.Fatal(err)
	}
	if _, codes := readExpansion(t, body); codes != "stat normal deferred" {
		t.Errorf("process-priority: %q", codes)
	}
}

// A small code system is read back as what it was made of.
func TestCodeSystem_writtenAndRead(t *testing.T) {
	s := sample(t)
	made := s.find(colours).versions[0]
	read, _, err := terminology.ReadResource(s.writeCodeSystem("colour", made))
	if err != nil {
		t.Fatal(err)
	}
	for position := range made.Len() {
		if diff := cmp.Diff(made.At(position), read.At(position)); diff != "" {
			t.Errorf("(-made +read):\n%s", diff)
		}
	}
}

func TestProgramName(t *testing.T) {
	for name, want := range map[string]string{"ICD-11 MMS (starter)": "ICD11MMSStarter", "claim type": "ClaimType", "4.0.1 x": "X", "": ""} {
		if got := programName(name); got != want {
			t.Errorf("%q becomes %q; wanted %q", name, got, want)
		}
	}
}
