package profiles

import (
	"testing"

	"github.com/bima-exchange/bima/fhir"
)

func TestOfPublicOfficers(t *testing.T) {
	for _, test := range []struct {
		name, coverage, fullURL string
		want                    bool
	}{
		{"nothing", ``, "", false},
		{"SHA's", `"id": "CR1-sha-coverage"`, "https://fhir.sha.go.ke/fhir/Coverage/CR1-sha-coverage", false},
		{"by id", `"id": "CR1-pmf-coverage"`, "", true},
		{"by id, in another spelling", `"id": "CR1-PFMS-coverage"`, "", true},
		{"by identifier", `"identifier": [{"value": "1"}, {"value": "CR1-pomf-coverage"}]`, "", true},
		{"by fullUrl", ``, "https://fhir.sha.go.ke/fhir/Coverage/CR1-pmsf-coverage/_history/2", true},
		{"by a name", `"extension": [{"url": "https://example.org/schemeCategoryName", "valueString": "Public Officers Medical Scheme Fund"}]`, "", true},
		{"by a short name", `"extension": [{"url": "https://example.org/schemeCategoryName", "valueString": "pomsf 2026"}]`, "", true},
		{"SHA's name", `"extension": [{"url": "https://example.org/schemeCategoryName", "valueString": "SOCIAL HEALTH AUTHORITY"}]`, "", false},
		{"the name in another extension", `"extension": [{"url": "https://example.org/plan", "valueString": "PMF"}]`, "", false},
		{"the letters within other words", `"id": "CR1-xpmf-coverage", "extension": [{"url": "https://example.org/schemeCategoryName", "valueString": "PMFX"}]`, "", false},
		{"the letters not at the end", `"id": "CR1-pmf-coverage-2"`, "", false},
	} {
		body := `{"resourceType": "Coverage", "status": "active", "beneficiary": {"display": "x"}, "payor": [{"display": "x"}]`
		if test.coverage != "" {
			body += ", " + test.coverage
		}
		coverage, _ := fhir.DecodeResource([]byte(body + "}"))
		if got := OfPublicOfficers(coverage, test.fullURL); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}
