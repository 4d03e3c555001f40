package service

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/bima-exchange/bima/fhir"
)

// Whatever is sent as Parameters is read or refused, and what is read gets an answer that is JSON or
// a refusal that names a parameter.
func FuzzReadParameters(f *testing.F) {
	paths, _ := filepath.Glob("../../server/example/*Parameters.json")
	for _, path := range paths {
		body, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	f.Add([]byte(`{"resourceType":"Parameters","parameter":[{"name":"valueSet","resource":{"resourceType":"ValueSet","url":"http://example.org/v","compose":{"include":[{"system":"` + colours + `","filter":[{"property":"code","op":"regex","value":"(a|b)*"}]}]}}},{"name":"code","valueCode":"red"}]}`))
	f.Add([]byte(`{"resourceType":"Parameters","parameter":[{"name":"url","valueUri":"` + colours + `"},{"name":"code","valueCode":"red\u0001"},{"name":"abstract","valueBoolean":true}]}`))
	s := sample(f)
	f.Fuzz(func(t *testing.T, body []byte) {
		in, err := ReadParameters(body)
		if err != nil {
			return
		}
		for name, carryOut := range map[string]func(Parameters, fhir.Date) ([]byte, error){"lookup": s.Lookup, "validate": s.ValidateCode, "in set": s.ValidateInValueSet, "subsumes": s.Subsumes, "expand": s.Expand} {
			answer, err := carryOut(in, today)
			if err == nil && !json.Valid(answer) {
				t.Errorf("%s: %q is no JSON", name, answer)
			}
			if failure, ok := errors.AsType[*Failure](err); err != nil && (!ok || failure.Parameter == "" || failure.Text == "") {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

// A query is read or refused, and never holds a parameter without a value.
func FuzzReadQuery(f *testing.F) {
	for _, query := range []string{"", "a=b&a=c", "code=BA00%26XK8G", "%zz=1", "coding=x", "a=%", "&&=&a", "filter=a+b;c"} {
		f.Add(query)
	}
	f.Fuzz(func(t *testing.T, query string) {
		in, err := ReadQuery(query)
		for _, parameter := range in {
			if parameter.Text == "" || err != nil {
				t.Errorf("%q: %+v %v", query, in, err)
			}
		}
	})
}
