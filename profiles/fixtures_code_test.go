package profiles

import (
	"maps"
	"strings"
)

func init() {
	codeFixtures["DIA-001"] = append(codeFixtures["DIA-001"], clusterFixtures...)
	maps.Copy(fixtures, codeFixtures)
}

// firstRelease is the ICD-11 of the fixtures. Later releases retire BA02 and XS25, which WHO then codes
// otherwise, and BA04, and the last begins BA05: see laterReleases.
const firstRelease = `code,title,uri,leaf
1A36.1,Amoebae elsewhere,http://id.who.int/icd/release/11/mms/1,false
1A36.10,Amoebae in the liver,http://id.who.int/icd/release/11/mms/2,true
1A36.11,Amoebae in the lung,http://id.who.int/icd/release/11/mms/3,true
1F40.Z,"Malaria due to Plasmodium falciparum, unspecified",http://id.who.int/icd/release/11/mms/4,true
BA00.Z,"Essential hypertension, unspecified",http://id.who.int/icd/release/11/mms/5,true
BA02,Old hypertension,http://id.who.int/icd/release/11/mms/6,true
BA03,Hypertensive crisis,http://id.who.int/icd/release/11/mms/7,true
BA04,Older hypertension,http://id.who.int/icd/release/11/mms/21,true
BA41.0,Infarction,http://id.who.int/icd/release/11/mms/8,true
CA07.0,"Acute upper respiratory infection, site unspecified",http://id.who.int/icd/release/11/mms/9,true
CB41,Failure of breath,http://id.who.int/icd/release/11/mms/10,false
GB61,Chronic kidney disease,http://id.who.int/icd/release/11/mms/11,false
GB61.5,"Chronic kidney disease, stage 5",http://id.who.int/icd/release/11/mms/12,true
GB61.Z,"Chronic kidney disease, stage unspecified",http://id.who.int/icd/release/11/mms/13,true
JB20.0,Spontaneous vertex delivery,http://id.who.int/icd/release/11/mms/14,true
NA01.0,Wound of head,http://id.who.int/icd/release/11/mms/15,true
PA03,Accident of motor cyclist,http://id.who.int/icd/release/11/mms/16,true
SA00,Pain by traditional name,http://id.who.int/icd/release/11/mms/17,true
VA00,Learning,http://id.who.int/icd/release/11/mms/18,true
XA7RE3,Front of heart,http://id.who.int/icd/release/11/mms/19,false
XS25,Severe,http://id.who.int/icd/release/11/mms/20,true
`

// laterReleases say what each has otherwise than the release before it: what it writes for a row, by
// the day from which it is in force.
var laterReleases = []struct {
	from, version string
	changes       *strings.Replacer
}{
	{"2026-11-10", "2026-01", strings.NewReplacer("XS25,Severe", "XS5W,Severe")},
	{"2026-11-11", "2026-02", strings.NewReplacer(essential, "", oldHypertension, strings.Replace(essential, "/mms/5", "/mms/6", 1))},
	{"2027-01-01", "2027-01", strings.NewReplacer(olderHypertension, newHypertension)},
}

const (
	essential         = "BA00.Z,\"Essential hypertension, unspecified\",http://id.who.int/icd/release/11/mms/5,true\n"
	oldHypertension   = "BA02,Old hypertension,http://id.who.int/icd/release/11/mms/6,true\n"
	olderHypertension = "BA04,Older hypertension,http://id.who.int/icd/release/11/mms/21,true\n"
	newHypertension   = "BA05,New hypertension,http://id.who.int/icd/release/11/mms/22,true\n"
)

const (
	// concept is the diagnosis in "delivery", as an edit names it.
	concept = "Claim.diagnosis[0].diagnosisCodeableConcept."
	// diagnosisPath begins the paths of what is in it.
	diagnosisPath = claimPath + "diagnosis[0].diagnosisCodeableConcept."
	codePath      = diagnosisPath + "coding[0].code"
	// expressionURL is that of the extension with a cluster, expressionPath its value on the coding.
	expressionURL  = "https://fhir.sha.go.ke/fhir/StructureDefinition/icd11-cluster-expression"
	expressionPath = diagnosisPath + "coding[0].extension[0].valueString"
)

// diagnosed is the edit that sets the code of the first diagnosis.
func diagnosed(code string) []string { return []string{concept + `coding[0].code = "` + code + `"`} }

// expressed are the edits that set the code of the first diagnosis and give a cluster beside it.
func expressed(code, cluster string) []string {
	return append(diagnosed(code), concept+`coding[0].extension = [{"url": "`+expressionURL+`", "valueString": "`+cluster+`"}]`)
}

