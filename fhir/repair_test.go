package fhir

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	claimPath    = "Bundle.entry[3].resource"
	itemPath     = claimPath + ".item[0]"
	coveragePath = "Bundle.entry[1].resource"
	patientPath  = "Bundle.entry[2].resource"

	unitPrice = `"value": 5.0,` + "\n              " + `"currency": "KES"`
	payors    = `"payor": [` + "\n          {\n" + `            "display": "SOCIAL HEALTH AUTHORITY"` + "\n          }\n        ]"
	timestamp = `"timestamp": "2025-05-22T23:08:01.733818+03:00"`
	family    = `"family": "SAMPLE"`
	id        = `"id": "CR1234567890123-4-sha-coverage",`
	fullURL   = `"fullUrl": "https://qa-mis.apeiro-digital.com/fhir/Coverage/CR1234567890123-4-sha-coverage"`
)

// repair is one thing that clients get wrong: what is found, where, and what is read in its place.
type repair struct {
	name, old, replacement string
	// want are the findings as "RULE path".
	want []string
	// expression is that of the first; empty: its path.
	expression, text string
	// read is what of says.
	of   func(*Bundle) string
	read string
}

func (r repair) test(t *testing.T) {
	bundle, issues := Decode(mended(t, "claim-r4", r.old, r.replacement))
	var got []string
	for _, issue := range issues {
		if issue.Rule == "FHR-017" {
			continue
		}
		got = append(got, issue.Rule+" "+issue.Path)
		if issue.Level != Error || !issue.Graded {
			t.Errorf("%s is %s, graded %t; want a graded error", issue.Rule, issue.Level, issue.Graded)
		}
		expression := r.expression
		if expression == "" || len(got) > 1 {
			expression = issue.Path
		}
		if issue.Expression != expression {
			t.Errorf("%s: expression %s, want %s", issue.Rule, issue.Expression, expression)
		}
		if len(got) == 1 && issue.Text != r.text {
			t.Errorf("text %s\nwant %s", issue.Text, r.text)
		}
	}
	if diff := cmp.Diff(r.want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if read := r.of(bundle); read != r.read {
		t.Errorf("read %s, want %s", read, r.read)
	}
	if err := Judge(bundle.root.appendJSON(nil)); err != nil {
		t.Errorf("what was repaired is no R4: %v", err)
	}
}

func at(path string, rules ...string) []string {
	for i, rule := range rules {
		rules[i] = rule + " " + path
	}
	return rules
}

func theItem(b *Bundle) Item { return b.Claims()[0].Item[0] }

// member is a member of a resource as the repaired bundle writes it.
func memberOf(entry int, name string) func(*Bundle) string {
	return func(b *Bundle) string {
		if m := b.Entry[entry].Resource.node.child(name); m != nil {
			return string(m.appendJSON(nil))
		}
		return "nothing"
	}
}

func quantity(b *Bundle) string {
	return fmt.Sprint(theItem(b).Quantity.State, theItem(b).Quantity.Value)
}
func price(b *Bundle) string {
	return fmt.Sprint(theItem(b).UnitPrice.State, theItem(b).UnitPrice.Money)
}

func TestDecode_repairsForm(t *testing.T) {
	for _, r := range []repair{
		{"number", `"value": 15.0`, `"value": "15.0"`, at(itemPath+".quantity.value", "FHR-010"), "",
			`the string "15.0" found; the number 15.0, without quotes, is wanted, and so it was read`, quantity, "1 15.0"},
		{"whole number", `"sequence": 1,` + "\n" + `            "productOrService"`, `"sequence": "1","productOrService"`, at(itemPath+".sequence", "FHR-010"), "",
			`the string "1" found; the number 1, without quotes, is wanted, and so it was read`,
			func(b *Bundle) string { return fmt.Sprint(theItem(b).Sequence.Value) }, "1"},
		{"boolean", `"focal": true`, `"focal": "True"`, at(claimPath+".insurance[0].focal", "FHR-010"), "",
			`the string "True" found; the boolean true, without quotes, is wanted, and so it was read`,
			func(b *Bundle) string { return fmt.Sprint(b.Claims()[0].Insurance[0].Focal.Value) }, "true"},
		{"boolean that is false", `"focal": true`, `"focal": "FALSE"`, at(claimPath+".insurance[0].focal", "FHR-010"), "",
			`the string "FALSE" found; the boolean false, without quotes, is wanted, and so it was read`,
			func(b *Bundle) string { return fmt.Sprint(b.Claims()[0].Insurance[0].Focal) }, "{false " + claimPath + ".insurance[0].focal 1}"},

		{"dateTime without zone", start0, `"start": "2025-06-01T08:00:00"`, at(itemPath+".servicedPeriod.start", "FHR-011"), "",
			`"2025-06-01T08:00:00" found; a time needs its zone, and so it was read as "2025-06-01T08:00:00+03:00", the time in Nairobi`,
			func(b *Bundle) string { return theItem(b).Serviced.Start.Value.Time.UTC().String() }, "2025-06-01 05:00:00 +0000 UTC"},
		{"instant without zone", timestamp, `"timestamp": "2025-05-22T23:08:01.5"`, at("Bundle.timestamp", "FHR-011"), "",
			`"2025-05-22T23:08:01.5" found; a time needs its zone, and so it was read as "2025-05-22T23:08:01.5+03:00", the time in Nairobi`,
			func(b *Bundle) string { return b.Timestamp.Value.Text }, "2025-05-22T23:08:01.5+03:00"},

		{"empty array", `"use": "claim"`, `"use": "claim", "related": []`, at(claimPath+".related", "FHR-012"), "",
			"an empty array found; R4 leaves out an element that has no value, and so it was left out", memberOf(3, "related"), "nothing"},
		{"empty object", `"use": "claim"`, `"use": "claim", "payee": {}`, at(claimPath+".payee", "FHR-012"), "",
			"an empty object found; R4 leaves out an element that has no value, and so it was left out", memberOf(3, "payee"), "nothing"},
		{"null", `"factor": 1`, `"factor": null`, at(itemPath+".factor", "FHR-012"), "",
			"null found; R4 leaves out an element that has no value, and so it was left out",
			func(b *Bundle) string { return fmt.Sprint(theItem(b).Factor.State) }, "0"},
		{"null in an array of objects", `"use": "claim"`, `"use": "claim", "related": [null, {"claim": {"display": "x"}}]`, at(claimPath+".related[0]", "FHR-012"), "",
			"null found; R4 leaves out an element that has no value, and so it was left out",
			func(b *Bundle) string { return fmt.Sprintln(len(b.Claims()[0].Related), b.Claims()[0].Related[0].Path) }, "1 " + claimPath + ".related[1]\n"},
		{"nothing but what is empty", `"use": "claim"`, `"use": "claim", "related": [{"claim": {}}, null]`, []string{"FHR-012 " + claimPath + ".related[0].claim", "FHR-012 " + claimPath + ".related[1]"}, "",
			"an empty object found; R4 leaves out an element that has no value, and so it was left out", memberOf(3, "related"), "nothing"},
		{"empty companion", `"use": "claim"`, `"use": "claim", "_use": {}`, at(claimPath+"._use", "FHR-012"), "",
			"an empty object found; R4 leaves out an element that has no value, and so it was left out", memberOf(3, "_use"), "nothing"},
		{"empty entry", `"entry": [`, `"entry": [ {},`, at("Bundle.entry[0]", "FHR-012"), "",
			"an empty object found; R4 leaves out an element that has no value, and so it was left out",
			func(b *Bundle) string { return fmt.Sprintln(len(b.Entry), b.Entry[0].Path) }, "4 Bundle.entry[1]\n"},

		{"small letters", `patient|1.0.0`, `patient%7c1.0.0`, at(patientPath+".meta.profile[0]", "FHR-014"), "",
			`"https://mis.apeiro-digital.com/fhir/StructureDefinition/patient%7c1.0.0" found; the version follows a plain "|", not %7C, and so it was read`,
			func(b *Bundle) string { return b.Entry[2].Resource.Profile[0].Value }, "https://mis.apeiro-digital.com/fhir/StructureDefinition/patient|1.0.0"},
		{"capital letters", `patient|1.0.0`, `patient%7C1.0.0`, at(patientPath+".meta.profile[0]", "FHR-014"), "",
			`"https://mis.apeiro-digital.com/fhir/StructureDefinition/patient%7C1.0.0" found; the version follows a plain "|", not %7C, and so it was read`,
			func(b *Bundle) string { return b.Entry[2].Resource.Profile[0].Value }, "https://mis.apeiro-digital.com/fhir/StructureDefinition/patient|1.0.0"},
	} {
		t.Run(r.name, r.test)
	}
}

// What the guide's own samples have wrong in form is repaired, and google/fhir reads it in one go.
func TestDecode_repairedSamplesAreR4(t *testing.T) {
	for _, name := range []string{"claim", "preauth"} {
		bundle := decoded(t, sample(t, name))
		if paths, complete := refused(bundle.root.appendSound(nil)); len(paths) > 0 || !complete {
			t.Errorf("%s: refused %v, read to the end %t", name, paths, complete)
		}
		if err := Judge(bundle.Claims()[0].JSON()); err != nil {
			t.Errorf("%s: the stored Claim is no R4: %v", name, err)
		}
		if _, issues := Decode(bundle.root.appendJSON(nil)); HasErrors(issues) {
			t.Errorf("%s: written again it has %v", name, rules(issues))
		}
		if !bytes.Equal(bundle.Body(), sample(t, name)) {
			t.Errorf("%s: the body is not kept as it came", name)
		}
	}
}

// A body of nothing but faults is not told in full, and refused for that.
func TestDecode_boundsFindings(t *testing.T) {
	empty := strings.TrimSuffix(strings.Repeat("{},", maxFindings+7), ",")
	_, issues := Decode(entries(`{"resourceType":"Claim","item":[` + empty + `]}`))
	var untold []Issue
	for _, issue := range issues {
		if !issue.Graded && issue.Code == "too-costly" {
			untold = append(untold, issue)
		}
	}
	if len(issues) > maxFindings+2 || len(untold) != 1 || untold[0].Level != Error || untold[0].Rule != "FHR-003" {
		t.Errorf("%d findings, of them %+v", len(issues), untold)
	}
}
