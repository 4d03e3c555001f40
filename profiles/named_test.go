package profiles

import (
	"bytes"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/testdata"
)

// mended reads a sample with one text replaced, which has to be there.
func mended(t *testing.T, name, old, with string) (*fhir.Bundle, *fhir.Claim) {
	t.Helper()
	body := testdata.Bundle(name)
	if !bytes.Contains(body, []byte(old)) {
		t.Fatalf("%s has no %q", name, old)
	}
	bundle, _ := fhir.Decode(bytes.Replace(body, []byte(old), []byte(with), 1))
	return bundle, bundle.Claims()[0]
}

// TestPreauthorizations: each way in which real clients name a preauthorization is understood.
func TestPreauthorizations(t *testing.T) {
	_, claim := mended(t, "dialysis-claim", `"related"`, `"related"`)
	own := Preauthorizations(claim)
	if len(own) != 1 {
		t.Fatalf("the sample names %v, want one", own)
	}
	for name, test := range map[string]struct {
		old, with string
		want      []string
	}{
		"prior":            {`"code": "pre-auth"`, `"code": "prior"`, own},
		"another relation": {`"code": "pre-auth"`, `"code": "associated"`, nil},
		"a number":         {`"focal": true`, `"focal": true, "preAuthRef": ["AUTH/2026/000001"]`, slices.Concat(own, []string{"AUTH/2026/000001"})},
	} {
		_, claim := mended(t, "dialysis-claim", test.old, test.with)
		if diff := cmp.Diff(test.want, Preauthorizations(claim)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	claim.Extension = append(claim.Extension, fhir.Extension{
		URL: "https://x.example/fhir/StructureDefinition/preauth-token", String: fhir.Field[string]{Value: " T-1 ", State: fhir.Present},
	})
	if diff := cmp.Diff(append(own, "T-1"), Preauthorizations(claim)); diff != "" {
		t.Errorf("a token (-want +got):\n%s", diff)
	}
}

func TestSchemes(t *testing.T) {
	for name, want := range map[string][]string{"delivery": {"SHA"}, "dual-coverage": {"PMF", "SHA"}} {
		bundle, _ := fhir.Decode(testdata.Bundle(name))
		claim := bundle.Claims()[0]
		if diff := cmp.Diff(want, Schemes(bundle, claim)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if scheme := ItemScheme(bundle, claim, claim.Item[0]); len(want) == 2 && scheme != "PMF" {
			t.Errorf("%s: the item names the scheme %q, want PMF", name, scheme)
		}
	}
}

func TestDocumentTypes(t *testing.T) {
	claim := &fhir.Claim{Information: []fhir.SupportingInfo{
		{Attachment: []fhir.Extension{{
			URL:     "https://qa-mis.example/fhir/CodeSystem/attachment-type",
			Concept: fhir.CodeableConcept{Coding: []fhir.Coding{{Code: "discharge-summary"}}},
		}}},
		{Attachment: []fhir.Extension{{URL: "https://x/attachment-type", Concept: fhir.CodeableConcept{Coding: []fhir.Coding{{Code: "DISCHARGE-SUMMARY"}, {Code: "other"}}}}}},
		{Attachment: []fhir.Extension{{URL: "https://x/another"}}}, {},
	}}
	if diff := cmp.Diff([]string{"DISCHARGE-SUMMARY", "OTHER"}, DocumentTypes(claim)); diff != "" {
		t.Errorf("types (-want +got):\n%s", diff)
	}
}
