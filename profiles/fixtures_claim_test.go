package profiles

import "maps"

func init() { maps.Copy(fixtures, claimFixtures) }

var claimFixtures = map[string][]fixture{
	"CLM-006": {
		{name: "the same number, written otherwise", edits: []string{`Claim.total.value = 1.0e4`}},
		{name: "no total", edits: []string{"- Claim.total"}, want: []string{"CLM-006 error " + claimPath + "total"}},
		{name: "total without value", edits: []string{"- Claim.total.value"}, want: []string{"CLM-006 error " + claimPath + "total.value"}},
		{name: "a cent too much", edits: []string{`Claim.total.value = 10000.01`}, want: []string{"CLM-006 error " + claimPath + "total"}},
		{name: "tenths that no float adds up", edits: []string{
			`Claim.item[1] = @Claim.item[0]`, `Claim.item[1].sequence = 2`,
			`Claim.item[0].net.value = 0.1`, `Claim.item[1].net.value = 0.2`, `Claim.total.value = 0.3`,
		}},
		{name: "a second item is left out, and details are not added", edits: []string{
			`Claim.item[1] = @Claim.item[0]`, `Claim.item[1].sequence = 2`,
			`Claim.item[1].detail = [{"sequence": 1, "productOrService": {"text": "x"}, "net": {"value": 5, "currency": "KES"}}]`,
		}, want: []string{"CLM-006 error " + claimPath + "total"}},
		{name: "a missing net is ITM-005's", edits: []string{"- Claim.item[0].net"}, want: []string{"ITM-005 error " + claimPath + "item[0].net"}},
		{name: "a total in quotes is FHR-010's", edits: []string{`Claim.total.value = "10"`},
			want: []string{"FHR-010 error " + claimPath + "total.value"}},
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
		{name: "none", edits: []string{"- Claim.billablePeriod"}, want: []string{"CLM-008 error " + claimPath + "billablePeriod"}},
		{name: "no end", edits: []string{"- Claim.billablePeriod.end"}, want: []string{"CLM-008 error " + claimPath + "billablePeriod.end"}},
		{name: "a month only", edits: []string{`Claim.billablePeriod.start = "2026-11"`},
			want: []string{"CLM-008 error " + claimPath + "billablePeriod.start"}},
		{name: "ends before it starts", edits: []string{`Claim.billablePeriod.end = "2026-11-09"`},
			want: []string{"CLM-008 error " + claimPath + "billablePeriod"}},
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
			want: []string{"REF-001 error " + claimPath + "provider.reference"}},
		{name: "of wrong type is REF-003's", edits: []string{`Claim.provider = {"reference": "Patient/CR2222222222222-2"}`}, asked: []string{},
			want: []string{"REF-003 error " + claimPath + "provider.reference"}},
		{name: "a Practitioner, which R4 permits, is no facility", asked: []string{},
			edits: []string{`Claim.provider = {"reference": "Practitioner/PUID-0002532-1"}`},
			want:  []string{"CLM-017 error " + claimPath + "provider"}},
	},
}