var codeFixtures = map[string][]fixture{
	"DIA-001": {
		{name: "a code"},
		{name: "a cluster, with spaces and in lower case", edits: diagnosed("ba41.0 & xa7re3 / JB20.0")},
		{name: "ICD-10 beside ICD-11 is not read", edits: []string{
			concept + `coding[1] = {"system": "http://hl7.org/fhir/sid/icd-10", "code": "O80.0"}`,
		}, want: []string{"DIA-001 information " + diagnosisPath + "coding[1]"}},
		{name: "no system, but the form of a cluster, twice the same", edits: []string{
			concept + `coding = [{"code": "PUD"}, {"code": "BA41.0&XA7RE3"}, {"code": "ba41.0 & xa7re3"}]`,
		}, want: []string{"DIA-001 information " + diagnosisPath + "coding[0]", "DIA-003 warning " + diagnosisPath + "coding[1].system"}},
		{name: "none of several", edits: []string{concept + `coding = [{"code": "PUD"}, {"code": "K27"}]`},
			want: []string{"DIA-001 error " + diagnosisPath + "coding"}},
		{name: "by a Condition", edits: []string{
			`entry[5] = {"fullUrl": "https://fhir.sha.go.ke/fhir/Condition/1", "resource": {"resourceType": "Condition", "id": "1"}}`,
			`entry[5].resource.subject = {"reference": "Patient/CR2222222222222-2"}`,
			`entry[5].resource.code = {"coding": [{"code": "K29.7"}]}`,
			`Claim.diagnosis[0].diagnosisReference = {"reference": "Condition/1"}`,
			"- Claim.diagnosis[0].diagnosisCodeableConcept",
		}, want: []string{"DIA-001 error Bundle.entry[5].resource.code.coding[0].code"}},
		{name: "ICD-10", edits: diagnosed("K29.7"), want: []string{"DIA-001 error " + codePath}},
		{name: "an extension with a dangling joint", edits: diagnosed("BA41.0&"), want: []string{"DIA-001 error " + codePath}},
		{name: "stems after &, and a group that begins with an extension", edits: diagnosed("BA41.0&JB20.0&CA07.0/XA7RE3"),
			want: []string{"DIA-001 error " + codePath}},
		{name: "an extension joined to an extension", edits: diagnosed("XA7RE3&XS25"), want: []string{"DIA-001 error " + codePath}},
		{name: "WHO's address of a code", edits: diagnosed("http://id.who.int/icd/release/11/mms/14"), want: []string{"DIA-001 error " + codePath}},
		{name: "wrong form, in a fragment", edits: diagnosed("ZZZZZZ"), partial: true, want: []string{"DIA-001 error " + codePath}},
		{name: "letters for digits, and no dot", edits: diagnosed("NAO1.O/GB61Z"), partial: true,
			want: []string{"DIA-001 error " + codePath, "DIA-001 error " + codePath}},
		{name: "unknown parts", edits: diagnosed("BA41.0&XA0000/DA42.Z"), want: []string{"DIA-001 error " + codePath, "DIA-001 error " + codePath}},
		{name: "retired before the services", edits: diagnosed("BA41.0&XS25"), want: []string{"DIA-001 error " + codePath}},
		{name: "in a later release only", edits: diagnosed("JB20.0/BA05&XS5W"), want: []string{"DIA-001 error " + codePath}},
		{name: "retired, and not known what replaces it", edits: append(diagnosed("BA04"),
			served("2027-01-01", "2027-01-02", "2027-01-01", "2027-01-02")...), at: day("2027-01-03T09:00:00+03:00"), want: []string{"DIA-001 error " + codePath}},
		{name: "a second coding of no readable code is FHR-003's", edits: []string{
			concept + "coding[1] = @" + concept + "coding[0]", concept + `coding[1].code = "CA07.0 "`,
		}, want: []string{"FHR-003 error " + diagnosisPath + "coding[1].code"}},
		{name: "no code", edits: []string{"- " + concept + "coding[0].code"}, want: []string{"DIA-001 error " + codePath}},
		{name: "two that differ", edits: []string{
			concept + "coding[1] = @" + concept + "coding[0]",
			concept + `coding[1].code = "CA07.0"`,
		}, want: []string{"DIA-001 error " + diagnosisPath + "coding"}},
	},
	"TRM-001": {
		{name: "known codes of a fragment", partial: true},
		{name: "unknown codes of full lists are others'", edits: append(code("SHA-99-001"), diagnosed("DA42.Z")...), want: []string{
			"DIA-001 error " + codePath,
			"ITM-004 error " + itemPath + "productOrService.coding[0].code",
		}},
		{name: "an intervention and a diagnosis", partial: true, edits: append(code("SHA-99-001"), diagnosed("JB20.0/DA42.Z&XA0000")...), want: []string{
			"TRM-001 warning " + codePath,
			"TRM-001 warning " + itemPath + "productOrService.coding[0].code",
		}},
		{name: "a part of wrong form is DIA-001's", partial: true, edits: diagnosed("DA42.Z/ZZZZZZ"), want: []string{
			"DIA-001 error " + codePath, "TRM-001 warning " + codePath,
		}},
		{name: "what a part of a release has no more, and what only a later one has", edits: diagnosed("BA41.0&XS25/BA05"), partial: true,
			want: []string{"TRM-001 warning " + codePath}},
		{name: "in a cluster of an extension", edits: expressed("JB20.0", "JB20.0&XA0000"), partial: true,
			want: []string{"TRM-001 warning " + expressionPath}},
		{name: "no longer in force is ITM-004's", partial: true, edits: code("SHA-07-005"),
			want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
	},
}
