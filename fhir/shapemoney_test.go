package fhir

import "testing"

func TestDecode_repairsAmounts(t *testing.T) {
	for _, r := range []repair{
		{"no currency", unitPrice, `"value": 5.0`, at(itemPath+".unitPrice.currency", "FHR-016"), itemPath + ".unitPrice",
			`the amount 5.0 has no currency; "KES" is wanted, and so it was read`, price, "1 KES 5.00"},
		{"currency that is null", unitPrice, `"value": 5.0, "currency": null`, at(itemPath+".unitPrice.currency", "FHR-012", "FHR-016"), itemPath + ".unitPrice.currency",
			`null found; R4 leaves out an element that has no value, and so it was left out`, price, "1 KES 5.00"},
		{"KSH", `"currency": "KES"`, `"currency": "KSH"`, at(itemPath+".unitPrice.currency", "FHR-016"), "",
			`the currency "KSH" found; the code of the Kenyan shilling is "KES", and so it was read`, price, "1 KES 5.00"},
		{"Ksh", `"currency": "KES"`, `"currency": "Ksh"`, at(itemPath+".unitPrice.currency", "FHR-016"), "",
			`the currency "Ksh" found; the code of the Kenyan shilling is "KES", and so it was read`, price, "1 KES 5.00"},
		{"kes", `"currency": "KES"`, `"currency": "kes"`, at(itemPath+".unitPrice.currency", "FHR-016"), "",
			`the currency "kes" found; the code of the Kenyan shilling is "KES", and so it was read`, price, "1 KES 5.00"},
		{"another currency", `"currency": "KES"`, `"currency": "UGX"`, nil, "", "", price, "1 UGX 5.00"},
		{"in an extension", `"use": "claim"`, `"use": "claim", "extension": [{"url": "http://x.example", "valueMoney": {"value": 2}}]`,
			at(claimPath+".extension[0].valueMoney.currency", "FHR-016"), claimPath + ".extension[0].valueMoney",
			`the amount 2 has no currency; "KES" is wanted, and so it was read`,
			func(b *Bundle) string { return b.Claims()[0].Extension[0].Money.Money.String() }, "KES 2.00"},
		{"outside of a Claim", `"status": "active",` + "\n        \"id\"", `"status": "active", "costToBeneficiary": [{"valueMoney": {"value": 2.001}}], "id"`, nil, "", "", price, "1 KES 5.00"},

		{"float noise", `"value": 5.0`, `"value": 0.30000000000000004`, at(itemPath+".unitPrice.value", "FHR-020"), "",
			`the amount 0.30000000000000004 found; at most two decimals (whole cents) are wanted, and so it was read as 0.3`, price, "1 KES 0.30"},
		{"float noise below", `"value": 5.0`, `"value": 29.999999999999996`, at(itemPath+".unitPrice.value", "FHR-020"), "",
			`the amount 29.999999999999996 found; at most two decimals (whole cents) are wanted, and so it was read as 30`, price, "1 KES 30.00"},
		{"just below 0.0001", `"value": 5.0`, `"value": 5.00999999`, at(itemPath+".unitPrice.value", "FHR-020"), "",
			`the amount 5.00999999 found; at most two decimals (whole cents) are wanted, and so it was read as 5.01`, price, "1 KES 5.01"},
		{"noise below zero", `"value": 5.0`, `"value": -1e-17`, at(itemPath+".unitPrice.value", "FHR-020"), "",
			`the amount -1e-17 found; at most two decimals (whole cents) are wanted, and so it was read as 0`, price, "1 KES 0.00"},
		{"noise in quotes", `"value": 5.0`, `"value": "0.30000000000000004"`, at(itemPath+".unitPrice.value", "FHR-010", "FHR-020"), "",
			`the string "0.30000000000000004" found; the number 0.30000000000000004, without quotes, is wanted, and so it was read`, price, "1 KES 0.30"},
		{"decimals that are zero", `"value": 5.0`, `"value": 5.1000000`, nil, "", "", price, "1 KES 5.10"},
		{"decimals of no amount", `"value": 15.0`, `"value": 15.001`, nil, "", "", quantity, "1 15.001"},
	} {
		t.Run(r.name, r.test)
	}
}
