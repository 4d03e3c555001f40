package profiles

// fixtures are the bundles on which each rule is tried.
var fixtures = map[string][]fixture{
	"BND-001": {
		{name: "message"},
		{name: "collection, lenient", edits: []string{`Bundle.type = "collection"`}, want: []string{"BND-001 warning Bundle.type"}},
		{name: "batch, strict", edits: []string{`Bundle.type = "batch"`}, handling: Strict, want: []string{"BND-001 error Bundle.type"}},
		{name: "searchset", edits: []string{`Bundle.type = "searchset"`}, want: []string{"BND-001 error Bundle.type"}},
		{name: "no type", edits: []string{"- Bundle.type"}, want: []string{"BND-001 error Bundle.type"}},
		{name: "unknown type is FHR-003's", edits: []string{`Bundle.type = "parcel"`}, want: []string{"FHR-003 error Bundle.type"}},
	},
	"BND-002": {
		{name: "a claim and what it refers to"},
		{name: "no entry", edits: []string{"- Bundle.entry"}, want: []string{"BND-002 error Bundle.entry"}},
		{name: "no resource", edits: []string{`entry[5] = {"fullUrl": "https://fhir.sha.go.ke/fhir/List/1"}`},
			want: []string{"BND-002 error Bundle.entry[5].resource"}},
		{name: "an entry that is none is FHR-003's", edits: []string{"entry[5] = 1"}, want: []string{"FHR-003 error Bundle.entry[5]"}},
		{name: "an entry of which not all is read, without resource", edits: []string{`entry[5] = {"fullUrl": "https://fhir.sha.go.ke/fhir/List/1", "link": []}`},
			want: []string{"BND-002 error Bundle.entry[5].resource", "FHR-012 warning Bundle.entry[5].link"}},
		{name: "unknown type", edits: []string{
			`entry[5] = {"fullUrl": "https://fhir.sha.go.ke/fhir/claim/1", "resource": {"resourceType": "claim"}}`,
		}, want: []string{"BND-002 error Bundle.entry[5].resource.resourceType"}},
		{name: "no type", edits: []string{
			`entry[5] = {"fullUrl": "https://fhir.sha.go.ke/fhir/List/1", "resource": {"id": "1"}}`,
		}, want: []string{"BND-002 error Bundle.entry[5].resource.resourceType"}},
		{name: "no claim", edits: []string{
			`Bundle.entry = [{"fullUrl": "https://fhir.sha.go.ke/fhir/Basic/1", "resource": {"resourceType": "Basic", "code": {"text": "x"}}}]`,
		}, want: []string{"BND-002 error Bundle.entry"}},
	},
	"BND-003": {
		{name: "absolute and unique"},
		{name: "urn:uuid", edits: []string{
			`entry[1].fullUrl = "urn:uuid:0b2c8a52-8d6c-4a0a-9a5e-6a4f1f0f3b11"`,
			`Claim.careTeam[0].provider.reference = "urn:uuid:0b2c8a52-8d6c-4a0a-9a5e-6a4f1f0f3b11"`,
		}},
		{name: "none", edits: []string{`entry[5] = {"resource": {"resourceType": "Basic", "code": {"text": "x"}}}`},
			want: []string{"BND-003 error Bundle.entry[5].fullUrl"}},
		{name: "relative", edits: []string{
			`entry[5] = {"fullUrl": "Basic/1", "resource": {"resourceType": "Basic", "code": {"text": "x"}}}`,
		}, want: []string{"BND-003 error Bundle.entry[5].fullUrl"}},
		{name: "of a version", edits: []string{
			`entry[5] = {"fullUrl": "https://fhir.sha.go.ke/fhir/Basic/1/_history/2", "resource": {"resourceType": "Basic", "code": {"text": "x"}}}`,
		}, want: []string{"BND-003 error Bundle.entry[5].fullUrl"}},
		{name: "of no host", edits: []string{
			`entry[5] = {"fullUrl": "https:///Basic/1", "resource": {"resourceType": "Basic", "code": {"text": "x"}}}`,
		}, want: []string{"BND-003 error Bundle.entry[5].fullUrl"}},
		{name: "twice", edits: []string{`entry[5] = @entry[0]`}, want: []string{"BND-003 error Bundle.entry[5].fullUrl"}},
	},
	"BND-004": {
		{name: "the type is that of the resource"},
		{name: "another type", edits: []string{
			`entry[5] = {"fullUrl": "https://fhir.sha.go.ke/fhir/List/1", "resource": {"resourceType": "Basic", "code": {"text": "x"}}}`,
		}, want: []string{"BND-004 error Bundle.entry[5].fullUrl"}},
		{name: "no type", edits: []string{
			`entry[5] = {"fullUrl": "https://fhir.sha.go.ke/1", "resource": {"resourceType": "Basic", "code": {"text": "x"}}}`,
		}, want: []string{"BND-004 error Bundle.entry[5].fullUrl"}},
	},
	"BND-005": {
		{name: "the ids agree"},
		{name: "urn:uuid has no id segment", edits: []string{
			`entry[1].fullUrl = "urn:uuid:0b2c8a52-8d6c-4a0a-9a5e-6a4f1f0f3b11"`,
			`Claim.careTeam[0].provider.reference = "urn:uuid:0b2c8a52-8d6c-4a0a-9a5e-6a4f1f0f3b11"`,
		}},
		{name: "a resource without id", edits: []string{"- Organization.id"}},
		{name: "another id, lenient", edits: []string{`Organization.id = "12110"`}, want: []string{"BND-005 warning Bundle.entry[0].fullUrl"}},
		{name: "another id, strict", edits: []string{`Organization.id = "fid-01-116951-6"`}, handling: Strict,
			want: []string{"BND-005 error Bundle.entry[0].fullUrl"}},
		{name: "a Claim is CLM-010's", edits: []string{`Claim.id = "1"`}, want: []string{"CLM-010 warning " + claimPath + "identifier"}},
		{name: "no type and id is BND-004's", edits: []string{
			`entry[0].fullUrl = "https://fhir.sha.go.ke/FID"`, `Claim.provider.reference = "https://fhir.sha.go.ke/FID"`,
		}, want: []string{"BND-004 error Bundle.entry[0].fullUrl"}},
	},
	"BND-006": {
		{name: "all of this environment, or international", prefixes: []string{"https://example.org", "https://fhir.sha.go.ke/fhir/"}},
		{name: "international hosts and urns", prefixes: []string{"https://fhir.sha.go.ke"}, edits: []string{
			`Practitioner.qualification[0].code.coding = [{"system": "http://snomed.info/sct", "code": "1"}, {"system": "http://loinc.org", "code": "2"},
				{"system": "http://id.who.int/icd/release/11/mms", "code": "3"}, {"system": "urn:oid:1.2.3", "code": "4"}, {"system": "http://terminology.hl7.org/CodeSystem/v2-0360", "code": "5"}]`,
		}},
		{name: "no prefix is set, any url may stand", edits: []string{`Patient.identifier[0].system = "https://example.org/number"`}},
		{name: "two places of one origin, lenient", prefixes: []string{"https://fhir.sha.go.ke"}, edits: []string{
			`Patient.identifier[0].system = "https://example.org/number"`,
			`Claim.extension[0].url = "https://example.org/StructureDefinition/has-coinsurance"`,
		}, want: []string{"BND-006 warning Bundle.entry[2].resource.identifier[0].system"}},
		{name: "a host that merely begins so, and one that merely ends so, strict", prefixes: []string{"https://fhir.sha.go.ke", "https://uat-mis.apeiro-digital.com"}, edits: []string{
			`Patient.identifier[0].system = "https://fhir.sha.go.ke.example.org/number"`,
			`Patient.identifier[1].system = "https://fhir.sha.go.ke@example.net/number"`,
			`Patient.identifier[2].system = "http://evilhl7.org/number"`,
		}, handling: Strict, want: []string{
			"BND-006 error Bundle.entry[2].resource.identifier[0].system",
			"BND-006 error Bundle.entry[2].resource.identifier[1].system",
			"BND-006 error Bundle.entry[2].resource.identifier[2].system",
		}},
		{name: "a fullUrl, before the systems within its entry", prefixes: []string{"https://fhir.sha.go.ke"}, edits: []string{
			`entry[0].fullUrl = "https://example.org/Organization/FID-01-116951-6"`,
			`Claim.provider.reference = "https://example.org/Organization/FID-01-116951-6"`,
			`Organization.identifier[0].system = "https://example.org/number"`,
		}, want: []string{"BND-006 warning Bundle.entry[0].fullUrl"}},
	},
	"BND-007": {
		{name: "known"},
		{name: "none", edits: []string{"- Patient.meta"}},
		{name: "another base, and another version", edits: []string{`Patient.meta.profile[0] = "https://qa-mis.apeiro-digital.com/fhir/StructureDefinition/patient|2.0"`}},
		{name: "that of R4", edits: []string{`Patient.meta.profile[0] = "http://hl7.org/fhir/StructureDefinition/Patient"`}},
		{name: "unknown, lenient", edits: []string{`Patient.meta.profile[0] = "https://fhir.sha.go.ke/fhir/StructureDefinition/patients"`},
			want: []string{"BND-007 warning Bundle.entry[2].resource.meta.profile[0]"}},
		{name: "that of another type, and one that is no StructureDefinition, strict", edits: []string{
			`Patient.meta.profile[0] = "http://hl7.org/fhir/StructureDefinition/Group"`,
			`Patient.meta.profile[1] = "https://fhir.sha.go.ke/fhir/patient"`,
		}, handling: Strict, want: []string{
			"BND-007 error Bundle.entry[2].resource.meta.profile[0]", "BND-007 error Bundle.entry[2].resource.meta.profile[1]",
		}},
	},
	"BND-008": {
		{name: "two claims", edits: []string{
			`entry[5] = @entry[4]`,
			`entry[5].fullUrl = "https://fhir.sha.go.ke/fhir/Claim/2"`,
			`entry[5].resource.id = "2"`,
			`entry[5].resource.identifier[0].value = "2"`,
		}},
		{name: "one id under two bases", edits: []string{
			`entry[5] = @entry[4]`,
			`entry[5].fullUrl = "https://example.org/fhir/Claim/a1b5cd43-6e97-4d30-a408-bdaf71829e51"`,
		}, want: []string{"BND-008 error Bundle.entry[5].resource.id"}},
	},
}
