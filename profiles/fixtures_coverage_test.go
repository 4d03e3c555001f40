package profiles

import "maps"

func init() { maps.Copy(fixtures, coverageFixtures) }

const (
	// dualPath begins the paths of the claim in "dual-coverage".
	dualPath = "Bundle.entry[5].resource."
	// ownCoverage is the reference by which its item names its coverage.
	ownCoverage = "Claim.item[0].extension[0].valueReference.reference"
	shaCoverage = `"https://fhir.sha.go.ke/fhir/Coverage/CR5555555555555-5-sha-coverage"`
)

// coverageCalled are edits that give the public officers' Coverage in "dual-coverage" another id, and take
// the name of its scheme from it.
func coverageCalled(id string) []string {
	const url = "https://fhir.sha.go.ke/fhir/Coverage/"
	return []string{
		"- entry[4].resource.extension",
		`entry[4].fullUrl = "` + url + id + `"`, `entry[4].resource.id = "` + id + `"`, `entry[4].resource.identifier[0].value = "` + id + `"`,
		`Claim.insurance[1].coverage.reference = "` + url + id + `"`, ownCoverage + ` = "` + url + id + `"`,
	}
}

var coverageFixtures = map[string][]fixture{
	"ITM-008": {
		{name: "both coverages, and the item's own", bundle: "dual-coverage"},
		{name: "one coverage, and no item names it"},
		{name: "one coverage, which the guide's extension names", edits: []string{
			`Claim.item[0].extension = [{"url": "https://qa-mis.apeiro-digital.com/fhir/sha-coverage/StructureDefinition/Coverage"}]`,
			`Claim.item[0].extension[0].valueReference = @Claim.insurance[0].coverage`,
		}},
		{name: "the scheme in another spelling", bundle: "dual-coverage", edits: coverageCalled("CR5555555555555-5-POMSF-coverage")},
		{name: "the scheme by its name alone", bundle: "dual-coverage", edits: append(coverageCalled("2"),
			`entry[4].resource.extension = [{"url": "https://example.org/StructureDefinition/schemeCategoryName", "valueString": "Public Officers Medical Scheme"}]`)},
		{name: "an intervention of SHA under the public officers' coverage", bundle: "dual-coverage", edits: code("SHA-07-001")},
		{name: "no coverage of the scheme", bundle: "dual-coverage", edits: coverageCalled("2"),
			want: []string{"ITM-008 error " + dualPath + "insurance"}},
		{name: "the scheme's Coverage is in the bundle and not in the insurance", bundle: "dual-coverage", edits: []string{
			"Claim.insurance[1].coverage.reference = " + shaCoverage, ownCoverage + " = " + shaCoverage,
		}, want: []string{"ITM-008 error " + dualPath + "insurance"}},
		{name: "the scheme's Coverage is not in the insurance, and the item names it", bundle: "dual-coverage", edits: []string{
			"Claim.insurance[1].coverage.reference = " + shaCoverage,
		}, want: []string{"ITM-008 error " + dualPath + "insurance"}},
		{name: "the item names its coverage by both extensions", bundle: "dual-coverage", edits: []string{
			`Claim.item[0].extension[1] = {"url": "https://example.org/sha-coverage/StructureDefinition/Coverage", "valueReference": {"reference": "Coverage/CR5555555555555-5-pmf-coverage"}}`,
		}},
		{name: "the item names two coverages", bundle: "dual-coverage", edits: []string{
			`Claim.item[0].extension[1] = {"url": "https://example.org/item-coverage-reference", "valueReference": {"reference": "Coverage/CR5555555555555-5-sha-coverage"}}`,
		}, want: []string{"ITM-008 error " + dualPath + "item[0].extension"}},
		{name: "the item names none", bundle: "dual-coverage", edits: []string{"- Claim.item[0].extension"},
			want: []string{"ITM-008 error " + dualPath + "item[0].extension"}},
		{name: "an item of SHA names none", bundle: "dual-coverage", edits: append(code("SHA-07-001"), "- Claim.item[0].extension"),
			want: []string{"ITM-008 error " + dualPath + "item[0].extension"}},
		{name: "the item's extension is another", bundle: "dual-coverage", edits: []string{`Claim.item[0].extension[0].url = "https://example.org/coverage"`},
			want: []string{"ITM-008 error " + dualPath + "item[0].extension"}},
		{name: "the item names what is no coverage of the claim", bundle: "dual-coverage", edits: []string{
			ownCoverage + ` = "Patient/CR5555555555555-5"`,
		}, want: []string{"ITM-008 error " + dualPath + "item[0].extension[0].valueReference"}},
		{name: "the item names its coverage by identifier", bundle: "dual-coverage", edits: []string{
			`Claim.item[0].extension[0].valueReference = {"identifier": {"value": "CR5555555555555-5-pmf-coverage"}}`,
		}, want: []string{"ITM-008 error " + dualPath + "item[0].extension[0].valueReference"}},
		{name: "the item's reference leads nowhere: REF-001", bundle: "dual-coverage", edits: []string{ownCoverage + ` = "Coverage/9"`},
			want: []string{"REF-001 error " + dualPath + "item[0].extension[0].valueReference"}},
		{name: "the insurance's reference leads nowhere: REF-001", bundle: "dual-coverage", edits: []string{
			`Claim.insurance[1].coverage.reference = "Coverage/9"`,
		}, want: []string{"REF-001 error " + dualPath + "insurance[1].coverage"}},
		{name: "no insurance: CLM-002 too", bundle: "dual-coverage", edits: []string{"- Claim.insurance"},
			want: []string{"CLM-002 error " + dualPath + "insurance", "ITM-008 error " + dualPath + "insurance"}},
	},
}
