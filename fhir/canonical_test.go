package fhir

import "testing"

func claimOf(t testing.TB, claim string) *Claim {
	t.Helper()
	return decoded(t, []byte(`{"resourceType":"Bundle","entry":[{"resource":`+claim+`}]}`)).Claims()[0]
}

func TestClaim_JSON(t *testing.T) {
	claim := claimOf(t, `{ "use" : "claim", "resourceType":"Claim", "total":{"value":1.50}, "x": ["\u00e9\/", null] }`)
	want := `{"use":"claim","resourceType":"Claim","total":{"value":1.50},"x":["é/",null]}`
	if got := string(claim.JSON()); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if got := string(claim.Entry.Resource.JSON()); got != want {
		t.Errorf("as resource: got %s\nwant %s", got, want)
	}
}

func TestClaim_Canonical(t *testing.T) {
	// 😀 is beyond U+FFFF: before U+FB33 by its UTF-16 code units, after it by its bytes.
	claim := claimOf(t, `{"use":"claim","resourceType":"Claim","דּ":1,"😀":[2, {"b":"\u0001\n","a":null}],"é":true}`)
	want := `{"resourceType":"Claim","use":"claim","é":true,"😀":[2,{"a":null,"b":"\u0001\n"}],"דּ":1}`
	if got := string(claim.Canonical()); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestAppendNumber(t *testing.T) {
	for written, want := range map[string]string{
		"0": "0", "-0": "0", "0.00": "0", "0e30": "0", "-0.0e-30": "0",
		"1.50": "1.5", "1.5": "1.5", "15e-1": "1.5", "0.15E+1": "1.5",
		"100": "100", "1e2": "100", "10650.00": "10650", "-12.50": "-12.5", "0.05": "0.05", "5e-2": "0.05",
		"9007199254740993":                      "9007199254740993",
		"0.100000000000000005551115123125782":   "0.100000000000000005551115123125782",
		"1e30":                                  "1000000000000000000000000000000",
		"1e-30":                                 "0.000000000000000000000000000001",
		"1234567890e30":                         "1234567890e30",
		"1234567890123456789012345678901234e30": "1234567890123456789012345678901234e30",
		"0.123456789012345678901234567890123e-30": "0.123456789012345678901234567890123e-30",
		"1e-29":       "0.00000000000000000000000000001",
		"1.25e-30":    "0.00000000000000000000000000000125",
		"1.2345e-30":  "1.2345e-30",
		"1.5e30":      "1500000000000000000000000000000",
		"12345.5e-30": "0.0000000000000000000000000123455",
	} {
		if got := string(appendNumber(nil, written)); got != want {
			t.Errorf("%s: got %s, want %s", written, got, want)
		}
	}
}
