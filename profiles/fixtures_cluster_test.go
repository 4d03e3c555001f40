package profiles

import (
	"testing"

	"github.com/bima-exchange/bima/fhir"
)

// ofConcept are the edits that give a cluster in an extension of the concept.
func ofConcept(code, cluster string) []string {
	return append(diagnosed(code), concept+`extension = [{"url": "`+expressionURL+`", "valueString": "`+cluster+`"}]`)
}

// clusterFixtures are diagnoses whose code is the first stem and whose cluster is in an extension.
var clusterFixtures = []fixture{
	{name: "a cluster in an extension of the coding", edits: expressed("BA41.0", "BA41.0&XA7RE3")},
	{name: "in an extension of the concept, at another base", edits: append(ofConcept("JB20.0", "jb20.0 / BA41.0&XA7RE3"),
		concept+`extension[0].url = "https://fhir.dghs.gov.bd/core/StructureDefinition/icd11-cluster-expression"`)},
	{name: "the cluster in the code, too", edits: expressed("BA41.0&XA7RE3", "BA41.0 & XA7RE3")},
	{name: "the code alone in an extension", edits: expressed("BA41.0", "BA41.0")},
	{name: "of a Condition", edits: []string{
		`entry[5] = {"fullUrl": "https://fhir.sha.go.ke/fhir/Condition/1", "resource": {"resourceType": "Condition", "id": "1"}}`,
		`entry[5].resource.subject = {"reference": "Patient/CR2222222222222-2"}`,
		`entry[5].resource.code = {"extension": [{"url": "` + expressionURL + `", "valueString": "BA41.0&5A11"}], "coding": [{"system": "http://id.who.int/icd/release/11/mms", "code": "BA41.0"}]}`,
		`Claim.diagnosis[0].diagnosisReference = {"reference": "Condition/1"}`,
		"- Claim.diagnosis[0].diagnosisCodeableConcept",
	}, want: []string{"DIA-001 error Bundle.entry[5].resource.code.extension[0].valueString"}},
	{name: "one that begins with another code", edits: expressed("JB20.0", "BA41.0&XA7RE3"), want: []string{"DIA-001 error " + expressionPath}},
	{name: "an unknown part, in an extension", edits: expressed("JB20.0", "JB20.0&XA0000"), want: []string{"DIA-001 error " + expressionPath}},
	{name: "faults of grammar in an extension", edits: expressed("JB20.0", "JB20.0&BA41.0//CA07.0"), want: []string{"DIA-001 error " + expressionPath}},
	{name: "an extension of nothing", edits: append(expressed("JB20.0", ""), concept+`coding[0].extension[0] = {"url": "`+expressionURL+`", "valueCode": "BA41.0"}`),
		want: []string{"DIA-001 error " + expressionPath}},
	{name: "two that differ", edits: append(expressed("BA41.0", "BA41.0&XA7RE3"),
		concept+`extension = [{"url": "`+expressionURL+`", "valueString": "BA41.0"}]`), want: []string{"DIA-001 error " + diagnosisPath + "extension[0].valueString"}},
}

// TestDiagnosisCode_ofExtension: the engine is given the whole cluster, in its canonical form.
func TestDiagnosisCode_ofExtension(t *testing.T) {
	for _, edits := range [][]string{expressed("GB61", "gb61 & xs5w"), ofConcept("GB61", "GB61&XS5W"), diagnosed("GB61&XS5W")} {
		bundle, _ := fhir.Decode(edited(t, "delivery", edits...))
		if got := DiagnosisCode(bundle.Claims()[0].Diagnosis[0].Concept); got != "GB61&XS5W" {
			t.Errorf("%v: the engine is given %q", edits, got)
		}
	}
}
