package profiles

import "maps"

func init() { maps.Copy(fixtures, diagnosisFixtures) }

// further are edits that add two diagnoses that are not the principal one.
func further(second, third string) []string {
	return []string{
		"Claim.diagnosis[1] = @Claim.diagnosis[0]", "Claim.diagnosis[1].sequence = 2", "- Claim.diagnosis[1].type",
		`Claim.diagnosis[1].diagnosisCodeableConcept.coding[0].code = "` + second + `"`,
		"Claim.diagnosis[2] = @Claim.diagnosis[1]", "Claim.diagnosis[2].sequence = 3",
		`Claim.diagnosis[2].diagnosisCodeableConcept.coding[0].code = "` + third + `"`,
	}
}

var diagnosisFixtures = map[string][]fixture{
	"DIA-002": {
		{name: "one code"},
		{name: "a block", edits: diagnosed("BlockL1-1A0"), want: []string{"DIA-002 error " + codePath}},
		{name: "a range", edits: diagnosed("1A00-1A09"), want: []string{"DIA-002 error " + codePath}},
		{name: "a chapter of digits", edits: diagnosed("05"), want: []string{"DIA-002 error " + codePath}},
		{name: "a chapter of one letter", edits: diagnosed("X"), want: []string{"DIA-002 error " + codePath}},
		{name: "a bare extension, in lower case", edits: diagnosed("xa7re3"), want: []string{"DIA-002 error " + codePath}},
		{name: "a bare extension in an extension", edits: expressed("JB20.0", "XA7RE3"),
			want: []string{"DIA-002 error " + expressionPath}},
		{name: "an unknown one, in a fragment", edits: diagnosed("XA0000"), partial: true, want: []string{"DIA-002 error " + codePath}},
		{name: "a group that begins with an extension is DIA-001's", edits: diagnosed("BA41.0/XA7RE3"), want: []string{"DIA-001 error " + codePath}},
	},
	"DIA-003": {
		{name: "the payer's url", handling: Strict},
		{name: "WHO's url", handling: Strict, edits: []string{concept + `coding[0].system = "http://id.who.int/icd/release/11/mms"`}},
		{name: "WHO's url with the release in force", handling: Strict, edits: []string{
			concept + `coding[0].system = "http://id.who.int/icd/release/11/2026-01/mms"`, concept + `coding[0].version = "2026-01"`,
		}},
		{name: "WHO's url with another release", handling: Strict, edits: []string{concept + `coding[0].system = "http://id.who.int/icd/release/11/2024-01/mms"`},
			want: []string{"DIA-003 information " + diagnosisPath + "coding[0].system"}},
		{name: "the version of another release", edits: []string{concept + `coding[0].version = "2024-01"`},
			want: []string{"DIA-003 information " + diagnosisPath + "coding[0].version"}},
		{name: "another host's url", handling: Strict, edits: []string{
			concept + `coding[0].system = "https://qa-mis.apeiro-digital.com/fhir/terminology/CodeSystem/icd-11"`,
		}},
		{name: "an ICD-10 system with an ICD-11 code, lenient", edits: []string{concept + `coding[0].system = "http://hl7.org/fhir/sid/icd-10"`},
			want: []string{"DIA-003 warning " + diagnosisPath + "coding[0].system"}},
		{name: "an ICD-10 system with an ICD-11 code, strict", handling: Strict, edits: []string{
			concept + `coding[0].system = "https://fhir.sha.go.ke/fhir/terminology/CodeSystem/icd-10"`,
		}, want: []string{"DIA-003 error " + diagnosisPath + "coding[0].system"}},
		{name: "no system, strict", handling: Strict, edits: []string{"- " + concept + "coding[0].system"},
			want: []string{"DIA-003 error " + diagnosisPath + "coding[0].system"}},
		{name: "another system", edits: []string{concept + `coding[0].system = "http://snomed.info/sct"`},
			want: []string{"DIA-003 warning " + diagnosisPath + "coding[0].system"}},
		{name: "an ICD-10 system with an ICD-10 code is DIA-001's", edits: append(diagnosed("O80.0"), concept+`coding[0].system = "http://hl7.org/fhir/sid/icd-10"`),
			want: []string{"DIA-001 error " + codePath}},
	},
	"DIA-004": {
		{name: "a leaf of the newest release"},
		{name: "external cause, traditional medicine and functioning as further diagnoses", edits: further("PA03/SA00", "VA00")},
		{name: "external cause after the injury", edits: diagnosed("NA01.0/PA03")},
		{name: "external cause first", edits: diagnosed("PA03/NA01.0"), want: []string{"DIA-004 warning " + codePath}},
		{name: "traditional medicine", edits: diagnosed("SA00"), want: []string{"DIA-004 warning " + codePath}},
		{name: "functioning, in a fragment without it", edits: diagnosed("VB00"), partial: true,
			want: []string{"DIA-004 warning " + codePath, "TRM-001 warning " + codePath}},
		{name: "without type the least sequence is the principal", edits: append(further("PA03", "SA00"),
			"- Claim.diagnosis[0].type", "Claim.diagnosis[0].sequence = 9", "Claim.diagnosis[1].sequence = 1", "Claim.diagnosis[2].sequence = 2",
		), want: []string{"DIA-004 warning " + claimPath + "diagnosis[1].diagnosisCodeableConcept.coding[0].code"}},
		{name: "divided, with an unspecified part", edits: diagnosed("gb61 / JB20.0"), want: []string{"DIA-004 warning " + codePath}},
		{name: "divided, without", edits: diagnosed("1A36.1"), want: []string{"DIA-004 warning " + codePath}},
		{name: "divided into what the list does not have", edits: diagnosed("JB20.0/CB41"), want: []string{"DIA-004 warning " + codePath}},
		{name: "an extension that is divided", edits: diagnosed("BA41.0&XA7RE3")},
		{name: "retired since", edits: diagnosed("BA02"), want: []string{"DIA-004 warning " + codePath}},
		{name: "retired next year, with no replacement", edits: diagnosed("BA41.0/BA04"), want: []string{"DIA-004 warning " + codePath}},
		{name: "retired since, as far as a part of the newest release tells", edits: diagnosed("BA41.0/BA04"), partial: true},
		{name: "divided, in a cluster of an extension", edits: expressed("JB20.0", "JB20.0/GB61"), want: []string{"DIA-004 warning " + expressionPath}},
		{name: "all at once", edits: diagnosed("PA03/GB61/BA02"), want: []string{
			"DIA-004 warning " + codePath, "DIA-004 warning " + codePath, "DIA-004 warning " + codePath,
		}},
		{name: "what is no code is DIA-001's and DIA-002's", edits: append(diagnosed("PAO3"), further("PA03&", "V")...), want: []string{
			"DIA-001 error " + codePath,
			"DIA-001 error " + claimPath + "diagnosis[1].diagnosisCodeableConcept.coding[0].code",
			"DIA-002 error " + claimPath + "diagnosis[2].diagnosisCodeableConcept.coding[0].code",
		}},
	},
	"DIA-005": {
		{name: "the title"},
		{name: "the title, in other case and with other spaces", edits: []string{concept + `coding[0].display = "SPONTANEOUS  vertex\tdelivery "`}},
		{name: "no display", edits: []string{"- " + concept + "coding[0].display"}},
		{name: "of a cluster", edits: diagnosed("JB20.0&XA7RE3")},
		{name: "of a code with a cluster in an extension", edits: expressed("BA00.Z", "BA00.Z&XA7RE3")},
		{name: "of a code that is not in the list", edits: diagnosed("DA42.Z"), partial: true, want: []string{"TRM-001 warning " + codePath}},
		{name: "the code", edits: []string{concept + `coding[0].display = "JB20.0"`},
			want: []string{"DIA-005 information " + diagnosisPath + "coding[0].display"}},
		{name: "another, strict", handling: Strict, edits: diagnosed("1f40.z"),
			want: []string{"DIA-005 information " + diagnosisPath + "coding[0].display"}},
	},
}
