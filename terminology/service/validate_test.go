package service

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
)

// answer is what $validate-code answers, as far as the tests look at it.
type answer struct {
	values map[string]any
	// issues are severity, kind and expression.
	issues []string
}

// wantSound checks an answer as R4, and each resource in Parameters by itself, which the reader does
// not look into.
func wantSound(t *testing.T, body []byte) {
	t.Helper()
	var resource map[string]any
	if err := json.Unmarshal(body, &resource); err != nil {
		t.Fatalf("%s: %v", body, err)
	}
	parameters, _ := resource["parameter"].([]any)
	resource["parameter"] = slices.DeleteFunc(parameters, func(parameter any) bool {
		inner, ok := parameter.(map[string]any)["resource"]
		if ok {
			text, _ := json.Marshal(inner)
			wantSound(t, text)
		}
		return ok
	})
	if parameters == nil {
		delete(resource, "parameter")
	}
	text, _ := json.Marshal(resource)
	if _, issues := fhir.DecodeResource(text); len(issues) > 0 {
		t.Errorf("%.300s is no sound R4: %+v", body, issues)
	}
	if err := fhir.Judge(text); err != nil {
		t.Errorf("%.300s: %v", body, err)
	}
}

func readAnswer(t *testing.T, body []byte) answer {
	t.Helper()
	wantSound(t, body)
	var read struct {
		Parameter []struct {
			Name                                             string
			ValueBoolean                                     *bool
			ValueString, ValueCode, ValueUri, ValueCanonical string
			Resource                                         struct {
				Issue []struct {
					Severity, Code string
					Details        struct{ Coding []struct{ Code string } }
					Expression     []string
				}
			}
		}
	}
	if err := json.Unmarshal(body, &read); err != nil {
		t.Fatal(err)
	}
	a := answer{values: map[string]any{}}
	for _, parameter := range read.Parameter {
		a.values[parameter.Name] = parameter.ValueString + parameter.ValueCode + parameter.ValueUri + parameter.ValueCanonical
		if parameter.ValueBoolean != nil {
			a.values[parameter.Name] = *parameter.ValueBoolean
		}
		for _, issue := range parameter.Resource.Issue {
			a.issues = append(a.issues, fmt.Sprintf("%s %s %s", issue.Severity, issue.Details.Coding[0].Code, strings.Join(issue.Expression, " ")))
		}
	}
	return a
}

