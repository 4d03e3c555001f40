package service

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// expanded are the codes of an expansion, and its total.
type expanded struct {
	URL       string
	Copyright string
	Expansion struct {
		Identifier, Timestamp string
		Total                 int
		Parameter             []struct{ Name, ValueUri string }
		Contains              []struct {
			System, Version, Code, Display string
			Inactive                       bool
			Designation                    []struct{ Value string }
		}
	}
}

func readExpansion(t *testing.T, body []byte) (e expanded, codes string) {
	t.Helper()
	wantSound(t, body)
	if err := json.Unmarshal(body, &e); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, contained := range e.Expansion.Contains {
		code := contained.Code
		if contained.Inactive {
			code += "!"
		}
		all = append(all, code)
	}
	return e, strings.Join(all, " ")
}

func TestExpand(t *testing.T) {
	s := sample(t)
	const stems2025 = "BA41 BA41.0 BA41.Z 1A00 1D00 5A11 5A23 CA20! CB41 DD51 GB51 GC08.0 ME24.2 MG50.27"
	own := "url=" + base + "/ValueSet/"
	for _, test := range []struct {
		query, want string
		total       int
	}{
		{own + "icd-11-stem&" + theYear, stems2025, 14},
		{own + "icd-11-stem&activeOnly=true&count=3&offset=6&" + theYear, "5A23 CB41 DD51", 13},
		{own + "icd-11-stem&count=2&offset=13", "MG50.27 CA22", 15},
		{own + "icd-11-stem&system-version=" + icd11 + "|2025-01&count=100", stems2025, 14},
		{own + "icd-11-stem&check-system-version=" + icd11 + "|2025-01&count=100", stems2025, 14},
		{"url=" + icd11 + "?fhir_vs|2026-01&filter=retired&force-system-version=" + icd11 + "|2025-01", "CA20!", 1},
		{own + "icd-11-extension&count=2", "XN62R XN6P4", 7},
		{own + "icd-11-stem&count=0", "", 15},
		{own + "icd-11-stem&offset=15", "", 15},
		{own + "icd-11-stem&count=2000000000&offset=14", "CA22", 15},
		{own + "icd-11-stem&exclude-system=" + icd11, "", 0},
		{own + "intervention-codes", "SHA-07-001 SHA-07-002!", 2},
		{own + "intervention-codes&activeOnly=true", "SHA-07-001", 1},
		{own + "intervention-codes&" + theYear, "SHA-07-001 SHA-07-002", 2},
		{"url=" + icd11 + "?fhir_vs=isa/BA41", "BA41 BA41.0 BA41.Z", 3},
		{"url=" + icd11 + "?fhir_vs=isa/" + whoURI + "laterality", "XK8G XK9K", 2},
		{"url=" + icd11 + "?fhir_vs|2025-01&filter=retired", "CA20!", 1},
		{"url=" + icd11 + "?fhir_vs&filter=cholera", "1A00 XN62R", 2},
		{"url=" + icd11 + "?fhir_vs&filter=5A11", "5A11", 1},
		{"url=" + icd11 + "?fhir_vs&filter=sugar+disease", "5A11", 1},
		{"url=" + colours + "?fhir_vs", "red pink blue mauve!", 4},
		{own + "reds", "red pink", 2},
		{own + "reds&valueSetVersion=1.0.0", "red pink", 2},
		{own + "no-reds", "blue mauve!", 2},
		{own + "both", "pink blue 5A11", 3},
		{own + "reds-of-both", "pink", 1},
	} {
		body, err := ask(t, s.Expand, test.query)
		if err != nil {
			t.Errorf("%s: %v", test.query, err)
			continue
		}
		e, codes := readExpansion(t, body)
		if codes != test.want || e.Expansion.Total != test.total {
			t.Errorf("%s: %d codes, %q; wanted %d, %q", test.query, e.Expansion.Total, codes, test.total, test.want)
		}
	}
}

