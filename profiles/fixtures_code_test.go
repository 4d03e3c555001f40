package profiles

import "maps"

func init() { maps.Copy(fixtures, codeFixtures) }

// diagnosisPath begins the paths of the diagnosis in "delivery".
const diagnosisPath = claimPath + "diagnosis[0].diagnosisCodeableConcept."

// diagnosed is the edit that sets the code of the first diagnosis.
func diagnosed(code string) []string {
	return []string{`Claim.diagnosis[0].diagnosisCodeableConcept.coding[0].code = "` + code + `"`}
}

var codeFixtures = map[string][]fixture{
	"DIA-001": {
		{name: "a code"},
		{name: "a cluster, with spaces and in lower case", edits: diagnosed("ba41.0 & xa7re3 / JB20.0")},
		{name: "an ICD-10 system with an ICD-11 code", edits: []string{
			`Claim.diagnosis[0].diagnosisCodeableConcept.coding[0].system = "http://hl7.org/fhir/sid/icd-10"`,
		}},
		{name: "ICD-10 beside ICD-11 is not read", edits: []string{
			`Claim.diagnosis[0].diagnosisCodeableConcept.coding[1] = {"system": "http://hl7.org/fhir/sid/icd-10", "code": "O80.0"}`,
		}, want: []string{"DIA-001 information " + diagnosisPath + "coding[1]"}},
		{name: "no system, but the form of a cluster, twice the same", edits: []string{
			`Claim.diagnosis[0].diagnosisCodeableConcept.coding = [{"code": "PUD"}, {"code": "BA41.0&XA7RE3"}, {"code": "ba41.0 & xa7re3"}]`,
		}, want: []string{"DIA-001 information " + diagnosisPath + "coding[0]"}},
		{name: "none of several", edits: []string{
			`Claim.diagnosis[0].diagnosisCodeableConcept.coding = [{"code": "PUD"}, {"code": "K27"}]`,
		}, want: []string{"DIA-001 error " + diagnosisPath + "coding"}},
		{name: "by a Condition", edits: []string{
			`entry[5] = {"fullUrl": "https://fhir.sha.go.ke/fhir/Condition/1", "resource": {"resourceType": "Condition", "id": "1"}}`,
			`entry[5].resource.subject = {"reference": "Patient/CR2222222222222-2"}`,
			`entry[5].resource.code = {"coding": [{"code": "K29.7"}]}`,
			`Claim.diagnosis[0].diagnosisReference = {"reference": "Condition/1"}`,
			"- Claim.diagnosis[0].diagnosisCodeableConcept",
		}, want: []string{"DIA-001 error Bundle.entry[5].resource.code.coding[0].code"}},
		{name: "ICD-10", edits: diagnosed("K29.7"), want: []string{"DIA-001 error " + diagnosisPath + "coding[0].code"}},
		{name: "an extension with a dangling joint", edits: diagnosed("BA41.0&"), want: []string{"DIA-001 error " + diagnosisPath + "coding[0].code"}},
		{name: "a stem after &", edits: diagnosed("BA41.0&JB20.0"), want: []string{"DIA-001 error " + diagnosisPath + "coding[0].code"}},
		{name: "wrong form, in a fragment", edits: diagnosed("ZZZZZZ"), partial: true, want: []string{"DIA-001 error " + diagnosisPath + "coding[0].code"}},
		{name: "unknown parts", edits: diagnosed("BA41.0&XA0000/DA42.Z"), want: []string{"DIA-001 error " + diagnosisPath + "coding[0].code"}},
		{name: "no code", edits: []string{"- Claim.diagnosis[0].diagnosisCodeableConcept.coding[0].code"},
			want: []string{"DIA-001 error " + diagnosisPath + "coding[0].code"}},
		{name: "two that differ", edits: []string{
			`Claim.diagnosis[0].diagnosisCodeableConcept.coding[1] = @Claim.diagnosis[0].diagnosisCodeableConcept.coding[0]`,
			`Claim.diagnosis[0].diagnosisCodeableConcept.coding[1].code = "CA07.0"`,
		}, want: []string{"DIA-001 error " + diagnosisPath + "coding"}},
	},
	"TRM-001": {
		{name: "known codes of a fragment", partial: true},
		{name: "unknown codes of full lists are others'", edits: append(code("SHA-99-001"), diagnosed("DA42.Z")...), want: []string{
			"DIA-001 error " + diagnosisPath + "coding[0].code",
			"ITM-004 error " + itemPath + "productOrService.coding[0].code",
		}},
		{name: "an intervention and a diagnosis", partial: true, edits: append(code("SHA-99-001"), diagnosed("JB20.0/DA42.Z&XA0000")...), want: []string{
			"TRM-001 warning " + diagnosisPath + "coding[0].code",
			"TRM-001 warning " + itemPath + "productOrService.coding[0].code",
		}},
		{name: "no longer in force is ITM-004's", partial: true, edits: code("SHA-07-005"),
			want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
	},
}
