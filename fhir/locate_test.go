package fhir

import (
	"strings"
	"testing"
)

func TestLocate(t *testing.T) {
	const body = `{"resourceType":"Bundle","entry":[{"resource":{"id":"a"}}]}`
	for _, test := range []struct {
		name, body, path, want string
		ok                     bool
	}{
		{"the whole", body, "Bundle", `{"resourceType"`, true},
		{"a value", body, "Bundle.entry[0].resource.id", `"a"`, true},
		{"what is missing", body, "Bundle.entry[0].resource.item[0].net", `{"id"`, true},
		{"another resource", body, "Patient.id", ``, false},
		{"no path", body, "", ``, false},
		{"no resource", `{"entry":[]}`, "Bundle.entry", ``, false},
		{"no JSON", `{`, "Bundle", ``, false},
	} {
		offset, ok := Locate([]byte(test.body))(test.path)
		if ok != test.ok || !ok && offset != 0 || !strings.HasPrefix(test.body[offset:], test.want) {
			t.Errorf("%s: %d, %t", test.name, offset, ok)
		}
	}
}