// The clusters of the Reference Guide, each with what is said of it in the release of 2025.
func TestValidateCode_clusters(t *testing.T) {
	s := sample(t)
	for _, test := range []struct {
		code   string
		valid  bool
		issues []string
	}{
		{"BA41.0", true, nil},
		{"BA41.0&XA7RE3", true, nil},
		{"GB51&XK8G&XN6P4", true, nil},
		{"5A11/5A23", true, nil},
		{"5A23/5A11", true, nil},
		{"DD51&XK8G/ME24.2&XT5R", true, nil},
		{"GC08.0/MG50.27", true, nil},
		{"BA41&XY0Y", true, []string{"information code-rule code.substring(0,4)"}},
		{"1A00&XN62R", true, nil},
		{"CB41/1D00", true, nil},
		{"/", false, []string{"error invalid-code code", "error invalid-code code.substring(1,1)"}},
		{"BA41.0/", false, []string{"error invalid-code code.substring(7,1)"}},
		{"/BA41.0", false, []string{"error invalid-code code.substring(0,1)"}},
		{"BA41.0//ME24.2", false, []string{"error invalid-code code.substring(7,1)"}},
		{"BA41.0&", false, []string{"error invalid-code code.substring(7,1)"}},
		{"&XA7RE3", false, []string{"error invalid-code code.substring(0,1)"}},
		{"BA41.0&&XA7RE3", false, []string{"error invalid-code code.substring(7,1)"}},
		{"XA7RE3", false, []string{"error invalid-code code"}},
		{"XA7RE3&BA41.0", false, []string{"error invalid-code code.substring(0,1)", "error invalid-code code.substring(7,1)"}},
		{"BA41.0&5A11", false, []string{"error invalid-code code.substring(7,1)"}},
		{"BA41.0&XA7RE3&5A11", false, []string{"error invalid-code code.substring(14,1)"}},
		{"BA41.0&XNOTREAL", false, []string{"error invalid-code code.substring(7,8)"}},
		{"ZZZZZZ", false, []string{"error invalid-code code"}},
		{"BA41.0&XN7Q7/1A99", false, []string{"error invalid-code code.substring(7,5)", "error invalid-code code.substring(13,4)"}},
		{"BA41.0&XK8G", true, []string{"warning code-rule code.substring(7,4)"}},
		{"DD51&XA7RE3", true, []string{"warning code-rule code.substring(5,6)"}},
		{"GB51&XK8G&XK9K", true, []string{"warning code-rule code.substring(10,4)"}},
		{"CB41", true, []string{"warning code-rule code"}},
		{"5a11 / 5a23", true, []string{"warning code-rule code"}},
		{"CA20", true, []string{"warning status-check code"}},
		{"CA22", false, []string{"error invalid-code code"}},
		{"BlockL1-1A0", false, []string{"error invalid-code code"}},
		{"1A00-1A0Z", false, []string{"error invalid-code code"}},
		{"01", false, []string{"error invalid-code code"}},
		{whoURI + "5A11", false, []string{"error invalid-code code"}},
		{whoURI + "circulatory", false, []string{"error invalid-code code"}},
		{whoURI + "nothing", false, []string{"error invalid-code code"}},
		{"BA41€.0", false, []string{"error invalid-code code.substring(4,1)"}},
	} {
		body, err := ask(t, s.ValidateCode, theYear+"&url="+icd11+"&code="+url.QueryEscape(test.code))
		if err != nil {
			t.Fatal(err)
		}
		got := readAnswer(t, body)
		if diff := cmp.Diff(test.issues, got.issues); got.values["result"] != test.valid || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s%s", test.code, got.values, diff, body)
		}
	}
}

