package profiles

import "maps"

func init() { maps.Copy(fixtures, itemFixtures) }

// itemPath begins the paths of the item in "delivery".
const itemPath = claimPath + "item[0]."

// served are edits that move a delivery in time.
func served(billableStart, billableEnd, start, end string) []string {
	return []string{
		`Claim.billablePeriod = {"start": "` + billableStart + `", "end": "` + billableEnd + `"}`,
		`Claim.item[0].servicedPeriod = {"start": "` + start + `", "end": "` + end + `"}`,
	}
}

// code is the edit that sets the code of the first item.
func code(code string) []string {
	return []string{`Claim.item[0].productOrService.coding[0].code = "` + code + `"`}
}

var itemFixtures = map[string][]fixture{
	"ITM-001": {
		{name: "unique", edits: []string{`Claim.item[1] = @Claim.item[0]`, `Claim.item[1].sequence = 7`, `Claim.total.value = 20000`}},
		{name: "none", edits: []string{"- Claim.item[0].sequence"}, want: []string{"ITM-001 error " + itemPath + "sequence"}},
		{name: "twice", edits: []string{`Claim.item[1] = @Claim.item[0]`, `Claim.total.value = 20000`},
			want: []string{"ITM-001 error " + claimPath + "item[1].sequence"}},
		{name: "zero is FHR-003's", edits: []string{`Claim.item[0].sequence = 0`}, want: []string{"FHR-003 error " + itemPath + "sequence"}},
	},
	"ITM-002": {
		{name: "plain dates", edits: []string{`Claim.item[0].servicedPeriod = {"start": "2026-11-10", "end": "2026-11-12"}`}},
		{name: "none", edits: []string{"- Claim.item[0].servicedPeriod"}, want: []string{"ITM-002 error " + itemPath + "servicedPeriod"}},
		{name: "a date only", edits: []string{"- Claim.item[0].servicedPeriod", `Claim.item[0].servicedDate = "2026-11-12"`},
			want: []string{"ITM-002 error " + itemPath + "servicedPeriod"}},
		{name: "serviced instead", edits: []string{`Claim.item[0].serviced = @Claim.item[0].servicedPeriod`, "- Claim.item[0].servicedPeriod"},
			want: []string{"ITM-002 error " + itemPath + "servicedPeriod", "FHR-015 error " + itemPath + "serviced"}},
		{name: "no start", edits: []string{"- Claim.item[0].servicedPeriod.start"}, want: []string{"ITM-002 error " + itemPath + "servicedPeriod.start"}},
		{name: "a year only", edits: []string{`Claim.item[0].servicedPeriod.end = "2026"`}, want: []string{"ITM-002 error " + itemPath + "servicedPeriod.end"}},
		{name: "ends before it starts", edits: []string{`Claim.item[0].servicedPeriod.end = "2026-11-09T08:00:00+03:00"`},
			want: []string{"ITM-002 error " + itemPath + "servicedPeriod"}},
		{name: "no zone is FHR-011's", edits: []string{`Claim.item[0].servicedPeriod.end = "2026-11-12T08:00:00"`},
			want: []string{"FHR-011 error " + itemPath + "servicedPeriod.end"}},
	},
	"ITM-003": {
		{name: "within", edits: served("2026-11-10", "2026-11-12", "2026-11-10T00:00:00+03:00", "2026-11-12T23:59:59+03:00")},
		{name: "a day too early", edits: served("2026-11-10", "2026-11-12", "2026-11-09", "2026-11-12"),
			want: []string{"ITM-003 error " + itemPath + "servicedPeriod"}},
		{name: "a day too late", edits: served("2026-11-10", "2026-11-12", "2026-11-10", "2026-11-13"),
			want: []string{"ITM-003 error " + itemPath + "servicedPeriod"}},
		{name: "in UTC the day before, in Nairobi within", edits: served("2026-11-10", "2026-11-12", "2026-11-09T21:00:00Z", "2026-11-12T20:59:00Z")},
		{name: "billable in UTC midnights, served after midnight",
			edits: served("2026-11-10T00:00:00Z", "2026-11-10T00:00:00Z", "2026-11-11T01:30:00+03:00", "2026-11-11T02:00:00+03:00"),
			want:  []string{"ITM-003 error " + itemPath + "servicedPeriod"}},
	},
	"ITM-004": {
		{name: "known"},
		{name: "another url of the system", edits: []string{`Claim.item[0].productOrService.coding[0].system = "https://qa-mis.apeiro-digital.com/fhir/CodeSystem/intervention-codes"`}},
		{name: "no system, but the form", edits: []string{"- Claim.item[0].productOrService.coding[0].system"}},
		{name: "a coding of the facility's own is not read", edits: []string{
			`Claim.item[0].productOrService.coding[1] = {"system": "https://example.org/own", "code": "SVD"}`,
		}, want: []string{"ITM-004 information " + itemPath + "productOrService.coding[1]"}},
		{name: "two that differ", edits: []string{
			`Claim.item[0].productOrService.coding[1] = @Claim.item[0].productOrService.coding[0]`,
			`Claim.item[0].productOrService.coding[1].code = "SHA-12-001"`,
		}, want: []string{"ITM-004 error " + itemPath + "productOrService.coding"}},
		{name: "two that are the same", edits: []string{
			`Claim.item[0].productOrService.coding[1] = @Claim.item[0].productOrService.coding[0]`,
		}},
		{name: "none of several", edits: []string{
			`Claim.item[0].productOrService.coding = [{"system": "https://example.org/a", "code": "A"}, {"system": "https://example.org/b", "code": "B"}]`,
		}, want: []string{"ITM-004 error " + itemPath + "productOrService.coding"}},
		{name: "no productOrService", edits: []string{"- Claim.item[0].productOrService"}, want: []string{"ITM-004 error " + itemPath + "productOrService"}},
		{name: "text only", edits: []string{`Claim.item[0].productOrService = {"text": "delivery"}`},
			want: []string{"ITM-004 error " + itemPath + "productOrService.coding"}},
		{name: "no code", edits: []string{"- Claim.item[0].productOrService.coding[0].code"},
			want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
		{name: "letter for digit", edits: code("SHA-O8-005"), want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
		{name: "space for dash, in a fragment", edits: code("SHA 08-005"), partial: true,
			want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
		{name: "chapter", edits: code("SHA-08"), want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
		{name: "sub-benefit", edits: code("SHA-12-SC-01"), want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
		{name: "wrong form", edits: code("99213"), want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
		{name: "unknown", edits: code("SHA-99-001"), want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
		{name: "no longer in force", edits: code("SHA-07-005"), want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
	},
	"ITM-005": {
		{name: "sound", edits: []string{`Claim.item[0].factor = 0.5`}},
		{name: "no net", edits: []string{"- Claim.item[0].net"}, want: []string{"ITM-005 error " + itemPath + "net"}},
		{name: "net without value", edits: []string{"- Claim.item[0].net.value"}, want: []string{"ITM-005 error " + itemPath + "net.value"}},
		{name: "all too small", edits: []string{
			`Claim.item[0].net.value = -1`, `Claim.total.value = -1`, `Claim.item[0].unitPrice.value = -0.5`,
			`Claim.item[0].quantity.value = 0`, `Claim.item[0].factor = 0`,
		}, want: []string{
			"ITM-005 error " + itemPath + "factor", "ITM-005 error " + itemPath + "net.value",
			"ITM-005 error " + itemPath + "quantity.value", "ITM-005 error " + itemPath + "unitPrice.value",
		}},
	},
	"ITM-009": {
		{name: "nothing claimed", bundle: "outpatient-phc"},
		{name: "paid interventions may claim"},
		{name: "a net and a total", edits: code("SHA-12-001"), want: []string{
			"ITM-009 error " + itemPath + "net", "ITM-009 error " + claimPath + "total",
		}},
		{name: "mixed is ITM-012's", edits: []string{
			`Claim.item[1] = @Claim.item[0]`, `Claim.item[1].sequence = 2`, `Claim.total.value = 20000`,
			`Claim.item[1].productOrService.coding[0].code = "SHA-12-001"`,
		}, want: []string{"ITM-012 error " + claimPath + "item"}},
	},
	"ITM-012": {
		{name: "capitated only", bundle: "outpatient-phc"},
		{name: "paid only"},
		{name: "mixed", edits: []string{
			`Claim.item[1] = @Claim.item[0]`, `Claim.item[1].sequence = 2`, `Claim.item[1].net.value = 0`,
			`Claim.item[1].productOrService.coding[0].code = "SHA-12-001"`,
		}, want: []string{"ITM-012 error " + claimPath + "item"}},
	},
}
