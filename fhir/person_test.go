package fhir

import "testing"

// Of a person's name, telecom and address what R4 does not allow is left out (FHR-018).
func TestDecode_repairsPersons(t *testing.T) {
	const phone = `{"system":"phone","value":"+254700000001"}`
	for _, r := range []repair{
		{"telecom that is no array", `"gender": "male"`, `"gender": "male", "telecom": "0700"`, at(patientPath+".telecom", "FHR-018"), "",
			"a string found; R4 wants an array here, also of one; it was left out", memberOf(2, "telecom"), "nothing"},
		{"value without system", `"gender": "male"`, `"gender": "male", "telecom": [{"value":"0700"},` + phone + `]`, at(patientPath+".telecom[0]", "FHR-018"), "",
			`"system" is missing; R4 wants it in a ContactPoint that has a value, as in "phone"; the ContactPoint was left out`, memberOf(2, "telecom"), "[" + phone + "]"},
		{"no other telecom", `"gender": "male"`, `"gender": "male", "telecom": [{"value":"0700"}]`, at(patientPath+".telecom[0]", "FHR-018"), "",
			`"system" is missing; R4 wants it in a ContactPoint that has a value, as in "phone"; the ContactPoint was left out`, memberOf(2, "telecom"), "nothing"},
		{"neither value nor system", `"gender": "male"`, `"gender": "male", "telecom": [{"use":"home"}]`, nil, "", "", memberOf(2, "telecom"), `[{"use":"home"}]`},
		{"unknown code", `"gender": "male"`, `"gender": "male", "telecom": [{"system":"mobile","value":"0700"}]`, []string{"FHR-018 " + patientPath + ".telecom[0]", "FHR-018 " + patientPath + ".telecom[0].system"}, "",
			`"system" is missing; R4 wants it in a ContactPoint that has a value, as in "phone"; the ContactPoint was left out`, memberOf(2, "telecom"), "nothing"},
		{"part of a name", family, `"family": ["SAMPLE"]`, at(patientPath+".name[0].family", "FHR-018"), "",
			"an array found; R4 takes one value here, not in an array; it was left out", memberOf(2, "name"), `[{"text":"JOHN DOE SAMPLE","given":["JOHN","DOE"]}]`},
		{"extension without url", family, family + `, "extension": [{"valueString":"x"}]`, at(patientPath+".name[0].extension[0]", "FHR-018"), "",
			`"url" is missing; R4 wants it in an Extension; the Extension was left out`, memberOf(2, "name"), `[{"text":"JOHN DOE SAMPLE","family":"SAMPLE","given":["JOHN","DOE"]}]`},
		{"null keeps its own rule", family, `"family": null`, at(patientPath+".name[0].family", "FHR-012"), "",
			"null found; R4 leaves out an element that has no value, and so it was left out", memberOf(2, "name"), `[{"text":"JOHN DOE SAMPLE","given":["JOHN","DOE"]}]`},
	} {
		t.Run(r.name, r.test)
	}
}

// Elsewhere the same is not repaired.
func TestDecode_personsAreNotAll(t *testing.T) {
	for _, test := range []struct{ name, old, replacement, want string }{
		{"telecom of an Organization", `"active": true,`, `"telecom": "0700",`, "FHR-003 Bundle.entry[0].resource.telecom"},
		{"telecom of a contact", `"gender": "male"`, `"gender": "male", "contact": [{"telecom": "0700"}]`, "FHR-003 " + patientPath + ".contact[0].telecom"},
		{"gender of a Patient", `"gender": "male"`, `"gender": "M"`, "FHR-003 " + patientPath + ".gender"},
	} {
		_, issues := Decode(mended(t, "claim-r4", test.old, test.replacement))
		if got := rules(issues); len(got) != 1 || got[0] != test.want || issues[len(issues)-1].Graded {
			t.Errorf("%s: %v, want %s, not graded", test.name, got, test.want)
		}
	}
	body := mended(t, "claim-r4", `"active": true,`, `"telecom": [{"value":"0700"}],`)
	if _, issues := Decode(body); HasErrors(issues) {
		t.Errorf("telecom of an Organization without system: %v", rules(issues))
	}
}
