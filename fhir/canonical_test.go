package fhir

import "testing"

func claimOf(t testing.TB, claim string) *Claim {
	t.Helper()
	return decoded(t, []byte(`{"resourceType":"Bundle","entry":[{"resource":`+claim+`}]}`)).Claims()[0]
}

func TestClaim_JSON(t *testing.T) {
	claim := claimOf(t, `{ "use" : "claim", "resourceType":"Claim", "total":{"value":"1.50"}, "related": [null], "x": 1, "language": "\u00e9\/" }`)
	want := `{"use":"claim","resourceType":"Claim","total":{"value":1.50,"currency":"KES"},"language":"é/"}`
	if got := string(claim.JSON()); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if got := string(claim.Entry.Resource.JSON()); got != want {
		t.Errorf("as resource: got %s\nwant %s", got, want)
	}
}

// A claim that was repaired is the same as one that was written right.
func TestClaim_Canonical(t *testing.T) {
	repaired := claimOf(t, `{"resourceType":"Claim","id":"1","created":"2026-11-10T08:00:00","x":1,"related":[],"total":{"value":"12.50","currency":"KSH"}}`)
	sound := claimOf(t, `{"resourceType":"Claim","total":{"currency":"KES","value":12.5},"created":"2026-11-10T08:00:00+03:00","id":"1"}`)
	want := `{"created":"2026-11-10T08:00:00+03:00","id":"1","resourceType":"Claim","total":{"currency":"KES","value":12.5}}`
	for _, claim := range []*Claim{repaired, sound} {
		if got := string(claim.Canonical()); got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
}

func TestAppendCanonical(t *testing.T) {
	// 😀 is beyond U+FFFF: before U+FB33 by its UTF-16 code units, after it by its bytes.
	root, err := parse([]byte(`{"use":"claim","דּ":1,"😀":[2, {"b":"\u0001\n","a":null}],"é":true}`), "")
	if err != nil {
		t.Fatal(err)
	}
	want := `{"use":"claim","é":true,"😀":[2,{"a":null,"b":"\u0001\n"}],"דּ":1}`
	if got := string(root.appendCanonical(nil)); got != want {
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
