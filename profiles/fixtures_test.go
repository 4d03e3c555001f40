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
	"BND-008": {
		{name: "two claims", edits: []string{
			`entry[5] = @entry[4]`,
			`entry[5].fullUrl = "https://fhir.sha.go.ke/fhir/Claim/2"`,
			`entry[5].resource.id = "2"`,
		}},
		{name: "one id under two bases", edits: []string{
			`entry[5] = @entry[4]`,
			`entry[5].fullUrl = "https://example.org/fhir/Claim/a1b5cd43-6e97-4d30-a408-bdaf71829e51"`,
		}, want: []string{"BND-008 error Bundle.entry[5].resource.id"}},
	},
	"CLM-001": {
		{name: "complete"},
		{name: "a preauthorization", edits: []string{`Claim.use = "preauthorization"`}},
		{name: "patient by identifier", edits: []string{`Claim.patient = {"identifier": {"value": "CR2222222222222-2"}}`}},
		{name: "nothing is there", edits: []string{
			"- Claim.id", "- Claim.use", "- Claim.status", "- Claim.patient", "- Claim.provider",
			"- Claim.created", "- Claim.priority", "- Claim.type",
		}, want: []string{
			"CLM-001 error " + claimPath + "created", "CLM-001 error " + claimPath + "id",
			"CLM-001 error " + claimPath + "patient", "CLM-001 error " + claimPath + "priority",
			"CLM-001 error " + claimPath + "provider", "CLM-001 error " + claimPath + "status",
			"CLM-001 error " + claimPath + "type", "CLM-001 error " + claimPath + "use",
		}},
		{name: "predetermination", edits: []string{`Claim.use = "predetermination"`}, want: []string{"CLM-001 error " + claimPath + "use"}},
		{name: "unknown use is FHR-003's", edits: []string{`Claim.use = "bill"`}, want: []string{"FHR-003 error " + claimPath + "use"}},
		{name: "draft", edits: []string{`Claim.status = "draft"`}, want: []string{"CLM-001 error " + claimPath + "status"}},
		{name: "patient names nobody", edits: []string{`Claim.patient = {"display": "x"}`},
			want: []string{"CLM-001 error " + claimPath + "patient.reference"}},
	},
	"CLM-002": {
		{name: "with a coverage"},
		{name: "none", edits: []string{"- Claim.insurance"}, want: []string{"CLM-002 error " + claimPath + "insurance"}},
		{name: "without coverage", edits: []string{"- Claim.insurance[0].coverage"},
			want: []string{"CLM-002 error " + claimPath + "insurance[0].coverage"}},
		{name: "by identifier only", edits: []string{`Claim.insurance[0].coverage = {"identifier": {"value": "x"}}`},
			want: []string{"CLM-002 error " + claimPath + "insurance[0].coverage.reference"}},
		{name: "unresolved is REF-001's", edits: []string{`Claim.insurance[0].coverage.reference = "Coverage/1"`},
			want: []string{"REF-001 error " + claimPath + "insurance[0].coverage.reference"}},
		{name: "of wrong type is REF-003's", edits: []string{`Claim.insurance[0].coverage.reference = "Patient/CR2222222222222-2"`},
			want: []string{"REF-003 error " + claimPath + "insurance[0].coverage.reference"}},
	},
	"CLM-005": {
		{name: "a Practitioner"},
		{name: "a Practitioner and an Organization", edits: []string{
			`Claim.careTeam[1] = {"sequence": 2, "provider": {"reference": "Organization/FID-01-116951-6"}}`,
		}},
		{name: "none", edits: []string{"- Claim.careTeam"}, want: []string{"CLM-005 error " + claimPath + "careTeam"}},
		{name: "without provider", edits: []string{"- Claim.careTeam[0].provider"},
			want: []string{"CLM-005 error " + claimPath + "careTeam[0].provider"}},
		{name: "by identifier only", edits: []string{`Claim.careTeam[0].provider = {"identifier": {"value": "PUID-0002532-1"}}`},
			want: []string{"CLM-005 error " + claimPath + "careTeam[0].provider.reference"}},
		{name: "unresolved is REF-001's", edits: []string{`Claim.careTeam[0].provider.reference = "Practitioner/1"`},
			want: []string{"REF-001 error " + claimPath + "careTeam[0].provider.reference"}},
		{name: "an Organization alone is REF-003's", edits: []string{`Claim.careTeam[0].provider.reference = "Organization/FID-01-116951-6"`},
			want: []string{"REF-003 error " + claimPath + "careTeam[0].provider.reference"}},
	},
	"REF-001": {
		{name: "all lead to entries"},
		{name: "relative", edits: []string{`Claim.patient.reference = "Patient/CR2222222222222-2"`}},
		{name: "an earlier claim may be elsewhere", edits: []string{`Claim.related = [{"claim": {"reference": "Claim/1"}}]`}},
		{name: "to another host", edits: []string{`Claim.provider.reference = "https://example.org/Organization/FID-01-116951-6"`},
			want: []string{"REF-001 error " + claimPath + "provider.reference"}},
		{name: "of a type that the bundle has not", edits: []string{`Claim.facility = {"reference": "Location/1"}`},
			want: []string{"REF-001 error " + claimPath + "facility.reference"}},
		{name: "one of several entries", edits: []string{
			`entry[5] = @entry[3]`,
			`entry[5].fullUrl = "https://fhir.sha.go.ke/fhir/Coverage/2"`,
			`entry[5].resource.id = "2"`,
			`Claim.insurance[0].coverage.reference = "Coverage/3"`,
		}, want: []string{"REF-001 error " + claimPath + "insurance[0].coverage.reference"}},
		{name: "in an extension, of any type", edits: []string{
			`Claim.item[0].extension = [{"url": "https://example.org/x", "valueReference": {"reference": "urn:uuid:0b2c8a52-8d6c-4a0a-9a5e-6a4f1f0f3b11"}}]`,
		}, want: []string{"REF-001 error " + claimPath + "item[0].extension[0].valueReference.reference"}},
		{name: "in a Coverage", edits: []string{`Coverage.beneficiary.reference = "Patient/1"`},
			want: []string{"REF-001 error Bundle.entry[3].resource.beneficiary.reference"}},
		{name: "contained", edits: []string{`Claim.facility = {"reference": "#ward"}`},
			want: []string{"REF-001 error " + claimPath + "facility.reference"}},
		{name: "of another version", edits: []string{`Claim.patient.reference = "Patient/CR2222222222222-2/_history/7"`},
			want: []string{"REF-001 error " + claimPath + "patient.reference"}},
	},
	"REF-003": {
		{name: "all of the right type"},
		{name: "patient is a Coverage", edits: []string{`Claim.patient.reference = "Coverage/CR2222222222222-2-sha-coverage"`},
			want: []string{"REF-003 error " + claimPath + "patient.reference"}},
		{name: "beneficiary is an Organization", edits: []string{`Coverage.beneficiary.reference = "Organization/FID-01-116951-6"`},
			want: []string{"REF-003 error Bundle.entry[3].resource.beneficiary.reference"}},
	},
}
