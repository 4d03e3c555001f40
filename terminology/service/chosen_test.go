package service

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
)

// A value set that comes with the request needs no url, and the one resource of a request may be its
// body.
func TestSentValueSet(t *testing.T) {
	s := sample(t)
	valueSet := `{"resourceType":"ValueSet","status":"draft","compose":{"include":[{"system":"` + colours + `","concept":[{"code":"red"}]}]}}`
	in, err := ReadParameters([]byte(valueSet))
	if err != nil {
		t.Fatal(err)
	}
	body, err := s.Expand(in, today)
	if err != nil {
		t.Fatal(err)
	}
	if e, codes := readExpansion(t, body); codes != "red" || e.URL != "" {
		t.Errorf("%s", body)
	}
	for code, want := range map[string]bool{"red": true, "blue": false} {
		body, err := s.ValidateInValueSet(append(Parameters{{Name: "code", Text: code}}, in...), today)
		if err != nil {
			t.Fatal(err)
		}
		if a := readAnswer(t, body); a.values["result"] != want || strings.Contains(string(body), "not in the value set that was sent") == want {
			t.Errorf("%s: %s", code, body)
		}
	}
}

func TestSentCodeSystem(t *testing.T) {
	in, err := ReadParameters([]byte(`{"resourceType":"CodeSystem","url":"http://example.org/wards","content":"complete","caseSensitive":false,"concept":[{"code":"icu"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	body, err := sample(t).ValidateCode(append(Parameters{{Name: "code", Text: "ICU"}}, in...), today)
	if err != nil {
		t.Fatal(err)
	}
	if a := readAnswer(t, body); a.values["result"] != true || a.values["code"] != "icu" || len(a.issues) != 1 {
		t.Errorf("%s", body)
	}
}

// A code that names no version is one of the version that the value set names.
func TestValidateInValueSet_version(t *testing.T) {
	s := sample(t)
	for query, want := range map[string]string{
		"url=" + icd11 + "?fhir_vs|2025-01&code=CA20":                                                    "true 2025-01",
		"url=" + icd11 + "?fhir_vs|2025-01&code=CA20&system=https://example.org/CodeSystem/icd-11":       "true 2025-01",
		"url=" + icd11 + "?fhir_vs|2025-01&code=CA22&systemVersion=2026-01&system=" + icd11:              "false 2026-01",
		"url=" + icd11 + "?fhir_vs&code=CA22":                                                            "true 2026-01",
		"url=" + icd11 + "?fhir_vs&code=CA20&date=2025-06-30":                                            "true 2025-01",
		"url=" + icd11 + "?fhir_vs&code=CA20&force-system-version=" + icd11 + "|2025-01&system=" + icd11: "true 2025-01",
		"url=" + base + "/ValueSet/both&code=CA22&system=" + icd11:                                       "false 2026-01",
	} {
		body, err := ask(t, s.ValidateInValueSet, query)
		if err != nil {
			t.Errorf("%s: %v", query, err)
			continue
		}
		if a := readAnswer(t, body); fmt.Sprint(a.values["result"], " ", a.values["version"]) != want {
			t.Errorf("%s: %s; wanted %s", query, body, want)
		}
	}
}

// Programs learn from x-caused-by-unknown-system that it was not the code that was wrong.
func TestValidateCode_unknownSystem(t *testing.T) {
	s := sample(t)
	for query, want := range map[string]any{
		"url=http://example.org/none&code=x":          "http://example.org/none",
		"url=" + icd11 + "&code=5A11&version=2019-04": icd11 + "|2019-04",
		"url=" + icd11 + "&code=9Z99":                 nil,
	} {
		body, err := ask(t, func(in Parameters, on fhir.Date) ([]byte, error) { return s.ValidateCode(in, on) }, query)
		if err != nil {
			t.Fatal(err)
		}
		if got := readAnswer(t, body).values["x-caused-by-unknown-system"]; got != want {
			t.Errorf("%s: %v; wanted %v", query, got, want)
		}
	}
}
