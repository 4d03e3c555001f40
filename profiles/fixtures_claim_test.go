package profiles

import "maps"

func init() { maps.Copy(fixtures, claimFixtures) }

// beneficiaryPath is that of the beneficiary in "delivery".
const beneficiaryPath = "Bundle.entry[3].resource.beneficiary"

var claimFixtures = map[string][]fixture{
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
		{name: "contained", edits: []string{
			`Claim.contained = [{"resourceType": "Coverage", "id": "cover", "status": "active", "beneficiary": {"reference": "Patient/CR2222222222222-2"}, "payor": [{"display": "SHA"}]}]`, `Claim.insurance[0].coverage.reference = "#cover"`,
		}, want: []string{"CLM-002 error " + claimPath + "insurance[0].coverage"}},
		{name: "unresolved is REF-001's", edits: []string{`Claim.insurance[0].coverage.reference = "Coverage/1"`},
			want: []string{"REF-001 error " + claimPath + "insurance[0].coverage"}},
		{name: "of wrong type is REF-003's", edits: []string{`Claim.insurance[0].coverage.reference = "Patient/CR2222222222222-2"`},
			want: []string{"REF-003 error " + claimPath + "insurance[0].coverage"}},
	},
	"CLM-003": {
		{name: "one, focal"},
		{name: "none is CLM-002's", edits: []string{"- Claim.insurance"}, want: []string{"CLM-002 error " + claimPath + "insurance"}},
		{name: "two, one focal", edits: []string{
			`Claim.insurance[1] = @Claim.insurance[0]`, `Claim.insurance[1].sequence = 2`, `Claim.insurance[1].focal = false`,
		}},
		{name: "two focal, lenient", edits: []string{`Claim.insurance[1] = @Claim.insurance[0]`, `Claim.insurance[1].sequence = 2`},
			want: []string{"CLM-003 warning " + claimPath + "insurance"}},
		{name: "two focal of one sequence, strict", edits: []string{`Claim.insurance[1] = @Claim.insurance[0]`}, handling: Strict,
			want: []string{"CLM-003 error " + claimPath + "insurance", "CLM-003 error " + claimPath + "insurance[1].sequence"}},
		{name: "none focal", edits: []string{`Claim.insurance[0].focal = false`}, want: []string{"CLM-003 warning " + claimPath + "insurance"}},
		{name: "focal missing is FHR-003's", edits: []string{"- Claim.insurance[0].focal"}, want: []string{"FHR-003 error " + claimPath + "insurance[0].focal"}},
	},
	"CLM-004": {
		{name: "the same Patient"},
		{name: "claim by identifier", edits: []string{`Claim.patient = {"identifier": {"value": "CR2222222222222-2"}}`}},
		{name: "coverage by identifier", edits: []string{`Coverage.beneficiary = {"identifier": {"value": "20000004"}}`}},
		{name: "both by identifier", edits: []string{
			`Claim.patient = {"identifier": {"value": "CR1"}}`, `Coverage.beneficiary = {"identifier": {"value": "CR1"}}`,
		}},
		{name: "two Patients", edits: []string{
			`entry[5] = @entry[2]`, `entry[5].fullUrl = "https://fhir.sha.go.ke/fhir/Patient/2"`, `entry[5].resource.id = "2"`,
			`Coverage.beneficiary.reference = "Patient/2"`,
		}, want: []string{"CLM-004 error " + beneficiaryPath}},
		{name: "another identifier, in two insurances", edits: []string{
			`Claim.insurance[1] = @Claim.insurance[0]`, `Claim.insurance[1].sequence = 2`, `Claim.insurance[1].focal = false`,
			`Coverage.beneficiary = {"identifier": {"value": "CR1"}}`,
		}, want: []string{"CLM-004 error " + beneficiaryPath}},
		{name: "a contained Patient is no other's", edits: []string{
			`Claim.contained = [{"resourceType": "Patient", "id": "p"}]`, `Claim.patient = {"reference": "#p"}`,
		}, want: []string{"CLM-004 error " + beneficiaryPath}},
		{name: "names nobody", edits: []string{`Coverage.beneficiary = {"display": "x"}`}, want: []string{"CLM-004 error " + beneficiaryPath}},
		{name: "none", edits: []string{"- Coverage.beneficiary"}, want: []string{"CLM-004 error " + beneficiaryPath}},
		{name: "unresolved is REF-001's", edits: []string{`Coverage.beneficiary.reference = "Patient/1"`}, want: []string{"REF-001 error " + beneficiaryPath}},
		{name: "an unresolved patient is REF-001's", edits: []string{`Claim.patient.reference = "Patient/1"`},
			want: []string{"REF-001 error " + claimPath + "patient"}},
		{name: "a claim without patient is CLM-001's", edits: []string{"- Claim.patient"}, want: []string{"CLM-001 error " + claimPath + "patient"}},
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
			want: []string{"REF-001 error " + claimPath + "careTeam[0].provider"}},
		{name: "an Organization alone is REF-003's", edits: []string{`Claim.careTeam[0].provider.reference = "Organization/FID-01-116951-6"`},
			want: []string{"REF-003 error " + claimPath + "careTeam[0].provider"}},
	},
	"CLM-015": {
		{name: "an item"},
		{name: "none", edits: []string{"- Claim.item"}, want: []string{"CLM-015 error " + claimPath + "item"}},
	},
	"CLM-017": {
		{name: "one facility", asked: []string{facilityID, "12110"}, found: []string{facilityID}},
		{name: "no ids", asked: []string{}, want: []string{"CLM-017 error " + claimPath + "provider"}},
		{name: "none known", asked: []string{"FID-99-000000-0", "99"}, want: []string{"CLM-017 error " + claimPath + "provider"}},
		{name: "two, of which one is named", asked: []string{facilityID, "12110"}, found: []string{facilityID, "FID-22-222222-2"},
			want: []string{"CLM-017 error " + claimPath + "provider"}},
		{name: "two, of which none is named", asked: []string{"1", "2"}, found: []string{"FID-11-111111-1", "FID-22-222222-2"},
			want: []string{"CLM-017 error " + claimPath + "provider"}},
		{name: "no provider is CLM-001's", edits: []string{"- Claim.provider"}, asked: []string{},
			want: []string{"CLM-001 error " + claimPath + "provider"}},
		{name: "unresolved is REF-001's", edits: []string{`Claim.provider = {"reference": "Organization/1"}`}, asked: []string{},
			want: []string{"REF-001 error " + claimPath + "provider"}},
		{name: "of wrong type is REF-003's", edits: []string{`Claim.provider = {"reference": "Patient/CR2222222222222-2"}`}, asked: []string{},
			want: []string{"REF-003 error " + claimPath + "provider"}},
		{name: "a Practitioner, which R4 permits, is no facility", asked: []string{},
			edits: []string{`Claim.provider = {"reference": "Practitioner/PUID-0002532-1"}`},
			want:  []string{"CLM-017 error " + claimPath + "provider"}},
	},
}
