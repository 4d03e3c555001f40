package profiles

import "maps"

func init() { maps.Copy(fixtures, referenceFixtures) }

// encounter are the edits that add an Encounter of the patient, to which nothing refers, with one
// more element.
func encounter(element, value string) []string {
	return []string{
		`entry[5] = {"fullUrl": "https://fhir.sha.go.ke/fhir/Encounter/1", "resource": {"resourceType": "Encounter", "id": "1", "status": "finished", "class": {"code": "IMP"}}}`,
		`entry[5].resource.subject = {"reference": "Patient/CR2222222222222-2"}`,
		"entry[5].resource." + element + " = " + value,
	}
}

var referenceFixtures = map[string][]fixture{
	"REF-001": {
		{name: "all lead to entries"},
		{name: "relative", edits: []string{`Claim.patient.reference = "Patient/CR2222222222222-2"`}},
		{name: "an earlier claim may be elsewhere", edits: []string{
			`Claim.related = [{"claim": {"reference": "Claim/1"}, "relationship": {"coding": [{"code": "prior"}]}}]`,
		}},
		{name: "to another host", edits: []string{`Claim.provider.reference = "https://example.org/Organization/FID-01-116951-6"`},
			want: []string{"REF-001 error " + claimPath + "provider"}},
		{name: "of a type that the bundle has not", edits: []string{`Claim.facility = {"reference": "Location/1"}`},
			want: []string{"REF-001 error " + claimPath + "facility"}},
		{name: "one of several entries", edits: []string{
			`entry[5] = @entry[3]`,
			`entry[5].fullUrl = "https://fhir.sha.go.ke/fhir/Coverage/2"`,
			`entry[5].resource.id = "2"`,
			`Claim.insurance[0].coverage.reference = "Coverage/3"`,
		}, want: []string{"REF-001 error " + claimPath + "insurance[0].coverage"}},
		{name: "in an extension, of any type", edits: []string{
			`Claim.item[0].extension = [{"url": "https://example.org/x", "valueReference": {"reference": "urn:uuid:0b2c8a52-8d6c-4a0a-9a5e-6a4f1f0f3b11"}}]`,
		}, want: []string{"REF-001 error " + claimPath + "item[0].extension[0].valueReference"}},
		{name: "in a Coverage", edits: []string{`Coverage.beneficiary.reference = "Patient/1"`},
			want: []string{"REF-001 error Bundle.entry[3].resource.beneficiary"}},
		{name: "to what has no fullUrl", edits: []string{"- entry[1].fullUrl"}, want: []string{
			"BND-003 error Bundle.entry[1].fullUrl", "REF-001 error " + claimPath + "careTeam[0].provider",
		}},
		{name: "to the fullUrl of a version", edits: []string{
			`entry[1].fullUrl = "https://fhir.sha.go.ke/fhir/Practitioner/PUID-0002532-1/_history/1"`,
			`Claim.careTeam[0].provider.reference = "https://fhir.sha.go.ke/fhir/Practitioner/PUID-0002532-1/_history/1"`,
		}, want: []string{"BND-003 error Bundle.entry[1].fullUrl", "REF-001 error " + claimPath + "careTeam[0].provider"}},
		{name: "contained", edits: []string{`Claim.facility = {"reference": "#ward"}`},
			want: []string{"REF-001 error " + claimPath + "facility"}},
		{name: "of another version", edits: []string{`Claim.patient.reference = "Patient/CR2222222222222-2/_history/7"`},
			want: []string{"REF-001 error " + claimPath + "patient"}},
		{name: "of the version that is there", edits: []string{
			`Claim.patient.reference = "Patient/CR2222222222222-2/_history/7"`, `Patient.meta.versionId = "7"`,
		}},
		{name: "by a search", edits: []string{`Claim.facility = {"reference": "Location?name=ward"}`},
			want: []string{"REF-001 error " + claimPath + "facility"}},
	},
	"REF-002": {
		{name: "by identifier", edits: encounter("serviceProvider", `{"identifier": {"value": "FID-01-116951-6"}}`)},
		{name: "out of the bundle, lenient", edits: encounter("serviceProvider", `{"reference": "Organization/1"}`),
			want: []string{"REF-002 warning Bundle.entry[5].resource.serviceProvider"}},
		{name: "out of the bundle, strict", edits: encounter("location", `[{"location": {"reference": "Location/1"}}]`), handling: Strict,
			want: []string{"REF-002 error Bundle.entry[5].resource.location[0].location"}},
		{name: "to nothing that is contained", edits: encounter("serviceProvider", `{"reference": "#hospital"}`),
			want: []string{"REF-002 warning Bundle.entry[5].resource.serviceProvider"}},
		{name: "in a Claim it is REF-001's", edits: []string{`Claim.facility = {"reference": "Location/1"}`},
			want: []string{"REF-001 error " + claimPath + "facility"}},
	},
	"REF-003": {
		{name: "all of the right type"},
		{name: "patient is a Coverage", edits: []string{`Claim.patient.reference = "Coverage/CR2222222222222-2-sha-coverage"`},
			want: []string{"REF-003 error " + claimPath + "patient"}},
		{name: "beneficiary is an Organization", edits: []string{`Coverage.beneficiary.reference = "Organization/FID-01-116951-6"`},
			want: []string{"REF-003 error Bundle.entry[3].resource.beneficiary"}},
		{name: "an Encounter of a Coverage", edits: encounter("subject", `{"reference": "Coverage/CR2222222222222-2-sha-coverage"}`),
			want: []string{"REF-003 error Bundle.entry[5].resource.subject"}},
	},
	"REF-004": {
		{name: "each is referred to, and nothing has to refer to a Claim or to a MessageHeader", edits: []string{
			`entry[5] = {"fullUrl": "https://fhir.sha.go.ke/fhir/MessageHeader/1", "resource": {"resourceType": "MessageHeader", "id": "1"}}`,
			`entry[5].resource.source = {"endpoint": "https://example.org"}`,
			`entry[5].resource.eventUri = "https://example.org/claim"`,
		}},
		{name: "no care team", edits: []string{"- Claim.careTeam"}, want: []string{
			"REF-004 information Bundle.entry[1]", "CLM-005 error " + claimPath + "careTeam",
		}},
		{name: "only to itself", edits: encounter("partOf", `{"reference": "Encounter/1"}`),
			want: []string{"REF-004 information Bundle.entry[5]"}},
		{name: "two that refer to each other", edits: append(encounter("partOf", `{"reference": "Encounter/2"}`),
			`entry[6] = @entry[5]`, `entry[6].fullUrl = "https://fhir.sha.go.ke/fhir/Encounter/2"`,
			`entry[6].resource.id = "2"`, `entry[6].resource.partOf.reference = "Encounter/1"`)},
		{name: "a fullUrl of another type is BND-004's", edits: []string{
			`entry[5] = {"fullUrl": "https://fhir.sha.go.ke/fhir/List/1", "resource": {"resourceType": "Basic", "code": {"text": "x"}}}`,
		}, want: []string{"BND-004 error Bundle.entry[5].fullUrl"}},
		{name: "no fullUrl is BND-003's", edits: []string{`entry[5] = {"resource": {"resourceType": "Basic", "code": {"text": "x"}}}`},
			want: []string{"BND-003 error Bundle.entry[5].fullUrl"}},
		{name: "a second entry of one fullUrl is BND-003's", edits: []string{`entry[5] = @entry[0]`},
			want: []string{"BND-003 error Bundle.entry[5].fullUrl"}},
	},
}
