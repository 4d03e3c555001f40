package fhir

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// network is a Bundle whose references lead in every way that R4 knows.
const network = `{"resourceType":"Bundle","type":"message","entry":[
{"fullUrl":"https://x.example/fhir/Claim/1","resource":{"resourceType":"Claim","id":"1",
  "contained":[{"resourceType":"Condition","id":"c","subject":{"reference":"Patient/p"}}],
  "patient":{"reference":"Patient/p"},"provider":{"reference":"urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7"},
  "insurance":[{"sequence":1,"focal":true,"coverage":{"reference":"https://x.example/fhir/Coverage/v/_history/2"}}]}},
{"fullUrl":"https://x.example/fhir/Patient/p","resource":{"resourceType":"Patient","id":"p"}},
{"fullUrl":"urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7","resource":{"resourceType":"Organization","name":"o","partOf":{"reference":"Organization/q"}}},
{"fullUrl":"https://x.example/fhir/Coverage/v","resource":{"resourceType":"Coverage","id":"v","meta":{"versionId":"2"},"payor":[{"reference":"Organization/q"}]}},
{"fullUrl":"https://x.example/fhir/Organization/q","resource":{"resourceType":"Organization","name":"q"}},
{"fullUrl":"https://y.example/fhir/Claim/2","resource":{"resourceType":"Claim","id":"2","patient":{"reference":"Patient/p"}}},
{"fullUrl":"https://y.example/fhir/Patient/p","resource":{"resourceType":"Patient","id":"p","link":[{"other":{"reference":"Patient/p"},"type":"seealso"}]}},
{"resource":{"resourceType":"Location"}},
{"fullUrl":"https://x.example/fhir/Nothing/1"}]}`

func TestResolve(t *testing.T) {
	bundle := decoded(t, []byte(network))
	for _, test := range []struct {
		from          int
		literal, want string
	}{
		{0, "Patient/p", "Patient 1"},
		{5, "Patient/p", "Patient 6"},
		{0, "https://y.example/fhir/Patient/p", "Patient 6"},
		{0, "urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7", "Organization 2"},
		{0, "https://x.example/fhir/Coverage/v", "Coverage 3"},
		{0, "https://x.example/fhir/Coverage/v/_history/2", "Coverage 3"},
		{0, "Coverage/v/_history/2", "Coverage 3"},
		{0, "Coverage/v/_history/1", "nothing"},
		{0, "Patient/p/_history/1", "nothing"},
		{0, "#c", "Condition contained"},
		{0, "#d", "nothing"},
		{0, "#", "Claim 0"},
		{5, "#c", "nothing"},
		{2, "Organization/q", "nothing"}, // a urn has no base
		{7, "Organization/q", "nothing"}, // nor has an entry without fullUrl
		{0, "Patient/other", "nothing"},
		{0, "p", "nothing"},
		{0, "", "nothing"},
		{0, "https://x.example/fhir/Nothing/1", "nothing"}, // an entry without a resource
	} {
		target, ok := bundle.Resolve(bundle.Entry[test.from], Reference{Literal: test.literal})
		got := "nothing"
		switch {
		case ok && target.Entry == nil:
			got = target.Type + " contained"
		case ok:
			got = fmt.Sprintf("%s %d", target.Type, target.Entry.Index)
		}
		if got != test.want {
			t.Errorf("entry[%d] → %q: %s, want %s", test.from, test.literal, got, test.want)
		}
	}
}

func TestFocus(t *testing.T) {
	bundle := decoded(t, []byte(network))
	for _, test := range []struct {
		name   string
		claims []*Claim
		want   []int
	}{
		{"the first claim, transitively", bundle.Claims()[:1], []int{0, 1, 2, 3, 4}},
		{"the second claim", bundle.Claims()[1:], []int{5, 6}},
		{"both", bundle.Claims(), []int{0, 1, 2, 3, 4, 5, 6}},
		{"none", nil, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			focus := bundle.Focus(test.claims)
			var got []int
			for _, entry := range focus.Entry {
				got = append(got, entry.Index)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("entries (-want +got):\n%s", diff)
			}
			if len(focus.Claims()) != len(test.claims) || focus.Type != bundle.Type || len(focus.Body()) != len(network) {
				t.Errorf("%d claims, type %v, %d bytes", len(focus.Claims()), focus.Type, len(focus.Body()))
			}
		})
	}
	if len(bundle.Entry) != 9 || len(bundle.Claims()) != 2 {
		t.Error("Focus changed the bundle")
	}
}

func TestConcerns(t *testing.T) {
	bundle := decoded(t, []byte(network))
	focus := bundle.Focus(bundle.Claims()[1:])
	for path, want := range map[string]bool{
		"Bundle.entry[5].resource.item[0]": true,
		"Bundle.entry[6]":                  true,
		"Bundle.entry[0].resource":         false,
		"Bundle.entry[8]":                  false,
		"Bundle.entry[51].resource":        false,
		"Bundle.entry":                     true,
		"Bundle.type":                      true,
		"Bundle":                           true,
		"":                                 true,
	} {
		if got := focus.Concerns(Issue{Path: path}); got != want {
			t.Errorf("Concerns(%q) = %t, want %t", path, got, want)
		}
	}
}
