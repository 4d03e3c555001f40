package fhir

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDecode_shape(t *testing.T) {
	const (
		claim    = "Bundle.entry[3].resource"
		item     = claim + ".item[0]"
		coverage = "Bundle.entry[1].resource"
		patient  = "Bundle.entry[2].resource"
		start    = `"start": "2025-06-01T08:00:00+03:00"`
	)
	for _, test := range []struct {
		name, old, replacement string
		want                   []string
		text                   string
	}{
		// FHR-003
		{"missing element", `"priority": {`, `"priorities": {`, []string{"FHR-003 " + claim + ".priority", "FHR-015 " + claim + ".priorities"}, `is "priority" meant?`},
		{"missing Bundle.type", `  "type": "message",`, ``, []string{"FHR-003 Bundle.type"}, `"type" is missing`},
		{"missing choice", `"diagnosisCodeableConcept": {`, `"extension": [{"url":"http://x.example", "valueBoolean":true}], "x": {`,
			[]string{"FHR-003 " + claim + ".diagnosis[0].diagnosis[x]", "FHR-015 " + claim + ".diagnosis[0].x"}, `one of "diagnosisCodeableConcept", "diagnosisReference" is missing`},
		{"array where one is taken", `"status": "active",` + "\n" + `        "type"`, `"status": ["active"],"type"`, []string{"FHR-003 " + claim + ".status"}, "an array found"},
		{"one where an array is wanted", `"factor": 1`, `"factor": 1, "diagnosisSequence": 1`, []string{"FHR-003 " + item + ".diagnosisSequence"}, "R4 wants an array"},
		{"object for a string", `"name": "SAMPLE COUNTY HOSPITAL"`, `"name": {"text":"x"}`, []string{"FHR-003 Bundle.entry[0].resource.name"}, "an object found"},
		{"string for an object", `"total": {`, `"total": "0", "item2": {`, []string{"FHR-003 " + claim + ".total", "FHR-015 " + claim + ".item2"}, "an object (Money) is wanted"},
		{"number for a string", `"value": "FID-01-116951-6"`, `"value": 116951`, []string{"FHR-003 Bundle.entry[0].resource.identifier[0].value"}, "116951 found; a string"},
		{"empty string", `"name": "SAMPLE COUNTY HOSPITAL"`, `"name": ""`, []string{"FHR-003 Bundle.entry[0].resource.name"}, `"" found`},
		{"unknown code", `"use": "claim"`, `"use": "Claim"`, []string{"FHR-003 " + claim + ".use"}, `one of "claim", "preauthorization", "predetermination"`},
		{"number for a code of a list", `"use": "claim"`, `"use": 1`, []string{"FHR-003 " + claim + ".use"}, `1 found; one of "claim", "preauthorization", "predetermination" is wanted`},
		{"empty currency", `"currency": "KES"`, `"currency": ""`, []string{"FHR-003 " + item + ".unitPrice.currency"}, `"" found; a code of ISO 4217, as in "KES", is wanted`},
		{"string for a resource", `"use": "claim"`, `"use": "claim", "contained": ["x"]`, []string{"FHR-003 " + claim + ".contained[0]"}, "an object (Resource) is wanted"},
		{"malformed id", `"id": "37856180-c44e-44dd-8359-6116914a54d0"`, `"id": "a/b"`, []string{"FHR-003 " + claim + ".id"}, "an id of 1 to 64"},
		{"malformed uri", `"system": "https://qa-mis.apeiro-digital.com/fhir/claim"`, `"system": "https://a b"`, []string{"FHR-003 " + claim + ".identifier[0].system"}, "a URI is wanted"},
		{"day that is none", `"birthDate": "2010-04-23"`, `"birthDate": "2010-02-30"`, []string{"FHR-003 " + patient + ".birthDate"}, "a date"},
		{"date with time", `"birthDate": "2010-04-23"`, `"birthDate": "2010-04-23T00:00:00Z"`, []string{"FHR-003 " + patient + ".birthDate"}, "a date"},
		{"positiveInt 0", `"sequence": 1,` + "\n" + `            "productOrService"`, `"sequence": 0,"productOrService"`, []string{"FHR-003 " + item + ".sequence"}, "from 1"},
		{"positiveInt with a point", `"sequence": 1,` + "\n" + `            "productOrService"`, `"sequence": 1.0,"productOrService"`, []string{"FHR-003 " + item + ".sequence"}, "1.0 found"},
		{"two of one choice", start, `"start":"2025-06-01"}, "servicedDate":"2025-06-01", "locationCodeableConcept": {"text":"x"}, "extension2": {"a":1`,
			[]string{"FHR-003 " + item + ".servicedDate", "FHR-015 " + item + ".extension2"}, `"servicedPeriod" and "servicedDate" are both given`},
		{"amount too large", `"value": 5.0`, `"value": 1e30`, []string{"FHR-003 " + item + ".unitPrice.value"}, "larger than any"},
		{"unknown currency", `"currency": "KES"`, `"currency": "Ksh."`, []string{"FHR-003 " + item + ".unitPrice.currency"}, `the currency "Ksh." found`},
		{"unknown contained resource", `"use": "claim"`, `"use": "claim", "contained": [{"resourceType":"Klaim"}]`, []string{"FHR-003 " + claim + ".contained[0].resourceType"}, `"Klaim" is no resource type`},
		{"51 codings", `"use": "claim"`, `"use": "claim", "fundsReserve": {"coding":[` + strings.Repeat(`{"code":"x"},`, 50) + `{"code":"x"}]}`,
			[]string{"FHR-003 " + claim + ".fundsReserve.coding"}, "51 codings found; at most 50"},
		{"501 extensions", `"use": "claim"`, `"use": "claim", "fundsReserve": {"extension":[` + strings.Repeat(`{"url":"http://x.example","valueCode":"x"},`, 500) + `{"url":"http://x.example","valueCode":"x"}]}`,
			[]string{"FHR-003 " + claim + ".fundsReserve.extension"}, "501 extensions found; at most 500"},
		{"fault in a contained resource", `"use": "claim"`, `"use": "claim", "contained": [{"resourceType":"Patient","gender":"M"}]`, []string{"FHR-003 " + claim + ".contained[0].gender"}, `the code "M"`},
		{"nested array", `"given": [` + "\n" + `              "JOHN"`, `"given": [["JOHN"]`, []string{"FHR-018 " + patient + ".name[0].given[0]"}, "an array found"},
		{"extension of a primitive", `"birthDate": "2010-04-23"`, `"birthDate": "2010-04-23", "_birthDate": {"extension":[{"url":"http://x.example","valueString":"y"}]}`, nil, ""},
		{"extension of a primitive that is none", `"birthDate": "2010-04-23"`, `"birthDate": "2010-04-23", "_birthDate": "y"`, []string{"FHR-003 " + patient + "._birthDate"}, "an object with extensions"},
		{"extensions of a list that are one", `"given": [`, `"_given": {"id":"i"}, "given": [`, []string{"FHR-018 " + patient + ".name[0]._given"}, `like "given"`},
		{"extensions of a list", `"given": [`, `"_given": [null, {"id":"i"}], "given": [`, nil, ""},
		{"unknown part of an extension of a list", `"given": [`, `"_given": [null, {"ids":"i"}], "given": [`, []string{"FHR-018 " + patient + ".name[0]._given[1].ids"}, ""},
		{"extension of no primitive", `"use": "claim"`, `"use": "claim", "_total": {"id":"i"}`, []string{"FHR-015 " + claim + "._total"}, ""},
		{"empty companion", `"use": "claim"`, `"use": "claim", "_use": {}`, []string{"FHR-012 " + claim + "._use"}, "an empty object"},
		{"id by its extension alone", `"gender": "male"`, `"contained": [{"resourceType":"Location","_id":{"extension":[{"url":"http://x.example","valueString":"y"}]},"_language":{"id":"i"}}], "gender": "male"`, nil, ""},
		{"primitive by its extension alone", `"use": "claim"`, `"_use": {"extension":[{"url":"http://x.example","valueString":"y"}]}`, nil, ""},
		{"extension in the place of a value", `"JOHN",`, `null,`, []string{"FHR-012 " + patient + ".name[0].given[0]"}, "null found"},

		{"long value", `"use": "claim"`, `"use": "` + strings.Repeat("x", 500) + `"`, []string{"FHR-003 " + claim + ".use"}, strings.Repeat("x", 120) + `" …`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, issues := Decode(mended(t, "claim-r4", test.old, test.replacement))
			got := rules(issues)
			if diff := cmp.Diff(sorted(test.want), sorted(got)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			var texts []string
			for _, issue := range issues {
				texts = append(texts, issue.Text)
			}
			if all := strings.Join(texts, "\n"); !strings.Contains(all, test.text) {
				t.Errorf("texts:\n%s\nwant %q among them", all, test.text)
			}
		})
	}
}

