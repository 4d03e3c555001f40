package profiles

import (
	"maps"

	"github.com/bima-exchange/bima/fhir"
)

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

// again are edits that add a second item to a delivery, a day after the first, and change it.
func again(edits ...string) []string {
	return append([]string{
		"Claim.item[1] = @Claim.item[0]", "Claim.item[1].sequence = 2", "Claim.total.value = 20000",
		`Claim.item[1].servicedPeriod.start = "2026-11-11T22:15:00+03:00"`,
	}, edits...)
}

var itemFixtures = map[string][]fixture{
	"ITM-001": {
		{name: "unique", edits: again()},
		{name: "none", edits: []string{"- Claim.item[0].sequence"}, want: []string{"ITM-001 error " + itemPath + "sequence"}},
		{name: "twice", edits: again("Claim.item[1].sequence = 1"), want: []string{"ITM-001 error " + claimPath + "item[1].sequence"}},
		{name: "zero is FHR-003's", edits: []string{`Claim.item[0].sequence = 0`}, want: []string{"FHR-003 error " + itemPath + "sequence"}},
	},
	"ITM-002": {
		{name: "plain dates", edits: []string{`Claim.item[0].servicedPeriod = {"start": "2026-11-10", "end": "2026-11-12"}`}},
		{name: "none", edits: []string{"- Claim.item[0].servicedPeriod"}, want: []string{"ITM-002 error " + itemPath + "servicedPeriod"}},
		{name: "a date only", edits: []string{"- Claim.item[0].servicedPeriod", `Claim.item[0].servicedDate = "2026-11-12"`},
			want: []string{"ITM-002 error " + itemPath + "servicedPeriod"}},
		{name: "a day as serviced", edits: []string{`Claim.item[0].serviced = "2026-11-12"`, "- Claim.item[0].servicedPeriod"},
			want: []string{"ITM-002 error " + itemPath + "servicedPeriod", "FHR-015 warning " + itemPath + "serviced"}},
		{name: "one of which nothing is read", edits: []string{`Claim.item[0].servicedPeriod = {"from": "2026-11-12"}`},
			want: []string{"ITM-002 error " + itemPath + "servicedPeriod", "FHR-015 warning " + itemPath + "servicedPeriod.from"}},
		{name: "serviced instead", edits: []string{`Claim.item[0].serviced = @Claim.item[0].servicedPeriod`, "- Claim.item[0].servicedPeriod"},
			want: []string{"ITM-002 error " + itemPath + "servicedPeriod", "FHR-015 warning " + itemPath + "serviced"}},
		{name: "an empty one", edits: []string{"Claim.item[0].servicedPeriod = {}"},
			want: []string{"FHR-012 warning " + itemPath + "servicedPeriod", "ITM-002 error " + itemPath + "servicedPeriod"}},
		{name: "no start", edits: []string{"- Claim.item[0].servicedPeriod.start"}, want: []string{"ITM-002 error " + itemPath + "servicedPeriod.start"}},
		{name: "a year only", edits: []string{`Claim.item[0].servicedPeriod.end = "2026"`}, want: []string{"ITM-002 error " + itemPath + "servicedPeriod.end"}},
		{name: "29 February of a common year is FHR-003's", edits: []string{`Claim.item[0].servicedPeriod.end = "2026-02-29"`},
			want: []string{"FHR-003 error " + itemPath + "servicedPeriod.end"}},
		{name: "ends before it starts", edits: []string{`Claim.item[0].servicedPeriod.end = "2026-11-09T08:00:00+03:00"`},
			want: []string{"ITM-002 error " + itemPath + "servicedPeriod"}},
		{name: "no zone is FHR-011's", edits: []string{`Claim.item[0].servicedPeriod.end = "2026-11-12T08:00:00"`},
			want: []string{"FHR-011 warning " + itemPath + "servicedPeriod.end"}},
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
		{name: "billable in days of UTC without zone, served after midnight",
			edits: served("2026-11-10T00:00:00", "2026-11-10T00:00:00", "2026-11-11T01:30:00+03:00", "2026-11-11T02:00:00+03:00"),
			want: []string{"FHR-011 warning " + claimPath + "billablePeriod.end", "FHR-011 warning " + claimPath + "billablePeriod.start",
				"ITM-003 error " + itemPath + "servicedPeriod"}},
		{name: "billable in days of UTC without zone, served until after midnight",
			edits: served("2026-11-10T00:00:00", "2026-11-10T00:00:00", "2026-11-10T22:00:00+03:00", "2026-11-11T02:59:59+03:00"),
			want: []string{"FHR-011 warning " + claimPath + "billablePeriod.end", "FHR-011 warning " + claimPath + "billablePeriod.start",
				"ITM-003 error " + itemPath + "servicedPeriod"}},
		{name: "the same until three, when it is that day in UTC too",
			edits: served("2026-11-10", "2026-11-10", "2026-11-10T22:00:00+03:00", "2026-11-11T03:00:00+03:00"),
			want:  []string{"ITM-003 error " + itemPath + "servicedPeriod"}},
		{name: "lowered", levels: Levels{"ITM-003": fhir.Warning}, handling: Strict, edits: served("2026-11-10", "2026-11-10", "2026-11-11", "2026-11-11"),
			want: []string{"ITM-003 warning " + itemPath + "servicedPeriod"}},
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
		{name: "letter for digit, which may be in the part that is not loaded", edits: code("SHA-99-OO1"), partial: true,
			want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
		{name: "letter for digit, which is in no list", edits: code("SHA-99-OO1"),
			want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
		{name: "lower case", edits: code("sha-08-005"), want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
		{name: "no hyphens, of the public officers' scheme", edits: code("PMF07OO1"),
			want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
		{name: "chapter", edits: code("SHA-08"), want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
		{name: "sub-benefit", edits: code("SHA-12-SC-01"), want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
		{name: "sub-item", edits: code("SHA-06-021-SI-001"), want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
		{name: "wrong form", edits: code("99213"), want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
		{name: "unknown", edits: code("SHA-99-001"), want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
		{name: "no longer in force", edits: code("SHA-07-005"), want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
		{name: "not yet in force", edits: code("SHA-07-003"), want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
		{name: "between two rows", edits: code("SHA-07-002"), want: []string{"ITM-004 error " + itemPath + "productOrService.coding[0].code"}},
	},
}
