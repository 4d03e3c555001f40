package profiles

import "testing"

func TestKnownProfile(t *testing.T) {
	for id, want := range map[string]bool{
		"bundle":                     true,
		"patient":                    true,
		"provider-organization":      true,
		"kenya-claim-base":           true,
		"kenya-claim-submission":     true,
		"kenya-renal-preauth":        true,
		"eclaims-coverage":           true,
		"eClaims-claim-response":     true,
		"eclaims-claim-response":     true,
		"eclaims-claim":              true,
		"ke-eclaims-claimsubmission": true,
		"ke-eclaims-imagingpreauth":  true,
		"ke-eclaims-organization":    true,
		"":                           false,
		"ke-":                        false,
		"eclaims-":                   false,
		"ke-eclaims-invoice":         false,
		"ke-patient":                 false,
		"claim":                      false,
		"has-coinsurance":            false,
		"extension-patientInvoice":   false,
	} {
		if knownProfile(id) != want {
			t.Errorf("knownProfile(%q) is %t, want %t", id, !want, want)
		}
	}
}
