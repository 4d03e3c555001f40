package profiles

import "maps"

func init() { maps.Copy(fixtures, amountFixtures) }

// condition are the edits that give the diagnosis by a Condition with a code.
func condition(code string) []string {
	return []string{
		`entry[5] = {"fullUrl": "https://fhir.sha.go.ke/fhir/Condition/1", "resource": {"resourceType": "Condition", "id": "1"}}`,
		`entry[5].resource.subject = {"reference": "Patient/CR2222222222222-2"}`,
		"entry[5].resource.code = " + code,
		`Claim.diagnosis[0].diagnosisReference = {"reference": "Condition/1"}`,
		"- Claim.diagnosis[0].diagnosisCodeableConcept",
	}
}

// invoice is the parts of the patient's invoice in "delivery"; the third is the amount, the fourth
// the patient's share.
const invoice = "Claim.extension[1].extension"

var amountFixtures = map[string][]fixture{
	"CLM-006": {
		{name: "the same number, written otherwise", edits: []string{`Claim.total.value = 1.0e4`}},
		{name: "no total", edits: []string{"- Claim.total"}, want: []string{"CLM-006 error " + claimPath + "total"}},
		{name: "total without value", edits: []string{"- Claim.total.value"}, want: []string{"CLM-006 error " + claimPath + "total.value"}},
		{name: "a cent too much", edits: []string{`Claim.total.value = 10000.01`}, want: []string{"CLM-006 error " + claimPath + "total"}},
		{name: "tenths that no float adds up", edits: []string{
			`Claim.item[1] = @Claim.item[0]`, `Claim.item[1].sequence = 2`, `Claim.item[1].servicedPeriod.start = "2026-11-11"`,
			`Claim.item[0].net.value = 0.1`, `Claim.item[1].net.value = 0.2`, `Claim.total.value = 0.3`,
		}},
		{name: "a second item is left out, and details are not added", edits: []string{
			`Claim.item[1] = @Claim.item[0]`, `Claim.item[1].sequence = 2`, `Claim.item[1].servicedPeriod.start = "2026-11-11"`,
			`Claim.item[1].detail = [{"sequence": 1, "productOrService": {"text": "x"}, "net": {"value": 5, "currency": "KES"}}]`,
		}, want: []string{"CLM-006 error " + claimPath + "total"}},
		{name: "a missing net is ITM-005's", edits: []string{"- Claim.item[0].net"}, want: []string{"ITM-005 error " + claimPath + "item[0].net"}},
		{name: "a total in quotes is read all the same", edits: []string{`Claim.total.value = "10000.01"`}, want: []string{
			"CLM-006 error " + claimPath + "total", "FHR-010 warning " + claimPath + "total.value",
		}},
		{name: "a net of three decimals is FHR-020's", edits: []string{`Claim.item[0].net.value = 9999.999`},
			want: []string{"FHR-020 error " + claimPath + "item[0].net.value"}},
	},
	"CLM-007": {
		{name: "shillings"},
		{name: "dollars", edits: []string{`Claim.total.currency = "USD"`, `Claim.item[0].net.currency = "USD"`, `Claim.item[0].unitPrice.currency = "EUR"`},
			want: []string{
				"CLM-007 error " + claimPath + "item[0].net.currency",
				"CLM-007 error " + claimPath + "item[0].unitPrice.currency",
				"CLM-007 error " + claimPath + "total.currency",
			}},
	},
	"CLM-008": {
		{name: "dates and date-times", edits: []string{`Claim.billablePeriod.start = "2026-11-10"`}},
		{name: "29 February, as a day and as an instant", at: day("2028-03-01T00:00:00+03:00"),
			edits: served("2028-02-29", "2028-02-28T21:00:00Z", "2028-02-29", "2028-02-29")},
		{name: "29 February of another year is FHR-003's", edits: []string{`Claim.billablePeriod.start = "2026-02-29"`},
			want: []string{"FHR-003 error " + claimPath + "billablePeriod.start"}},
		{name: "ends an hour before it starts", edits: []string{
			`Claim.billablePeriod = {"start": "2026-11-10T09:00:00+03:00", "end": "2026-11-10T05:00:00Z"}`, `Claim.item[0].servicedPeriod = {"start": "2026-11-10", "end": "2026-11-10"}`,
		}, want: []string{"CLM-008 error " + claimPath + "billablePeriod"}},
		{name: "none", edits: []string{"- Claim.billablePeriod"}, want: []string{"CLM-008 error " + claimPath + "billablePeriod"}},
		{name: "no end", edits: []string{"- Claim.billablePeriod.end"}, want: []string{"CLM-008 error " + claimPath + "billablePeriod.end"}},
		{name: "a month only", edits: []string{`Claim.billablePeriod.start = "2026-11"`},
			want: []string{"CLM-008 error " + claimPath + "billablePeriod.start"}},
		{name: "ends before it starts", edits: []string{`Claim.billablePeriod.end = "2026-11-09"`},
			want: []string{"CLM-008 error " + claimPath + "billablePeriod"}},
	},
	"CLM-009": {
		{name: "coded"},
		{name: "one of two is coded", edits: []string{`Claim.diagnosis[1] = {"sequence": 2, "diagnosisCodeableConcept": {"text": "x"}}`}},
		{name: "by a Condition", edits: condition(`{"coding": [{"system": "http://id.who.int/icd/release/11/mms", "code": "JB20.0"}]}`)},
		{name: "none", edits: []string{"- Claim.diagnosis"}, want: []string{"CLM-009 error " + claimPath + "diagnosis"}},
		{name: "an empty list", edits: []string{"Claim.diagnosis = []"}, want: []string{
			"CLM-009 error " + claimPath + "diagnosis", "FHR-012 warning " + claimPath + "diagnosis",
		}},
		{name: "text only", edits: []string{`Claim.diagnosis[0].diagnosisCodeableConcept = {"text": "x"}`},
			want: []string{"CLM-009 error " + diagnosisPath + "coding"}},
		{name: "by a Condition without code", edits: condition(`{"text": "x"}`),
			want: []string{"CLM-009 error Bundle.entry[5].resource.code.coding"}},
		{name: "a Condition by identifier only", edits: []string{
			"- Claim.diagnosis[0].diagnosisCodeableConcept", `Claim.diagnosis[0].diagnosisReference = {"identifier": {"value": "1"}}`,
		}, want: []string{"CLM-009 error " + claimPath + "diagnosis[0].diagnosisCodeableConcept"}},
		{name: "neither code nor Condition is FHR-003's", edits: []string{"- Claim.diagnosis[0].diagnosisCodeableConcept"},
			want: []string{"FHR-003 error " + claimPath + "diagnosis[0].diagnosis[x]"}},
		{name: "an unresolved Condition is REF-001's", edits: []string{
			"- Claim.diagnosis[0].diagnosisCodeableConcept", `Claim.diagnosis[0].diagnosisReference = {"reference": "Condition/1"}`,
		}, want: []string{"REF-001 error " + claimPath + "diagnosis[0].diagnosisReference"}},
	},
	"CLM-010": {
		{name: "one id"},
		{name: "urn:uuid", edits: []string{`entry[4].fullUrl = "urn:uuid:a1b5cd43-6e97-4d30-a408-bdaf71829e51"`}},
		{name: "a second identifier of the facility's own", edits: []string{`Claim.identifier[1] = {"system": "https://example.org/invoice", "value": "17"}`}},
		{name: "three ids, lenient", edits: []string{
			`Claim.id = "1"`, `Claim.identifier[0].value = "2"`, `entry[4].fullUrl = "https://fhir.sha.go.ke/fhir/Claim/3"`,
		}, want: []string{"CLM-010 warning " + claimPath + "identifier"}},
		{name: "another urn:uuid, strict", edits: []string{`entry[4].fullUrl = "urn:uuid:00000000-0000-4000-8000-000000000001"`}, handling: Strict,
			want: []string{"CLM-010 error Bundle.entry[4].fullUrl"}},
		{name: "no identifier", edits: []string{"- Claim.identifier"}, want: []string{"CLM-010 warning " + claimPath + "identifier"}},
		{name: "identifier without value", edits: []string{`Claim.identifier = [{"system": "https://fhir.sha.go.ke/fhir/claim"}]`},
			want: []string{"CLM-010 warning " + claimPath + "identifier"}},
		{name: "no id is CLM-001's", edits: []string{"- Claim.id"}, want: []string{"CLM-001 error " + claimPath + "id"}},
		{name: "a fullUrl of no type is BND-004's", edits: []string{`entry[4].fullUrl = "https://fhir.sha.go.ke/x"`},
			want: []string{"BND-004 error Bundle.entry[4].fullUrl"}},
	},
	"CLM-018": {
		{name: "the invoice is the total"},
		{name: "no invoice", edits: []string{`Claim.extension = [{"url": "https://fhir.sha.go.ke/fhir/StructureDefinition/has-coinsurance", "valueString": "false"}]`}},
		{name: "less the share", edits: []string{invoice + `[2].valueMoney.value = 10500.5`, invoice + `[3].valueMoney.value = 500.50`}},
		{name: "by other names, the share left out", edits: []string{
			`Claim.extension[1].url = "https://example.org/StructureDefinition/extension-patient-invoice"`,
			invoice + ` = [{"url": "invoiceAmount", "valueMoney": {"value": 10000.01, "currency": "KES"}}]`,
		}, want: []string{"CLM-018 information " + claimPath + "extension[1]"}},
		{name: "of the prototype", edits: []string{invoice + `[2].valueMoney.value = 2111`, invoice + `[3].url = "patientShare"`, invoice + `[3].valueMoney.value = 100`},
			want: []string{"CLM-018 information " + claimPath + "extension[1]"}},
		{name: "no amount", edits: []string{invoice + ` = [{"url": "invoiceNumber", "valueString": "1"}]`}},
		{name: "a wrong total is CLM-006's too", edits: []string{`Claim.total.value = 9000`}, want: []string{
			"CLM-018 information " + claimPath + "extension[1]", "CLM-006 error " + claimPath + "total",
		}},
	},
}
