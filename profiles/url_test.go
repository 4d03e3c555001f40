package profiles

import "testing"

func TestIDIn(t *testing.T) {
	for _, test := range []struct{ url, id, kind string }{
		{"https://fhir.sha.go.ke/fhir/Claim/1", "1", "Claim"},
		{"https://fhir.sha.go.ke/fhir/Claim/1/_history/2", "1", "Claim"},
		{"https://fhir.sha.go.ke/fhir/Claim/1/", "", ""},
		{"https://fhir.sha.go.ke/fhir/claim/1", "", ""},
		{"https://fhir.sha.go.ke/Claim", "", ""},
		{"Claim/1", "", "Claim"},
		{"urn:uuid:a1b5cd43-6e97-4d30-a408-bdaf71829e51", "a1b5cd43-6e97-4d30-a408-bdaf71829e51", ""},
		{"urn:uuid:1", "", ""},
		{"urn:oid:1.2.3", "", ""},
		{"", "", ""},
	} {
		if got := idIn(test.url); got != test.id {
			t.Errorf("the id in %q is %q, want %q", test.url, got, test.id)
		}
		if got := typeIn(test.url); got != test.kind {
			t.Errorf("the type in %q is %q, want %q", test.url, got, test.kind)
		}
	}
}
