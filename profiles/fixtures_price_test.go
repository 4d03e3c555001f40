package profiles

import (
	"maps"

	"github.com/bima-exchange/bima/fhir"
)

func init() { maps.Copy(fixtures, priceFixtures) }

var priceFixtures = map[string][]fixture{
	"ITM-005": {
		{name: "sound", edits: []string{`Claim.item[0].factor = 0.5`}},
		{name: "in quotes, and so repaired", edits: []string{`Claim.item[0].net.value = "10000"`}, want: []string{"FHR-010 warning " + itemPath + "net.value"}},
		{name: "no net", edits: []string{"- Claim.item[0].net"}, want: []string{"ITM-005 error " + itemPath + "net"}},
		{name: "net without value", edits: []string{"- Claim.item[0].net.value"}, want: []string{"ITM-005 error " + itemPath + "net.value"}},
		{name: "an amount in words is FHR-003's", edits: []string{`Claim.item[0].net.value = "NaN"`}, want: []string{"FHR-003 error " + itemPath + "net.value"}},
		{name: "all too small", edits: []string{
			`Claim.item[0].net.value = -1`, `Claim.total.value = -1`, `Claim.item[0].unitPrice.value = -0.5`,
			`Claim.item[0].quantity.value = 0`, `Claim.item[0].factor = 0`,
		}, want: []string{
			"ITM-005 error " + itemPath + "factor", "ITM-005 error " + itemPath + "net.value",
			"ITM-005 error " + itemPath + "quantity.value", "ITM-005 error " + itemPath + "unitPrice.value",
		}},
	},
	"ITM-006": {
		{name: "the product"},
		{name: "the product of three, which no float adds up", edits: []string{
			"Claim.item[0].quantity.value = 3", "Claim.item[0].unitPrice.value = 0.1", "Claim.item[0].factor = 0.1",
			"Claim.item[0].net.value = 0.03", "Claim.total.value = 0.03",
		}},
		{name: "no unitPrice", edits: []string{"- Claim.item[0].unitPrice", "Claim.item[0].quantity.value = 2"}},
		{name: "no quantity", edits: []string{"- Claim.item[0].quantity", "Claim.item[0].unitPrice.value = 2"}},
		{name: "a factor that could not be read", edits: []string{`Claim.item[0].factor = "half"`}, want: []string{"FHR-003 error " + itemPath + "factor"}},
		{name: "the guide's own", edits: []string{"Claim.item[0].quantity.value = 15", "Claim.item[0].unitPrice.value = 5", "Claim.item[0].factor = 1"},
			want: []string{"ITM-006 information " + itemPath + "net"}},
		{name: "a factor, strict", handling: Strict, edits: []string{"Claim.item[0].factor = 0.125"},
			want: []string{"ITM-006 information " + itemPath + "net"}},
		{name: "a product of many digits", edits: []string{"Claim.item[0].quantity.value = 0.333333333333", "Claim.item[0].unitPrice.value = 0.01"},
			want: []string{"ITM-006 information " + itemPath + "net"}},
	},
	"ITM-009": {
		{name: "nothing claimed", bundle: "outpatient-phc"},
		{name: "paid interventions may claim"},
		{name: "a net and a total", edits: code("SHA-12-001"), want: []string{
			"ITM-009 error " + itemPath + "net", "ITM-009 error " + claimPath + "total",
		}},
		{name: "a total that is not the sum is CLM-006's", bundle: "outpatient-phc", edits: []string{"Claim.total.value = 5"},
			want: []string{"CLM-006 error " + claimPath + "total"}},
		{name: "a total that is not the sum, where that is no error", bundle: "outpatient-phc", edits: []string{"Claim.total.value = 5"},
			levels: Levels{"CLM-006": fhir.Warning},
			want:   []string{"CLM-006 warning " + claimPath + "total", "ITM-009 error " + claimPath + "total"}},
		{name: "mixed is ITM-012's", edits: again(`Claim.item[1].productOrService.coding[0].code = "SHA-12-001"`),
			want: []string{"ITM-012 error " + claimPath + "item"}},
	},
	"ITM-012": {
		{name: "capitated only", bundle: "outpatient-phc"},
		{name: "paid only"},
		{name: "mixed", edits: again(`Claim.item[1].productOrService.coding[0].code = "SHA-12-001"`, "Claim.item[1].net.value = 0", "Claim.total.value = 10000"),
			want: []string{"ITM-012 error " + claimPath + "item"}},
	},
}