func TestValidateCode(t *testing.T) {
	s := sample(t)
	const retired = "warning status-check code"
	for _, test := range []struct {
		query  string
		values map[string]any
		issues []string
	}{
		{"url=" + icd11 + "&code=5A11", map[string]any{"display": "Type 2 diabetes mellitus", "version": "2026-01"}, nil},
		{"url=" + icd11 + "&code=5A11&display=type 2  DIABETES mellitus", nil, nil},
		{"url=" + icd11 + "&code=5A11&display=Non-insulin-dependent diabetes", nil, nil},
		{"url=" + icd11 + "&code=5A11&display=Malaria", nil, []string{"warning invalid-display display"}},
		{"url=https://fhir.sha.go.ke/fhir/terminology/CodeSystem/icd-11&code=5A11", map[string]any{"system": icd11}, nil},
		{"system=" + icd11 + "|2025-01&code=CA20", map[string]any{"version": "2025-01", "inactive": true}, []string{retired}},
		{"url=" + icd11 + "&version=2025-01&code=CA20", map[string]any{"version": "2025-01"}, []string{retired}},
		{"url=" + icd11 + "&code=CA20", map[string]any{"result": false}, []string{"error invalid-code code"}},
		{"url=" + icd11 + "&version=2019&code=5A11", map[string]any{"result": false, "message": `the version "2019" of ` + icd11 + " is not known here; known are 2025-01, 2026-01"}, []string{"error not-found version"}},
		{"url=http://example.org/none&code=5A11", map[string]any{"result": false}, []string{"error not-found system"}},
		{"url=" + icd11 + "&abstract=true&code=" + whoURI + "circulatory", map[string]any{"display": "Diseases of the circulatory system"}, nil},
		{"url=" + colours + "&code=pink", map[string]any{"display": "Pink", "version": "1.0.0"}, nil},
		{"url=" + colours + "&code=Pink", map[string]any{"result": false}, []string{"error invalid-code code"}},
		{"url=" + colours + "&code=red%26pink", map[string]any{"result": false}, []string{"error invalid-code code"}},
		{"url=" + colours + "&code=cold", map[string]any{"result": false}, []string{"error invalid-code code"}},
		{"url=" + colours + "&code=cold&abstract=true", nil, nil},
		{"url=" + colours + "&code=mauve", map[string]any{"inactive": true}, []string{retired}},
		{"url=" + tariffs + "&code=SHA-07-001", map[string]any{"display": "Haemodialysis"}, nil},
		{"url=" + tariffs + "&code=SHA-07-001&" + theYear, map[string]any{"display": "Dialysis"}, nil},
		{"url=https://uat-mis.apeiro-digital.com/fhir/CodeSystem/intervention-codes&code=SHA-07-001", map[string]any{"system": tariffs}, nil},
		{"url=" + tariffs + "&code=SHA-07-002", map[string]any{"result": false, "inactive": true, "message": "SHA-07-002 is not in force on 2026-06-30; it is until 2025-12-31"}, []string{"error invalid-code code"}},
		{"url=" + tariffs + "&code=SHA-O7-001", map[string]any{"result": false, "message": `"SHA-O7-001" is no intervention code; is SHA-07-001 meant?`}, []string{"error invalid-code code"}},
		{"url=" + tariffs + "&code=SHA-07", map[string]any{"result": false}, []string{"error invalid-code code"}},
		{"url=" + tariffs + "&code=" + strings.Repeat("x ", 2000), map[string]any{"result": false}, []string{"error invalid-code code"}},
	} {
		body, err := ask(t, s.ValidateCode, strings.ReplaceAll(test.query, " ", "+"))
		if err != nil {
			t.Fatalf("%s: %v", test.query, err)
		}
		got := readAnswer(t, body)
		want := map[string]any{"result": true}
		maps.Copy(want, test.values)
		for name, value := range want {
			if got.values[name] != value {
				t.Errorf("%s: %s is %v; wanted %v", test.query, name, got.values[name], value)
			}
		}
		if diff := cmp.Diff(test.issues, got.issues); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.query, diff)
		}
	}
}

// Of a concept one coding is enough; what is wrong with the others is for information.
func TestValidateCode_concept(t *testing.T) {
	s := sample(t)
	in := Parameters{{Name: "codeableConcept", Codings: []Coding{{System: colours, Code: "green"}, {System: colours, Code: "blue", Display: "Azure"}}}}
	body, err := s.ValidateCode(in, today)
	if err != nil {
		t.Fatal(err)
	}
	got := readAnswer(t, body)
	want := []string{"information invalid-code CodeableConcept.coding[0].code", "warning invalid-display CodeableConcept.coding[1].display"}
	if diff := cmp.Diff(want, got.issues); diff != "" || got.values["result"] != true || got.values["code"] != "blue" {
		t.Errorf("%v\n%s", got.values, diff)
	}
	in[0].Codings[1].Code = "green"
	if body, err = s.ValidateInValueSet(append(in, Parameter{Name: "url", Text: base + "/ValueSet/reds"}), today); err != nil {
		t.Fatal(err)
	}
	if got := readAnswer(t, body); got.values["result"] != false || len(got.issues) != 4 {
		t.Errorf("%s", body)
	}
}

// A code system that comes with the request is the one that is asked.
func TestValidateCode_broughtAlong(t *testing.T) {
	s := sample(t)
	brought := Parameter{Name: "codeSystem", Resource: []byte(`{"resourceType":"CodeSystem","url":"http://example.org/own","content":"complete","status":"active","concept":[{"code":"a","display":"A"}]}`)}
	for code, want := range map[string]bool{"a": true, "b": false} {
		body, err := s.ValidateCode(Parameters{brought, {Name: "code", Text: code}}, today)
		if err != nil {
			t.Fatal(err)
		}
		if got := readAnswer(t, body); got.values["result"] != want {
			t.Errorf("%s: %s", code, body)
		}
	}
}
