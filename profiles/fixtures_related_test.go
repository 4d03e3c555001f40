package profiles

import (
	"maps"
	"time"
)

func init() { maps.Copy(fixtures, relatedFixtures) }

// day is an instant.
func day(text string) time.Time {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return at
}

// requested are the edits that ask for the preauthorization of an intervention, with extensions.
func requested(intervention string, extensions ...string) []string {
	edits := append(code(intervention), `Claim.use = "preauthorization"`)
	for _, name := range extensions {
		edits = append(edits, `Claim.extension[9] = {"url": "https://example.org/fhir/StructureDefinition/`+name+`", "valueString": "x"}`)
	}
	return edits
}

// related are the edits that relate a claim for dialysis to another.
func related(other string) []string {
	return append(code("SHA-16-001"), "Claim.related = ["+other+"]")
}

// replacing are the edits that replace another claim.
func replacing(other string) []string {
	return []string{`Claim.related = [{"claim": ` + other + `, "relationship": {"coding": [{"code": "replaces"}]}}]`}
}

var relatedFixtures = map[string][]fixture{
	"CLM-011": {
		{name: "a claim has no kind", edits: code("SHA-05-001"), want: []string{"CLM-014 warning " + claimPath + "related"}},
		{name: "manual has no kind", edits: requested("SHA-08-004")},
		{name: "an intervention that needs none", edits: requested("SHA-08-005")},
		{name: "renal", edits: requested("SHA-16-001", "session-expected-date", "clinical-indications", "vital-signs")},
		{name: "imaging", edits: requested("SHA-09-001", "clinical-indications", "investigations")},
		{name: "optical", edits: append(requested("SHA-05-001", "lens-prescription", "replacement", "reason-for-service"),
			`Claim.type.coding[0].code = "vision"`)},
		{name: "renal, of the guide", edits: requested("SHA-16-001", "session-expected-date", "clinical-indications"),
			want: []string{"CLM-011 warning " + claimPath + "extension"}},
		{name: "surgical, nothing, strict", edits: requested("SHA-19-119"), handling: Strict,
			want: []string{"CLM-011 warning " + claimPath + "extension"}},
		{name: "oncology, and a type of vision", edits: append(requested("SHA-06-025", "metastases"), `Claim.type.coding[0].code = "vision"`),
			want: []string{"CLM-011 warning " + claimPath + "extension"}},
		{name: "optical, only the type", edits: requested("SHA-05-001", "lens-prescription", "replacement", "reason-for-service"),
			want: []string{"CLM-011 warning " + claimPath + "type"}},
		{name: "two kinds", edits: append(requested("SHA-16-001"), `Claim.item[1] = @Claim.item[0]`, `Claim.item[1].sequence = 2`,
			`Claim.item[1].productOrService.coding[0].code = "SHA-09-001"`, `Claim.total.value = 20000`),
			want: []string{"CLM-011 warning " + claimPath + "extension", "CLM-011 warning " + claimPath + "extension"}},
	},
	"CLM-013": {
		{name: "received on the last day of service", at: day("2026-11-12T00:00:00+03:00")},
		{name: "that day begins at 21:00 UTC", at: day("2026-11-11T21:00:00Z")},
		{name: "received a second before that day", at: day("2026-11-11T20:59:59Z"), want: []string{
			"CLM-013 warning " + claimPath + "billablePeriod", "CLM-013 warning " + claimPath + "created", "CLM-013 warning " + itemPath + "servicedPeriod",
		}},
		{name: "on 29 February", edits: append(served("2028-02-29", "2028-02-29", "2028-02-29", "2028-02-29"), `Claim.created = "2028-02-29"`),
			at: day("2028-02-29T23:59:59+03:00")},
		{name: "the day before 29 February", edits: append(served("2028-02-28", "2028-02-29", "2028-02-28", "2028-02-28"), `Claim.created = "2028-02-28"`),
			at: day("2028-02-28T23:59:59+03:00"), want: []string{"CLM-013 warning " + claimPath + "billablePeriod"}},
		{name: "the first day begins at 21:00 UTC", edits: served("2024-09-30T21:00:00Z", "2024-10-01", "2024-10-01", "2024-10-01")},
		{name: "before the first day, and in the future", edits: served("2024-09-30T20:59:59Z", "2027-01-01", "2024-10-01", "2024-10-01"),
			want: []string{"CLM-013 warning " + claimPath + "billablePeriod"}},
		{name: "a preauthorization may be for the future", edits: append(served("2027-01-01", "2027-01-02", "2027-01-01", "2027-01-02"), `Claim.use = "preauthorization"`)},
		{name: "no dates are others'", edits: []string{"- Claim.created", "- Claim.billablePeriod", "- Claim.item[0].servicedPeriod"}, want: []string{
			"CLM-001 error " + claimPath + "created", "CLM-008 error " + claimPath + "billablePeriod", "ITM-002 error " + itemPath + "servicedPeriod",
		}},
	},
	"CLM-014": {
		{name: "an intervention that needs none"},
		{name: "a preauthorization itself", edits: append(code("SHA-08-004"), `Claim.use = "preauthorization"`)},
		{name: "by identifier", edits: related(`{"claim": {"identifier": {"value": "1"}}, "relationship": {"coding": [{"code": "pre-auth"}]}}`)},
		{name: "by reference, as prior", edits: related(`{"claim": {"reference": "Claim/1"}, "relationship": {"coding": [{"code": "x"}, {"code": "prior"}]}}`)},
		{name: "by preAuthRef", edits: append(code("SHA-16-001"), `Claim.insurance[0].preAuthRef = ["P-1"]`)},
		{name: "by token", edits: append(code("SHA-16-001"), `Claim.extension[0] = {"url": "https://qa-mis.apeiro-digital.com/fhir/StructureDefinition/preauth-token", "valueString": "T"}`)},
		{name: "none, lenient", edits: code("SHA-16-001"), want: []string{"CLM-014 warning " + claimPath + "related"}},
		{name: "none, strict", edits: code("SHA-16-001"), handling: Strict, want: []string{"CLM-014 error " + claimPath + "related"}},
		{name: "the claim that it replaces is no preauthorization", replaceable: []string{"1"},
			edits: related(`{"claim": {"identifier": {"value": "1"}}, "relationship": {"coding": [{"code": "replaces"}]}}`),
			want:  []string{"CLM-014 warning " + claimPath + "related"}},
		{name: "no relationship", edits: related(`{"claim": {"reference": "https://fhir.sha.go.ke/fhir/Claim/1"}}`),
			want: []string{"CLM-014 warning " + claimPath + "related[0].relationship"}},
		{name: "a relationship in words", edits: related(`{"claim": {"reference": "Claim/1"}, "relationship": {"text": "Preauthorization"}}`),
			want: []string{"CLM-014 warning " + claimPath + "related[0].relationship.coding"}},
		{name: "another relationship", edits: related(`{"claim": {"reference": "Claim/1"}, "relationship": {"coding": [{"code": "preauth"}]}}`),
			want: []string{"CLM-014 warning " + claimPath + "related[0].relationship.coding"}},
		{name: "no claim", edits: related(`{"relationship": {"coding": [{"code": "pre-auth"}]}}`),
			want: []string{"CLM-014 warning " + claimPath + "related[0].claim"}},
		{name: "an empty list", edits: append(code("SHA-16-001"), `Claim.related = []`), want: []string{
			"CLM-014 warning " + claimPath + "related", "FHR-012 warning " + claimPath + "related",
		}},
		{name: "no list is FHR-003's", edits: append(code("SHA-16-001"), `Claim.related = {"claim": {"reference": "Claim/1"}}`),
			want: []string{"FHR-003 error " + claimPath + "related"}},
		{name: "a preAuthRef that is no list is FHR-003's", edits: append(code("SHA-16-001"), `Claim.insurance[0].preAuthRef = "P-1"`),
			want: []string{"FHR-003 error " + claimPath + "insurance[0].preAuthRef"}},
		{name: "a preAuthRef that says nothing", edits: append(code("SHA-16-001"), `Claim.insurance[0].preAuthRef = [null]`), want: []string{
			"CLM-014 warning " + claimPath + "related", "FHR-012 warning " + claimPath + "insurance[0].preAuthRef[0]",
		}},
		{name: "a token without value", edits: append(code("SHA-16-001"), `Claim.extension[0] = {"url": "https://example.org/preauth-token"}`),
			want: []string{"CLM-014 warning " + claimPath + "related"}},
	},
	"CLM-016": {
		{name: "replaces nothing"},
		{name: "by identifier", edits: replacing(`{"identifier": {"value": "1"}}`), replaceable: []string{"1"}},
		{name: "by reference", edits: replacing(`{"reference": "https://fhir.sha.go.ke/fhir/Claim/1/_history/3"}`), replaceable: []string{"1"}},
		{name: "by urn:uuid", edits: replacing(`{"reference": "urn:uuid:0b2c8a52-8d6c-4a0a-9a5e-6a4f1f0f3b11"}`),
			replaceable: []string{"0b2c8a52-8d6c-4a0a-9a5e-6a4f1f0f3b11"}},
		{name: "not replaceable", edits: replacing(`{"identifier": {"value": "1"}}`), replaceable: []string{"2"},
			want: []string{"CLM-016 error " + claimPath + "related[0].claim"}},
		{name: "of a preauthorization, strict", edits: append(replacing(`{"reference": "Claim/1"}`), `Claim.use = "preauthorization"`), handling: Strict,
			want: []string{"CLM-016 error " + claimPath + "related[0].claim"}},
		{name: "one of two", replaceable: []string{"1"}, edits: append(replacing(`{"identifier": {"value": "1"}}`),
			`Claim.related[1] = {"claim": {"identifier": {"value": "2"}}, "relationship": {"coding": [{"code": "replaces"}]}}`),
			want: []string{"CLM-016 error " + claimPath + "related[1].claim"}},
		{name: "names no claim", edits: replacing(`{"display": "x"}`), want: []string{"CLM-016 error " + claimPath + "related[0].claim"}},
	},
}
