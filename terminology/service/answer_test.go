package service

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Answers in full, as testdata has them.
func TestAnswers(t *testing.T) {
	s := sample(t)
	for name, asked := range map[string]struct {
		carryOut func(Parameters, fhir.Date) ([]byte, error)
		query    string
	}{
		"lookup-axes":              {s.Lookup, "system=" + icd11 + "&code=GB51&" + theYear},
		"lookup-synonyms":          {s.Lookup, "url=" + icd11 + "&code=5A11"},
		"lookup-cluster":           {s.Lookup, "system=" + icd11 + "&code=" + url.QueryEscape("dd51&XK8G/ME24.2&XT5R") + "&" + theYear},
		"lookup-heading":           {s.Lookup, "system=" + icd11 + "&code=" + whoURI + "laterality"},
		"lookup-intervention":      {s.Lookup, "system=" + tariffs + "&code=SHA-07-001"},
		"lookup-intervention-past": {s.Lookup, "system=" + tariffs + "&code=SHA-07-001&property=tariff-4&property=to&" + theYear},
		"validate-two-faults":      {s.ValidateCode, "url=" + icd11 + "&code=" + url.QueryEscape("BA41.0&XN7Q7/1A99")},
		"validate-not-in-set":      {s.ValidateInValueSet, "url=" + base + "/ValueSet/reds&code=blue"},
		"expand":                   {s.Expand, "url=" + icd11 + "?fhir_vs&filter=cholera&includeDesignations=true&count=2&excludeNested=false"},
	} {
		t.Run(name, func(t *testing.T) {
			body, err := ask(t, asked.carryOut, asked.query)
			if err != nil {
				t.Fatal(err)
			}
			wantSound(t, body)
			wantGolden(t, name, body)
		})
	}
}

// Every resource of the state, and its capabilities, are sound R4 and can be read again.
func TestResources(t *testing.T) {
	s := sample(t)
	var ids []string
	for _, resource := range s.Resources() {
		ids = append(ids, resource.Type+"/"+resource.ID)
		wantSound(t, resource.Body)
		wantGolden(t, resource.Type+"-"+resource.ID, resource.Body)
	}
	want := []string{
		"CodeSystem/icd-11-mms-2025-01", "CodeSystem/icd-11-mms-2026-01", "CodeSystem/intervention-codes",
		"ValueSet/icd-11-extension", "ValueSet/icd-11-stem", "ValueSet/intervention-codes",
	}
	if diff := cmp.Diff(want, ids); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
	capabilities := s.Capabilities(Software{"bima", "test", "2026-11-22"}, today)
	wantSound(t, capabilities)
	wantGolden(t, "TerminologyCapabilities", capabilities)
}

func wantGolden(t *testing.T, name string, body []byte) {
	t.Helper()
	var indented bytes.Buffer
	if err := json.Indent(&indented, body, "", "  "); err != nil {
		t.Fatalf("%s: %v", body, err)
	}
	indented.WriteByte('\n')
	path := "testdata/" + name + ".json"
	if *update {
		if err := os.WriteFile(path, indented.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), indented.String()); diff != "" {
		t.Errorf("%s (-file +answer):\n%s", path, diff)
	}
}

func TestSubsumes(t *testing.T) {
	s := sample(t)
	for _, test := range [][3]string{
		{"BA41", "BA41", equivalent},
		{"BA41", "BA41.0", subsumes},
		{"BA41.0", "BA41", subsumedBy},
		{"BA41.0", "BA41.Z", notSubsumed},
		{whoURI + "circulatory", "BA41.0", subsumes},
		{"BA41.0", "BA41.0&XA7RE3", subsumes},
		{"BA41", "BA41.0&XA7RE3", subsumes},
		{"BA41.0 & xa7re3", "BA41.0&XA7RE3", equivalent},
		{"BA41.0&XA7RE3", "BA41", subsumedBy},
		{"BA41.0&XA7RE3", "BA41.0/5A11", notSubsumed},
		{"5A11", "BA41.0/5A11", notSubsumed},
	} {
		body, err := ask(t, s.Subsumes, "system="+icd11+"&codeA="+url.QueryEscape(test[0])+"&codeB="+url.QueryEscape(test[1]))
		if err != nil || !strings.Contains(string(body), `"valueCode":"`+test[2]+`"`) {
			t.Errorf("%s and %s: %s %v; wanted %s", test[0], test[1], body, err, test[2])
		}
	}
}