// Filters of every kind, in value sets that come with the request.
func TestExpand_filters(t *testing.T) {
	s := sample(t)
	for filter, want := range map[string]string{
		`"concept","op":"is-a","value":"red"`:                            "red pink",
		`"concept","op":"descendent-of","value":"red"`:                   "pink",
		`"concept","op":"is-not-a","value":"red"`:                        "blue mauve!",
		`"code","op":"in","value":"red, blue,green"`:                     "red blue",
		`"code","op":"not-in","value":"red,blue"`:                        "pink mauve!",
		`"warm","op":"=","value":"true"`:                                 "red",
		`"warm","op":"exists","value":"false"`:                           "pink blue mauve!",
		`"inactive","op":"=","value":"true"`:                             "mauve!",
		`"parent","op":"=","value":"cold"`:                               "blue mauve!",
		`"child","op":"exists","value":"true"`:                           "red",
		`"display","op":"regex","value":"[A-M].*e"`:                      "blue mauve!",
		`"code","op":"regex","value":"p.*|r"`:                            "pink",
		`"code","op":"regex","value":"("`:                                "",
		`"display","op":"regex","value":"(?:.?a?.?b?){60}.*"`:            "", // 500 states
		`"code","op":"generalizes","value":"red"`:                        "",
		`"size","op":"=","value":"x"`:                                    "",
		`"warm","op":"exists","value":"perhaps"`:                         "",
		`"concept","op":"is-a","value":"green"`:                          "",
		`"concept","op":"regex","value":"red"`:                           "",
		`"code","op":"regex","value":"` + strings.Repeat("a", 201) + `"`: "",
	} {
		in := Parameters{{Name: "valueSet", Resource: []byte(`{"resourceType":"ValueSet","url":"http://example.org/v","status":"active","compose":{"include":[{"system":"` + colours + `","filter":[{"property":` + filter + `}]}]}}`)}}
		body, err := s.Expand(in, today)
		if failure, ok := errors.AsType[*Failure](err); ok && want == "" {
			if failure.Parameter != "valueSet" || failure.Kind != Unprocessable {
				t.Errorf("%s: %+v", filter, failure)
			}
			continue
		}
		if err != nil || want == "" {
			t.Errorf("%s: %s %v", filter, body, err)
			continue
		}
		if _, codes := readExpansion(t, body); codes != want {
			t.Errorf("%s: %q; wanted %q", filter, codes, want)
		}
	}
}

func TestExpand_says(t *testing.T) {
	s := sample(t)
	query := "url=" + icd11 + "?fhir_vs&filter=sugar&displayLanguage=sw&includeDesignations=true"
	body, err := ask(t, s.Expand, query)
	if err != nil {
		t.Fatal(err)
	}
	e, _ := readExpansion(t, body)
	if e.Copyright != whoWords || len(e.Expansion.Contains) != 1 || e.Expansion.Contains[0].Display != "Kisukari aina ya pili" || len(e.Expansion.Contains[0].Designation) != 3 {
		t.Errorf("%s", body)
	}
	used := ""
	for _, parameter := range e.Expansion.Parameter {
		if parameter.Name == "used-codesystem" {
			used = parameter.ValueUri
		}
	}
	if used != icd11+"|2026-01" || e.Expansion.Timestamp != "2026-06-30" {
		t.Errorf("%s", body)
	}
	if body, err = ask(t, s.Expand, query+"&designation=index-term"); err != nil {
		t.Fatal(err)
	}
	if e, _ := readExpansion(t, body); len(e.Expansion.Contains[0].Designation) != 1 {
		t.Errorf("%s", body)
	}
}

// All pages of an expansion have its identifier; the tag is that of one request.
func TestExpand_identity(t *testing.T) {
	s := sample(t)
	identity := func(query string) [2]string {
		in, err := ReadQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		body, err := s.Expand(in, today)
		if err != nil {
			t.Fatal(err)
		}
		e, _ := readExpansion(t, body)
		return [2]string{e.Expansion.Identifier, s.Tag(in, today)}
	}
	all := "url=" + icd11 + "?fhir_vs"
	first, again, second, other := identity(all+"&count=2"), identity(all+"&count=2"), identity(all+"&count=2&offset=2"), identity(all+"&filter=cholera")
	if first != again || first[0] != second[0] || first[1] == second[1] || first[0] == other[0] {
		t.Error(first, again, second, other)
	}
	if diff := cmp.Diff(36+len("urn:uuid:"), len(first[0])); diff != "" {
		t.Error(first[0])
	}
}
