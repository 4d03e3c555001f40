package fhir

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDecode_unknownElements(t *testing.T) {
	for _, test := range []struct {
		name, old, replacement string
		rule, path, text       string
		meant                  string
	}{
		{"choice without type", `"servicedPeriod"`, `"serviced"`, "FHR-015", itemPath + ".serviced",
			`"serviced" is no element of Item in R4, and so it was left out; R4 calls it "servicedPeriod"`, itemPath + ".servicedPeriod"},
		{"the same for a day", `"servicedPeriod": {`, `"serviced": "2025-06-01", "x": {`, "FHR-015", itemPath + ".serviced",
			`"serviced" is no element of Item in R4, and so it was left out; R4 calls it "servicedDate"`, itemPath + ".servicedDate"},
		{"the same for what is neither", `"servicedPeriod": {`, `"serviced": 3, "x": {`, "FHR-015", itemPath + ".serviced",
			`"serviced" is no element of Item in R4, and so it was left out; one of "servicedDate", "servicedPeriod" is wanted`, ""},
		{"choice of many types", `"valueString": "CAT-SHA-001"`, `"value": "CAT-SHA-001"`, "FHR-015", coveragePath + ".extension[0].value",
			`"value" is no element of Extension in R4, and so it was left out; it is a choice, and the type belongs to the name, as in "valueAddress"`, ""},
		{"choice known by its value", `"valueString": "CAT-SHA-001"`, `"value": {"start": "2025-06-01", "end": "2025-06-03"}`, "FHR-015", coveragePath + ".extension[0].value",
			`"value" is no element of Extension in R4, and so it was left out; R4 calls it "valuePeriod"`, coveragePath + ".extension[0].valuePeriod"},
		{"misspelt", `"billablePeriod"`, `"billiblePeriod"`, "FHR-015", claimPath + ".billiblePeriod",
			`"billiblePeriod" is no element of Claim in R4, and so it was left out; is "billablePeriod" meant?`, claimPath + ".billablePeriod"},
		{"letters swapped", `"use": "claim"`, `"sue": "claim"`, "FHR-015", claimPath + ".sue",
			`"sue" is no element of Claim in R4, and so it was left out; is "use" meant?`, claimPath + ".use"},
		{"other capitals", `"billablePeriod"`, `"BillablePeriod"`, "FHR-015", claimPath + ".BillablePeriod",
			`"BillablePeriod" is no element of Claim in R4, and so it was left out; is "billablePeriod" meant?`, claimPath + ".billablePeriod"},
		{"cut off", `"insurance"`, `"insur"`, "FHR-015", claimPath + ".insur",
			`"insur" is no element of Claim in R4, and so it was left out; is one of "insurance", "insurer" meant?`, ""},
		{"the end alone", `"diagnosisCodeableConcept"`, `"codeableConcept"`, "FHR-015", claimPath + ".diagnosis[0].codeableConcept",
			`"codeableConcept" is no element of Diagnosis in R4, and so it was left out; is "diagnosisCodeableConcept" meant?`, claimPath + ".diagnosis[0].diagnosisCodeableConcept"},
		{"like nothing", `"billablePeriod"`, `"qqqqqqqqqq"`, "FHR-015", claimPath + ".qqqqqqqqqq",
			`"qqqqqqqqqq" is no element of Claim in R4, and so it was left out`, ""},
		{"resourceType in a data type", `"quantity": {`, `"quantity": {"resourceType":"Quantity",`, "FHR-015", itemPath + ".quantity.resourceType",
			`"resourceType" is no element of SimpleQuantity in R4, and so it was left out`, ""},
		{"companion of no primitive", `"use": "claim"`, `"use": "claim", "_total": {"id":"i"}`, "FHR-015", claimPath + "._total",
			`"_total" is no element of Claim in R4, and so it was left out; is "total" meant?`, claimPath + ".total"},
		{"part of a name", family, `"famly": "SAMPLE"`, "FHR-018", patientPath + ".name[0].famly",
			`"famly" is no element of HumanName in R4, and so it was left out; is "family" meant?`, patientPath + ".name[0].family"},
	} {
		t.Run(test.name, func(t *testing.T) {
			bundle, issues := Decode(mended(t, "claim-r4", test.old, test.replacement))
			i := slices.IndexFunc(issues, func(issue Issue) bool { return issue.Path == test.path })
			if i < 0 {
				t.Fatalf("nothing at %s: %v", test.path, rules(issues))
			}
			got := issues[i]
			want := Issue{Rule: test.rule, Level: Error, Graded: true, Code: "structure", Path: test.path, Text: test.text, Meant: test.meant, Expression: test.path, Offset: got.Offset}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("finding (-want +got):\n%s", diff)
			}
			if n, _ := bundle.root.deepest(test.path); !n.dropped {
				t.Error("it was not dropped")
			}
		})
	}
}

// What is missing where an unknown element stands in its place says so.
func TestDecode_missingNamesWhatStandsInItsPlace(t *testing.T) {
	for _, test := range []struct{ name, old, replacement, want string }{
		{"misspelt", `"beneficiary"`, `"beneficary"`, `"beneficiary" is missing; R4 wants it in a Coverage (what is given as "beneficary" was not read)`},
		{"empty", `"use": "claim"`, `"use": null`, `"use" is missing; R4 wants it in a Claim (it is there, but empty)`},
	} {
		_, issues := Decode(mended(t, "claim-r4", test.old, test.replacement))
		if !slices.ContainsFunc(issues, func(issue Issue) bool { return issue.Rule == "FHR-003" && !issue.Graded && issue.Text == test.want }) {
			t.Errorf("%s: %+v; want %s", test.name, issues, test.want)
		}
	}
}

func TestEditDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"name", "name", 0}, {"nmae", "name", 1}, {"naem", "name", 1}, {"nam", "name", 1}, {"names", "name", 1},
		{"mane", "name", 2}, {"kitten", "sitting", 3},
	} {
		if got := editDistance(test.a, test.b); got != test.want || editDistance(test.b, test.a) != test.want {
			t.Errorf("%s, %s: %d, want %d", test.a, test.b, got, test.want)
		}
	}
}
