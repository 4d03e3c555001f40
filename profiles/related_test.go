package profiles

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
)

// TestReplaces: the engine looks up what CLM-016 then asks for, and nothing else.
func TestReplaces(t *testing.T) {
	bundle, _ := fhir.Decode(edited(t, "delivery", `Claim.related = [
		{"claim": {"identifier": {"value": "1"}, "reference": "Claim/9"}, "relationship": {"coding": [{"code": "replaces"}]}},
		{"claim": {"reference": "https://fhir.sha.go.ke/fhir/Claim/2/_history/3"}, "relationship": {"coding": [{"code": "x"}, {"code": "replaces"}]}},
		{"claim": {"reference": "urn:uuid:0b2c8a52-8d6c-4a0a-9a5e-6a4f1f0f3b11"}, "relationship": {"coding": [{"code": "replaces"}]}},
		{"claim": {"display": "the old one"}, "relationship": {"coding": [{"code": "replaces"}]}},
		{"claim": {"reference": "Claim/5"}, "relationship": {"coding": [{"code": "replaced-by"}]}},
		{"claim": {"reference": "Claim/6"}, "relationship": {"text": "replaces"}}
	]`))
	want := []string{"1", "2", "0b2c8a52-8d6c-4a0a-9a5e-6a4f1f0f3b11"}
	if diff := cmp.Diff(want, Replaces(bundle.Claims()[0])); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