func TestValidateInValueSet(t *testing.T) {
	s := sample(t)
	notIn := []string{"error not-in-vs code"}
	for _, test := range []struct {
		query  string
		issues []string
	}{
		{"reds&code=pink", nil},
		{"reds&code=blue", notIn},
		{"reds&system=" + colours + "&code=green", []string{"error invalid-code code"}},
		{"both&system=" + icd11 + "&code=5A11", nil},
		{"both&system=" + icd11 + "&code=1A00", notIn},
		{"icd-11-stem&code=5A11%26XN62R", nil},
		{"icd-11-stem&code=XK8G", notIn},
		{"icd-11-extension&code=XK8G", nil},
		{"icd-11-extension&code=5A11", notIn},
		{"icd-11-stem&systemVersion=2025-01&code=5A11", notIn}, // the value set is of the release in force
		{"icd-11-stem&code=CA20&" + theYear, []string{"warning status-check code"}},
		{"intervention-codes&code=SHA-07-001", nil},
	} {
		body, err := ask(t, s.ValidateInValueSet, "url="+base+"/ValueSet/"+test.query)
		if err != nil {
			t.Fatalf("%s: %v", test.query, err)
		}
		if diff := cmp.Diff(test.issues, readAnswer(t, body).issues); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.query, diff)
		}
	}
	body, err := ask(t, s.ValidateInValueSet, "url="+icd11+"?fhir_vs&code=XK8G")
	if err != nil || readAnswer(t, body).values["result"] != false {
		t.Errorf("an extension alone is a diagnosis: %s %v", body, err)
	}
}