func TestDecode_messageHeader(t *testing.T) {
	const header = `"resource": {"resourceType":"MessageHeader","eventUri":"http://x.example","source":{"endpoint":"http://x.example"}}`
	for _, test := range []struct {
		name, old, replacement string
		want                   int
	}{
		{"message without", `"type": "message"`, `"type": "message"`, 1},
		{"message with", `"entry": [`, `"entry": [{` + header + `},`, 0},
		{"collection", `"type": "message"`, `"type": "collection"`, 0},
	} {
		_, issues := Decode(mended(t, "claim-r4", test.old, test.replacement))
		if len(issues) != test.want || test.want == 1 && issues[0].Rule != "FHR-017" {
			t.Errorf("%s: %+v", test.name, issues)
		}
	}
}

func sorted(list []string) []string { return slices.Sorted(slices.Values(list)) }

func TestDecode_silentAboutWhatProfilesJudge(t *testing.T) {
	for _, test := range []struct{ name, old, replacement string }{
		{"unknown resource type of an entry", `"resourceType": "Organization"`, `"resourceType": "Organisation"`},
		{"entry resource without type", `,` + "\n" + `        "resourceType": "Organization"`, ``},
		{"reference of another type", `"reference": "https://fr.kenya-hie.health/api/v4/Organization/FID-01-116951-6"`, `"reference": "Patient/1"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, issues := Decode(mended(t, "claim-r4", test.old, test.replacement))
			if HasErrors(issues) {
				t.Errorf("findings: %+v", rules(issues))
			}
		})
	}
}

// Every primitive of every resource has a format: a new version of google/fhir that brings another
// must not make the reader take anything for it.
func TestFormats_holdEveryPrimitive(t *testing.T) {
	seen := map[*definition]bool{}
	var walk func(d *definition)
	walk = func(d *definition) {
		if seen[d] {
			return
		}
		seen[d] = true
		if d.primitive != "" && formats[d.primitive].wanted == "" {
			t.Errorf("%s: no format for %q", d.name, d.primitive)
		}
		for _, e := range d.elements {
			walk(e.definition())
		}
	}
	for resourceType := range resources() {
		walk(defineResource(resourceType))
	}
	if len(seen) < 500 {
		t.Errorf("only %d types seen", len(seen))
	}
}

func TestPrimitives(t *testing.T) {
	for _, test := range []struct {
		primitive, value string
		want             bool
	}{
		{"date", "2026", true}, {"date", "2026-02", true}, {"date", "2026-02-28", true}, {"date", "2026-02-29", false},
		{"date", "0000-01-01", false}, {"date", "2026-2-1", false}, {"date", "202a", false}, {"date", "", false}, {"date", "2026-", false}, {"date", "26-01-01", false},
		{"dateTime", "2026-02-28", true}, {"dateTime", "2026-02-28T10:00:00Z", true}, {"dateTime", "2026-02-28T10:00:00.123456789+14:00", true},
		{"dateTime", "2026-02-28T10:00:00-14:01", false}, {"dateTime", "2026-02-28T10:00Z", false}, {"dateTime", "2026-02-28T24:00:00Z", false},
		{"dateTime", "2026-02-28T10:00:00.Z", false}, {"dateTime", "2026-02-28T10:00:00,5Z", false}, {"dateTime", "2026-02-28 10:00:00Z", false},
		{"dateTime", "2026-02-30T10:00:00Z", false}, {"dateTime", "2026-02-28T10:00:00+0300", false}, {"dateTime", "2026-02-28T10:00:00", false},
		{"instant", "2026-02-28", false}, {"instant", "2026-02-28T10:00:00z", false},
		{"time", "10:00:00", true}, {"time", "10:00:00.5", true}, {"time", "10:00", false}, {"time", "25:00:00", false}, {"time", "10:00:00Z", false},
		{"integer", "-2147483648", true}, {"integer", "2147483648", false}, {"integer", "-0", false}, {"integer", "1e1", false},
		{"unsignedInt", "0", true}, {"unsignedInt", "-1", false}, {"positiveInt", "2147483647", true}, {"positiveInt", "0", false},
		{"code", "LEVEL 4", true}, {"code", " a", false}, {"code", "a ", false}, {"code", "a  b", false}, {"code", "", false},
		{"id", "a.B-9", true}, {"id", "a_b", false}, {"id", strings.Repeat("a", 65), false}, {"id", "", false},
		{"uri", "urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7", true}, {"uri", "a b", false}, {"uri", "http://[x", false}, {"uri", "", false},
		{"oid", "urn:oid:1.2.3", true}, {"oid", "1.2.3", false}, {"uuid", "urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7", true}, {"uuid", "53fefa32", false},
		{"base64Binary", "aGk=", true}, {"base64Binary", "aGk", false}, {"base64Binary", "a Gk=\n", true}, {"base64Binary", "", false},
		{"string", "a\tb\nc", true}, {"string", "a\x00b", false}, {"string", strings.Repeat("a", 1<<20+1), false},
	} {
		if got := formats[test.primitive].sound(test.value); got != test.want {
			t.Errorf("%s %.60q: sound = %t, want %t", test.primitive, test.value, got, test.want)
		}
	}
}
