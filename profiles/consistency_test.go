package profiles

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// saidByRules are the elements that a profile asks for and no schema does, since a rule misses them.
var saidByRules = map[string]map[string]string{
	"bundle": {
		"entry":          "BND-002",
		"entry.fullUrl":  "BND-003",
		"entry.resource": "BND-002",
	},
	"kenya-claim-base": {
		"id":                                "CLM-001",
		"identifier":                        "CLM-010",
		"identifier.value":                  "CLM-010",
		"billablePeriod":                    "CLM-008",
		"billablePeriod.start":              "CLM-008",
		"billablePeriod.end":                "CLM-008",
		"careTeam":                          "CLM-005",
		"diagnosis":                         "CLM-009",
		"item":                              "CLM-015",
		"item.servicedPeriod":               "ITM-002",
		"item.net":                          "ITM-005",
		"total":                             "CLM-006",
		"total.value":                       "CLM-006",
		"total.currency":                    "FHR-016",
		"item.productOrService.coding":      "ITM-004",
		"item.productOrService.coding.code": "ITM-004",
		"item.servicedPeriod.start":         "ITM-002",
		"item.servicedPeriod.end":           "ITM-002",
		"diagnosis.diagnosisCodeableConcept.coding":        "CLM-009",
		"diagnosis.diagnosisCodeableConcept.coding.system": "DIA-003",
		"diagnosis.diagnosisCodeableConcept.coding.code":   "DIA-001",
	},
	"kenya-claim-submission": {
		"related.claim":        "CLM-014",
		"related.relationship": "CLM-014",
	},
	"eclaims-coverage": {
		"id": "FHR-013",
	},
}

func init() {
	for _, kind := range preauthKinds {
		said := map[string]string{}
		for _, name := range kind.extensions {
			said["extension:"+name] = "CLM-011"
		}
		saidByRules["kenya-"+kind.name+"-preauth"] = said
	}
}

// submitted are the ids of our profiles of what is submitted. What the exchange answers is checked
// by package fhirtest.
func submitted() []string {
	ids := slices.Sorted(maps.Keys(ownProfiles()))
	return slices.DeleteFunc(ids, func(id string) bool { return id == "eClaims-claim-response" })
}

// What a profile asks for is asked for by the schema of its type or missed by a rule, never by both;
// and what a schema asks for a profile asks for.
func TestProfiles_askWhatSchemasAndRulesAsk(t *testing.T) {
	inSchemas, inProfiles := map[string]bool{}, map[string]bool{}
	for _, id := range submitted() {
		profile := readProfile(t, id)
		schema := readSchema(t, profile.resourceType, id == "kenya-claim-submission")
		for path := range schema {
			inSchemas[profile.resourceType+"."+path] = true
		}
		want, got := map[string]cardinality{}, map[string]cardinality{}
		for _, element := range profile.elements {
			inProfiles[profile.resourceType+"."+element.path] = true
			want[element.path], got[element.path] = schema[element.path], element.cardinality
		}
		for path, rule := range saidByRules[id] {
			if want[path].min > 0 {
				t.Errorf("%s: %s is asked for by %s and by the schema", id, path, rule)
			}
			want[path] = cardinality{1, want[path].once}
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(cardinality{})); diff != "" {
			t.Errorf("%s (-schema and rules +profile):\n%s", id, diff)
		}
	}
	for path := range inSchemas {
		if !inProfiles[path] {
			t.Errorf("the schema asks for %s, and no profile does", path)
		}
	}
}

// The type that CLM-011 wants of a preauthorization is that of the profile of its kind.
func TestProfiles_kindsHaveTheTypeOfTheRule(t *testing.T) {
	for _, kind := range preauthKinds {
		var want any = map[string]any{"coding": []any{map[string]any{
			"system": "http://terminology.hl7.org/CodeSystem/claim-type", "code": kind.claimType,
		}}}
		var got any
		for _, element := range readProfile(t, "kenya-"+kind.name+"-preauth").elements {
			if element.path == "type" {
				got = element.fixed
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-rule +profile):\n%s", kind.name, diff)
		}
	}
}