// What cannot be carried out names the parameter.
func TestRefusals(t *testing.T) {
	s := sample(t)
	for _, test := range []struct {
		carryOut         func(Parameters, fhir.Date) ([]byte, error)
		query, parameter string
		kind             FailureKind
	}{
		{s.Lookup, "code=5A11", "system", Invalid},
		{s.Lookup, "system=" + icd11, "code", Invalid},
		{s.Lookup, "system=http://example.org/none&code=5A11", "system", NotFound},
		{s.Lookup, "system=" + icd11 + "&version=2019&code=5A11", "version", NotFound},
		{s.Lookup, "system=" + icd11 + "&code=1A99", "code", NotFound},
		{s.Lookup, "system=" + icd11 + "&code=5A11%26", "code", NotFound},
		{s.Lookup, "system=" + colours + "&code=green", "code", NotFound},
		{s.Lookup, "system=" + icd11 + "&code=5A11&date=yesterday", "date", Invalid},
		{s.Subsumes, "system=" + icd11 + "&codeA=5A11", "codeB", Invalid},
		{s.Subsumes, "system=" + icd11 + "&codeA=5A11&codeB=1A99", "codeB", NotFound},
		{s.Subsumes, "system=" + icd11 + "&codeA=1/&codeB=5A11", "codeA", NotFound},
		{s.ValidateCode, "url=" + icd11, "code", Invalid},
		{s.ValidateCode, "code=5A11", "url", Invalid},
		{s.ValidateCode, "url=" + icd11 + "&code=5A11&abstract=perhaps", "abstract", Invalid},
		{s.ValidateInValueSet, "code=5A11", "url", Invalid},
		{s.ValidateInValueSet, "url=" + base + "/ValueSet/none&code=5A11", "url", NotFound},
		{s.ValidateInValueSet, "url=" + base + "/ValueSet/both&code=5A11", "system", Invalid},
		{s.Expand, "filter=x", "url", Invalid},
		{s.Expand, "url=" + base + "/ValueSet/reds&valueSetVersion=2", "url", NotFound},
		{s.Expand, "url=http://example.org/none?fhir_vs", "url", NotFound},
		{s.Expand, "url=" + icd11 + "?fhir_vs=all", "url", NotFound},
		{s.Expand, "url=" + icd11 + "|2025-01?fhir_vs", "url", NotFound},
		{s.Expand, "url=" + icd11 + "?fhir_vs=isa/none", "url", Unprocessable},
		{s.Expand, "url=" + base + "/ValueSet/reds&count=-1", "count", Invalid},
		{s.Expand, "url=" + base + "/ValueSet/reds&offset=many", "offset", Invalid},
		{s.Expand, "url=" + base + "/ValueSet/reds&activeOnly=1", "activeOnly", Invalid},
		{s.Expand, "url=" + base + "/ValueSet/reds&system-version=" + colours + "|9", "system-version", Invalid},
		{s.Expand, "url=" + base + "/ValueSet/reds&force-system-version=" + colours, "force-system-version", Invalid},
		{s.Expand, "url=" + icd11 + "?fhir_vs|2026-01&check-system-version=" + icd11 + "|2025-01", "check-system-version", Unprocessable},
		{s.Expand, "url=" + base + "/ValueSet/chicken", "url", Unprocessable},
		{s.Expand, "url=" + base + "/ValueSet/lost", "url", Unprocessable},
		{s.Expand, "url=" + base + "/ValueSet/foreign", "url", Unprocessable},
	} {
		body, err := ask(t, test.carryOut, test.query)
		failure, ok := errors.AsType[*Failure](err)
		if !ok || failure.Parameter != test.parameter || failure.Kind != test.kind || failure.Text == "" {
			t.Errorf("%s: %.100s %+v; wanted %s, %d", test.query, body, failure, test.parameter, test.kind)
		}
	}
	large := `{"resourceType":"ValueSet","url":"http://example.org/v","status":"active","compose":{"include":[{"system":"` + colours + `","concept":[` + strings.Repeat(`{"code":"a"},`, 1000) + `{"code":"red"}]}]}}`
	costly := `{"resourceType":"ValueSet","url":"http://example.org/v","status":"active","compose":{"include":[{"system":"` + colours + `","filter":[` + strings.Repeat(`{"property":"code","op":"regex","value":".*"},`, 50) + `{"property":"code","op":"=","value":"red"}]}]}}`
	slow := `{"resourceType":"ValueSet","status":"active","compose":{"include":[{"system":"` + colours + `","filter":[` + strings.Repeat(`{"property":"code","op":"regex","value":".?.?.?.?.?.?"},`, 20) + `{"property":"code","op":"=","value":"red"}]}]}}`
	for resource, kind := range map[string]FailureKind{slow: Unprocessable, large: Unprocessable, costly: Unprocessable, `{"resourceType":"ValueSet"}`: Invalid, `{`: Invalid} {
		_, err := s.Expand(Parameters{{Name: "valueSet", Resource: []byte(resource)}}, today)
		if failure, ok := errors.AsType[*Failure](err); !ok || failure.Parameter != "valueSet" || failure.Kind != kind {
			t.Errorf("%.60s: %v", resource, err)
		}
	}
}

// An operation on an instance is about that one and no other.
func TestAt(t *testing.T) {
	s := sample(t)
	in, err := s.At(definitions(), "ValueSet", "reds", Parameters{{Name: "code", Text: "pink"}})
	if err != nil || in.text("url") != base+"/ValueSet/reds" || in.text("valueSetVersion") != "1.0.0" {
		t.Errorf("%+v %v", in, err)
	}
	in, err = s.At(nil, "CodeSystem", "icd-11-mms-2025-01", nil)
	if err != nil || in.text("url") != icd11 || in.text("version") != "2025-01" {
		t.Errorf("%+v %v", in, err)
	}
	for _, test := range []struct {
		id string
		in Parameters
	}{{"none", nil}, {"reds", Parameters{{Name: "url", Text: "http://example.org/other"}}}} {
		if _, err := s.At(definitions(), "ValueSet", test.id, test.in); err == nil {
			t.Errorf("%s is found for %v", test.id, test.in)
		}
	}
}
