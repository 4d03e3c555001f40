package fhir

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// network is a Bundle whose references lead in every way that R4 knows.
const network = `{"resourceType":"Bundle","type":"message","entry":[
{"fullUrl":"https://x.example/fhir/Claim/1","resource":{"resourceType":"Claim","id":"1",
  "contained":[{"resourceType":"Condition","id":"c","subject":{"reference":"Patient/p"},"encounter":{"reference":"#d"}},
    {"resourceType":"Encounter","id":"d"},{"resourceType":"Location","id":"c"}],
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
		name          string
		from          int
		literal, want string
	}{
		{"absolute", 0, "https://x.example/fhir/Coverage/v", "Coverage 3"},
		{"absolute, another base", 0, "https://y.example/fhir/Patient/p", "Patient 6"},
		{"absolute, another scheme", 0, "http://x.example/fhir/Patient/p", "nothing"},
		{"absolute, another host", 0, "https://x.example.org/fhir/Patient/p", "nothing"},
		{"absolute, other capitals", 0, "https://x.example/fhir/patient/p", "nothing"},
		{"absolute, to an entry without a resource", 0, "https://x.example/fhir/Nothing/1", "nothing"},
		{"absolute, from an entry without fullUrl", 7, "https://x.example/fhir/Patient/p", "Patient 1"},

		{"relative, first base", 0, "Patient/p", "Patient 1"},
		{"relative, second base", 5, "Patient/p", "Patient 6"},
		{"relative, another type", 0, "Group/p", "nothing"},
		{"relative, another id", 0, "Patient/other", "nothing"},
		{"relative, without type", 0, "p", "nothing"},
		{"relative, with a slash before it", 0, "/Patient/p", "nothing"},
		{"relative, from a URN", 2, "Organization/q", "nothing"},
		{"relative, from an entry without fullUrl", 7, "Organization/q", "nothing"},
		{"empty", 0, "", "nothing"},

		{"URN", 0, "urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7", "Organization 2"},
		{"URN of nothing", 0, "urn:uuid:00000000-0000-4000-8000-000000000000", "nothing"},
		{"UUID without urn", 0, "53fefa32-fcbb-4ff8-8a92-55ee120877b7", "nothing"},

		{"version that it is", 0, "https://x.example/fhir/Coverage/v/_history/2", "Coverage 3"},
		{"version that it is, relative", 0, "Coverage/v/_history/2", "Coverage 3"},
		{"version that it is not", 0, "Coverage/v/_history/1", "nothing"},
		{"version of what has none", 0, "Patient/p/_history/1", "nothing"},
		{"empty version", 0, "Patient/p/_history/", "nothing"},
		{"no version", 0, "Patient/p/_history", "nothing"},
		{"version alone", 0, "/_history/2", "nothing"},

		{"contained", 0, "#c", "Condition contained"},
		{"contained, from within another contained resource", 0, "#d", "Encounter contained"},
		{"contained in another", 5, "#c", "nothing"},
		{"contained of nothing", 0, "#e", "nothing"},
		{"the container", 0, "#", "Claim 0"},
		{"contained, by its type", 0, "Condition/c", "nothing"},
		{"contained, in an entry without a resource", 8, "#", "nothing"},

		{"conditional", 0, "Patient?identifier=http://x.example|p", "nothing"},
		{"conditional, absolute", 0, "https://x.example/fhir/Patient?identifier=p", "nothing"},
		{"trailing slash", 0, "Patient/p/", "nothing"},
		{"trailing slash, absolute", 0, "https://x.example/fhir/Patient/p/", "nothing"},
		{"fragment of another resource", 0, "Claim/1#c", "nothing"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := resolved(bundle, test.from, test.literal); got != test.want {
				t.Errorf("entry[%d] → %q: %s, want %s", test.from, test.literal, got, test.want)
			}
		})
	}
	if target, ok := bundle.Resolve(bundle.Entry[0], Reference{Identifier: Identifier{Value: "p"}}); ok {
		t.Errorf("a logical reference leads to %+v", target)
	}
	if target, ok := bundle.Resolve(nil, Reference{Literal: "#"}); ok {
		t.Errorf("a reference from nowhere leads to %+v", target)
	}
}

// resolved is where a reference leads: the type and the index of the entry.
func resolved(bundle *Bundle, from int, literal string) string {
	target, ok := bundle.Resolve(bundle.Entry[from], Reference{Literal: literal})
	switch {
	case !ok:
		return "nothing"
	case target.Entry == nil:
		return target.Type + " contained"
	}
	return fmt.Sprintf("%s %d", target.Type, target.Entry.Index)
}

func TestBaseOf(t *testing.T) {
	for url, want := range map[string]string{
		"https://x.example/fhir/Claim/1":                "https://x.example/fhir/",
		"http://x.example/Claim/1":                      "http://x.example/",
		"https://x.example:8443/a/b/Claim/1":            "https://x.example:8443/a/b/",
		"https://x.example/fhir/Claim/1/":               "",
		"https://x.example/fhir/Claim/1/_history/2":     "",
		"https://x.example/fhir/Claim/a_b":              "",
		"https://x.example/fhir/Claim/1?x=/Claim/1":     "",
		"https://x.example/Claim":                       "",
		"https://Claim/1":                               "",
		"urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7": "",
		"Claim/1": "",
		"":        "",
		"https://x.example/" + strings.Repeat("a", 2048) + "/Claim/1": "",
	} {
		if got := baseOf(url); got != want {
			t.Errorf("%.60s: %q, want %q", url, got, want)
		}
	}
}

// Of two entries with one fullUrl the first counts, unless a version is asked for.
func TestResolve_sameURLTwice(t *testing.T) {
	bundle := decoded(t, []byte(`{"resourceType":"Bundle","type":"collection","entry":[
		{"fullUrl":"https://x.example/fhir/Patient/p","resource":{"resourceType":"Patient","id":"p","meta":{"versionId":"1"}}},
		{"fullUrl":"https://x.example/fhir/Patient/p","resource":{"resourceType":"Patient","id":"p","meta":{"versionId":"2"}}}]}`))
	for literal, want := range map[string]string{
		"Patient/p": "Patient 0", "Patient/p/_history/1": "Patient 0", "Patient/p/_history/2": "Patient 1", "Patient/p/_history/3": "nothing",
	} {
		if got := resolved(bundle, 0, literal); got != want {
			t.Errorf("%s: %s, want %s", literal, got, want)
		}
	}
}

// Two resources that refer to each other, and one to itself, are each reached once.
func TestFocus_cycle(t *testing.T) {
	bundle := decoded(t, []byte(`{"resourceType":"Bundle","type":"collection","entry":[
		{"fullUrl":"https://x.example/fhir/Organization/a","resource":{"resourceType":"Organization","id":"a","name":"a","partOf":{"reference":"Organization/b"}}},
		{"fullUrl":"https://x.example/fhir/Organization/b","resource":{"resourceType":"Organization","id":"b","name":"b","partOf":{"reference":"Organization/a"}}},
		{"fullUrl":"https://x.example/fhir/Claim/1","resource":{"resourceType":"Claim","id":"1","provider":{"reference":"Organization/a"},"related":[{"claim":{"reference":"Claim/1"}}]}},
		{"fullUrl":"https://x.example/fhir/Organization/c","resource":{"resourceType":"Organization","id":"c","name":"c"}}]}`))
	var got []int
	for _, entry := range bundle.Focus(bundle.Claims()).Entry {
		got = append(got, entry.Index)
	}
	if diff := cmp.Diff([]int{0, 1, 2}, got); diff != "" {
		t.Errorf("entries (-want +got):\n%s", diff)
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
