package fhir

import "testing"

func TestWithoutExtensions(t *testing.T) {
	for _, test := range []struct{ name, resource, want string }{
		{"one of two", `{"id":"a","extension":[{"url":"https://x/StructureDefinition/preauth-token","valueString":"6U"},{"url":"https://x/other","valueString":"v"}]}`,
			`{"id":"a","extension":[{"url":"https://x/other","valueString":"v"}]}`},
		{"the only one", `{"extension":[{"url":"https://x/preauth-token","valueString":"6U"}],"total":{"value":1.50}}`, `{"total":{"value":1.50}}`},
		{"further down", `{"item":[{"extension":[{"url":"preauth-token"}],"net":1}]}`, `{"item":[{"net":1}]}`},
		{"none", `{"extension":[{"url":"https://x/preauth-token-of-another-kind"}]}`, `{"extension":[{"url":"https://x/preauth-token-of-another-kind"}]}`},
	} {
		got, err := WithoutExtensions([]byte(test.resource), "preauth-token")
		if err != nil || string(got) != test.want {
			t.Errorf("%s: %s (%v), want %s", test.name, got, err, test.want)
		}
	}
	if _, err := WithoutExtensions([]byte(`{"a"`), "b"); err == nil {
		t.Error("what is no JSON is taken")
	}
}

func TestWithoutElements(t *testing.T) {
	got, err := WithoutElements([]byte(`{"resourceType":"Claim","diagnosis":[{"sequence":1}],"item":[{"diagnosis":"kept"}],"total":{"value":10650.00}}`), "diagnosis", "supportingInfo")
	if want := `{"resourceType":"Claim","item":[{"diagnosis":"kept"}],"total":{"value":10650.00}}`; err != nil || string(got) != want {
		t.Errorf("got %s, %v; want %s", got, err, want)
	}
}
