package terminology

import "testing"

func TestLooksLikeICD10(t *testing.T) {
	tests := map[string]bool{
		"K29.7": true, "N18": true, "I10": true, "k29.7": true, "J00": true, "S72.30": true, "U07.1": true, "K297": true,
		"DA42.Z": false, "GB61": false, "5A11": false, "1F4Z": false, "XK8G": false, "": false, "29.7": false,
	}
	for code, want := range tests {
		if got := LooksLikeICD10(code); got != want {
			t.Errorf("LooksLikeICD10(%q) = %v", code, got)
		}
	}
}

func TestForms(t *testing.T) {
	for _, stem := range []string{"BA00", "1F4Z", "6C40.2Z", "DA42.Z", "SA00"} {
		if !StemForm(stem) || ExtensionForm(stem) {
			t.Errorf("%s is not taken for a stem code", stem)
		}
	}
	for _, extension := range []string{"XK8G", "XA7RE3", "XN62R"} {
		if !ExtensionForm(extension) || StemForm(extension) {
			t.Errorf("%s is not taken for an extension code", extension)
		}
	}
	for _, other := range []string{"ZZZZZZ", "XNOTREAL", "BAO0", "N18", "BA00.", "ba00", "X.K8G"} {
		if StemForm(other) || ExtensionForm(other) {
			t.Errorf("%s is taken for a code", other)
		}
	}
}

func TestSystems(t *testing.T) {
	tests := []struct {
		url                 string
		icd11, intervention bool
	}{
		{ICD11URL, true, false},
		{"http://id.who.int/icd/release/11-mms", true, false},
		{"http://id.who.int/icd/release/11/2025-01/mms", true, false},
		{"https://fhir.sha.go.ke/fhir/terminology/CodeSystem/icd-11", true, false},
		{"https://qa-mis.apeiro-digital.com/fhir/terminology/CodeSystem/icd-11", true, false},
		{"https://fhir.sha.go.ke/fhir/terminology/CodeSystem/icd-10", false, false},
		{"http://hl7.org/fhir/sid/icd-10", false, false},
		{"https://mis.apeiro-digital.com/fhir/CodeSystem/intervention-codes", false, true},
		{"https://fhir.sha.go.ke/fhir/CodeSystem/category-codes", false, false},
		{"", false, false},
	}
	for _, test := range tests {
		if IsICD11System(test.url) != test.icd11 || IsInterventionSystem(test.url) != test.intervention {
			t.Errorf("%q: ICD-11 %v, interventions %v", test.url, IsICD11System(test.url), IsInterventionSystem(test.url))
		}
	}
}
