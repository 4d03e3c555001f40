package profiles

import "maps"

func init() { maps.Copy(fixtures, profileFixtures) }

// Findings of PRF-001 about the resources of "delivery".
const (
	practitionerLacks = "PRF-001 information Bundle.entry[1].resource"
	patientLacks      = "PRF-001 information Bundle.entry[2].resource"
	coverageLacks     = "PRF-001 information Bundle.entry[3].resource"
	claimLacks        = "PRF-001 information Bundle.entry[4].resource"
)

var profileFixtures = map[string][]fixture{
	"PRF-001": {
		{name: "all is there"},
		{name: "as strictly", handling: Strict},
		{name: "a Coverage with what R4 wants alone", edits: []string{
			"- Coverage.meta", "- Coverage.class", "- Coverage.subscriber", "- Coverage.relationship", "- Coverage.beneficiary.type",
		}, want: []string{coverageLacks}},
		{name: "under strict handling it is a warning", handling: Strict, edits: []string{"- Coverage.class"},
			want: []string{"PRF-001 warning Bundle.entry[3].resource"}},
		{name: "a concept without coding, and codings without display", edits: []string{
			`Claim.subType = {"text": "inpatient"}`, "- Claim.type.coding[0].display", "- Claim.priority.coding[0].display",
		}, want: []string{claimLacks}},
		{name: "several items alike are told once", edits: []string{
			"- Claim.item[0].category", "- Claim.item[0].quantity",
			`Claim.item[1] = @Claim.item[0]`, `Claim.item[1].sequence = 2`, `Claim.item[1].servicedPeriod.start = "2026-11-11"`,
			`Claim.item[2] = @Claim.item[0]`, `Claim.item[2].sequence = 3`, `Claim.item[2].servicedPeriod.start = "2026-11-12"`,
			`Claim.total.value = 30000`, `Claim.extension[1].extension[2].valueMoney.value = 30000`,
		}, want: []string{claimLacks}},
		{name: "a claim without invoice", edits: []string{"- Claim.extension"}, want: []string{claimLacks}},
		{name: "the invoice by the guide's own name", edits: []string{
			`Claim.extension[1].url = "https://fhir.sha.go.ke/fhir/StructureDefinition/extension-patient-invoice"`,
		}},
		{name: "two invoices", edits: []string{`Claim.extension[2] = @Claim.extension[1]`}, want: []string{claimLacks}},
		{name: "a preauthorization needs no invoice", edits: []string{`Claim.use = "preauthorization"`, "- Claim.extension"}},
		{name: "a Practitioner without registry id and telecom", edits: []string{
			`Practitioner.identifier[1] = @Practitioner.identifier[0]`, "- Practitioner.telecom",
		}, want: []string{practitionerLacks}},
		{name: "a Patient with two numbers of one kind", edits: []string{`Patient.identifier[4] = @Patient.identifier[0]`},
			want: []string{patientLacks}},
		{name: "a Patient without name", edits: []string{"- Patient.name"}, want: []string{patientLacks}},
		{name: "what is empty is FHR-012's", edits: []string{`Coverage.class = []`},
			want: []string{"FHR-012 warning Bundle.entry[3].resource.class"}},
		{name: "so is what would be in it", edits: []string{`Coverage.meta = {}`},
			want: []string{"FHR-012 warning Bundle.entry[3].resource.meta"}},
		{name: "what is in an identifier without value is CLM-010's", edits: []string{`Claim.identifier = [{"use": "official"}]`},
			want: []string{"CLM-010 warning " + claimPath + "identifier"}},
		{name: "what cannot be read is FHR-003's", edits: []string{`Claim.item[0].category = "procedure"`},
			want: []string{"FHR-003 error " + itemPath + "category"}},
		{name: "what is written otherwise is FHR-015's", edits: []string{
			`Claim.item[0].categry = @Claim.item[0].category`, "- Claim.item[0].category",
		}, want: []string{"FHR-015 warning " + itemPath + "categry"}},
		{name: "a code that is missing is ITM-004's", edits: []string{"- Claim.item[0].productOrService.coding[0].code"},
			want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
		{name: "an item that cannot be read does not shift the next", edits: []string{
			`Claim.item[1] = @Claim.item[0]`, `Claim.item[1].sequence = 1`, `Claim.item[0] = "one"`, "- Claim.item[1].category",
		}, want: []string{claimLacks, "FHR-003 error " + claimPath + "item[0]"}},
	},
}
