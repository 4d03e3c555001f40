package fhir

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What no repair mends is an error under any handling, and the only finding.
func TestDecode_whatNoRepairMends(t *testing.T) {
	for _, test := range []struct{ name, old, replacement, want, text string }{
		{"number with a comma", `"value": 15.0`, `"value": "1,000"`, "FHR-003 " + itemPath + ".quantity.value", `"1,000" found; a number, without quotes, spaces or commas, is wanted`},
		{"number with spaces", `"value": 15.0`, `"value": " 1 "`, "FHR-003 " + itemPath + ".quantity.value", `" 1 " found`},
		{"number that is empty", `"value": 15.0`, `"value": ""`, "FHR-003 " + itemPath + ".quantity.value", `"" found`},
		{"number that is none", `"value": 15.0`, `"value": "NaN"`, "FHR-003 " + itemPath + ".quantity.value", `"NaN" found`},
		{"number that is infinite", `"value": 15.0`, `"value": "-Infinity"`, "FHR-003 " + itemPath + ".quantity.value", `"-Infinity" found`},
		{"number with a plus sign", `"value": 15.0`, `"value": "+1"`, "FHR-003 " + itemPath + ".quantity.value", `"+1" found`},
		{"number with a leading zero", `"value": 15.0`, `"value": "01"`, "FHR-003 " + itemPath + ".quantity.value", `"01" found`},
		{"number that is huge", `"value": 15.0`, `"value": "1e400"`, "FHR-003 " + itemPath + ".quantity.value", `"1e400" found`},
		{"number of 35 digits", `"value": 15.0`, `"value": "` + strings.Repeat("1", 35) + `"`, "FHR-003 " + itemPath + ".quantity.value", `a number, without quotes`},
		{"whole number with a point", `"sequence": 1,` + "\n" + `            "productOrService"`, `"sequence": "1.0","productOrService"`, "FHR-003 " + itemPath + ".sequence", `"1.0" found; a whole number from 1, without quotes`},
		{"boolean of another language", `"focal": true`, `"focal": "ndiyo"`, "FHR-003 " + claimPath + ".insurance[0].focal", `"ndiyo" found; true or false is wanted`},
		{"boolean as a number", `"focal": true`, `"focal": 1`, "FHR-003 " + claimPath + ".insurance[0].focal", `1 found; true or false is wanted`},
		{"instant without time", timestamp, `"timestamp": "2025-05-22"`, "FHR-003 Bundle.timestamp", "with time and zone"},
		{"time without seconds", start0, `"start": "2025-06-01T08:00"`, "FHR-003 " + itemPath + ".servicedPeriod.start", `"2025-06-01T08:00" found; a date`},
		{"time behind a space", start0, `"start": "2025-06-01 08:00:00"`, "FHR-003 " + itemPath + ".servicedPeriod.start", `"2025-06-01 08:00:00" found; a date`},
		{"day that is none, without zone", start0, `"start": "2025-02-29T08:00:00"`, "FHR-003 " + itemPath + ".servicedPeriod.start", `"2025-02-29T08:00:00" found, which is no day of the calendar; a date`},
		{"month 13", start0, `"start": "2025-13-01"`, "FHR-003 " + itemPath + ".servicedPeriod.start", `"2025-13-01" found, which is no day of the calendar`},
		{"24:00", start0, `"start": "2025-06-01T24:00:00+03:00"`, "FHR-003 " + itemPath + ".servicedPeriod.start", `whose time is none of a day, which goes from 00:00:00 to 23:59:59`},
		{"leap second", start0, `"start": "2016-12-31T23:59:60Z"`, "FHR-003 " + itemPath + ".servicedPeriod.start", `whose time is none of a day`},
		{"modifierExtension", `"use": "claim"`, `"use": "claim", "modifierExtension": [{"url":"http://x.example","valueBoolean":true}]`, "FHR-019 " + claimPath + ".modifierExtension", "not known here"},
		{"modifierExtension where R4 has none", `"quantity": {`, `"quantity": {"modifierExtension": [{"url":"http://x.example","valueBoolean":true}],`, "FHR-019 " + itemPath + ".quantity.modifierExtension", "not known here"},
		{"modifierExtension in other capitals", `"use": "claim"`, `"use": "claim", "modifierextension": [{"url":"http://x.example","valueBoolean":true}]`, "FHR-019 " + claimPath + ".modifierextension", "not known here"},
		{"implicitRules in other capitals", `"use": "claim"`, `"use": "claim", "ImplicitRules": "http://x.example"`, "FHR-019 " + claimPath + ".ImplicitRules", "not known here"},
		{"implicitRules", `"use": "claim"`, `"use": "claim", "implicitRules": "http://x.example"`, "FHR-019 " + claimPath + ".implicitRules", "not known here"},
		{"three decimals", `"value": 5.0`, `"value": 5.001`, "FHR-020 " + itemPath + ".unitPrice.value", "the amount 5.001 found; at most two decimals (whole cents) are wanted"},
		{"off by 0.0001", `"value": 5.0`, `"value": 5.0001`, "FHR-020 " + itemPath + ".unitPrice.value", "5.0001 found"},
		{"small by its exponent", `"value": 5.0`, `"value": 5e-3`, "FHR-020 " + itemPath + ".unitPrice.value", "5e-3 found"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, issues := Decode(mended(t, "claim-r4", test.old, test.replacement))
			issues = slices.DeleteFunc(issues, func(issue Issue) bool { return issue.Rule == "FHR-017" })
			if diff := cmp.Diff([]string{test.want}, rules(issues)); diff != "" {
				t.Fatalf("findings (-want +got):\n%s", diff)
			}
			if issues[0].Graded || len(issues) != 1 {
				t.Errorf("graded: %+v", issues)
			}
			if !strings.Contains(issues[0].Text, test.text) {
				t.Errorf("text %s\nwant %q in it", issues[0].Text, test.text)
			}
		})
	}
}

func TestDecode_coverageWithoutAnyID(t *testing.T) {
	const text = `the Coverage has no "id", and its fullUrl does not end in one; an id of 1 to 64 letters (A to Z), digits, hyphens and dots is wanted`
	for _, url := range []string{
		`"fullUrl": "https://x.example/fhir/Coverage/"`,
		`"fullUrl": "https://x.example/fhir/Coverage/a_b"`,
		`"fullUrl": "urn:uuid:"`,
		`"fullUrl": 7`,
		`"link": [{"relation": "self", "url": "http://x.example"}]`,
	} {
		body := strings.Replace(string(mended(t, "claim-r4", id, "")), fullURL, url, 1)
		bundle, issues := Decode([]byte(body))
		i := slices.IndexFunc(issues, func(issue Issue) bool { return issue.Rule == "FHR-013" })
		if i < 0 || issues[i].Graded || issues[i].Path != coveragePath+".id" || issues[i].Text != text {
			t.Errorf("%s: %+v", url, issues)
		}
		if got := bundle.Entry[1].Resource.ID.State; got != Absent {
			t.Errorf("%s: id %d", url, got)
		}
	}
	_, issues := DecodeResource([]byte(`{"resourceType":"Coverage","status":"active","beneficiary":{"display":"x"},"payor":[{"display":"SHA"}]}`))
	if got := rules(issues); len(got) != 1 || got[0] != "FHR-013 Coverage.id" || issues[0].Graded {
		t.Errorf("a Coverage without an entry: %+v", issues)
	}
}
