package fhir

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSettle(t *testing.T) {
	bundle := decoded(t, []byte(`{"resourceType":"Bundle","type":"message","entry":[{"resource":{"resourceType":"Claim","a.b":{"c":1},"status":"active"}}]}`))
	issue := func(rule string, level Level, path, text string) Issue {
		return Issue{Rule: rule, Level: level, Path: path, Text: text}
	}
	given := []Issue{
		issue("CLM-009", Error, "Bundle.entry[0].resource.diagnosis", "b"),
		issue("FHR-003", Error, "Bundle.entry[0].resource.insurance", "missing"),
		issue("CLM-002", Error, "Bundle.entry[0].resource.insurance", "missing"),
		issue("FHR-003", Error, "Bundle.entry[0].resource.status", "told by a warning alone"),
		issue("CLM-001", Warning, "Bundle.entry[0].resource.status", "warning"),
		issue("CLM-009", Error, "Bundle.entry[0].resource.diagnosis", "a"),
		issue("CLM-009", Error, "Bundle.entry[0].resource.diagnosis", "b"),
		issue("BND-001", Error, "Bundle.type", "type"),
		issue("FHR-015", Error, "Bundle.entry[0].resource.a.b.c", "name with a dot"),
		issue("FHR-003", Error, "Bundle.entry[0].resource.item[7].diagnosis[x]", "not there"),
		issue("BND-002", Error, "Bundle.entry[3]", "no such entry"),
		issue("CLM-012", Error, "", "as a whole"),
	}
	before := len(given)
	got := bundle.Settle(given)
	type row struct{ Rule, Path, Text, Expression string }
	var rows []row
	for _, i := range got {
		rows = append(rows, row{i.Rule, i.Path, i.Text, i.Expression})
	}
	want := []row{
		{"CLM-012", "", "as a whole", "Bundle"},
		{"BND-001", "Bundle.type", "type", "Bundle.type"},
		{"BND-002", "Bundle.entry[3]", "no such entry", "Bundle.entry"},
		{"CLM-002", "Bundle.entry[0].resource.insurance", "missing", "Bundle.entry[0].resource"},
		{"CLM-009", "Bundle.entry[0].resource.diagnosis", "a", "Bundle.entry[0].resource"},
		{"CLM-009", "Bundle.entry[0].resource.diagnosis", "b", "Bundle.entry[0].resource"},
		{"FHR-003", "Bundle.entry[0].resource.item[7].diagnosis[x]", "not there", "Bundle.entry[0].resource"},
		{"FHR-015", "Bundle.entry[0].resource.a.b.c", "name with a dot", "Bundle.entry[0].resource.a.b.c"},
		{"CLM-001", "Bundle.entry[0].resource.status", "warning", "Bundle.entry[0].resource.status"},
		{"FHR-003", "Bundle.entry[0].resource.status", "told by a warning alone", "Bundle.entry[0].resource.status"},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("settled (-want +got):\n%s", diff)
	}
	if len(given) != before || given[0].Expression != "" {
		t.Error("Settle changed what it was given")
	}
	if body := bundle.Body(); string(body[got[1].Offset:got[1].Offset+9]) != `"message"` {
		t.Errorf("offset %d is not that of Bundle.type", got[1].Offset)
	}
}

// A required element that is empty is two findings until the level of the first is known: as an
// error it says all, as a warning it must not hide that the element is missing.
func TestSettle_afterGrading(t *testing.T) {
	bundle, issues := Decode(mended(t, "claim-r4", `"use": "claim"`, `"use": null`))
	for level, want := range map[Level][]string{
		Error:   {"FHR-012 " + claimPath + ".use"},
		Warning: {"FHR-003 " + claimPath + ".use"},
	} {
		graded := slices.Clone(issues)
		for i := range graded {
			if graded[i].Graded && graded[i].Rule == "FHR-012" {
				graded[i].Level = level
			}
		}
		settled := bundle.Settle(graded)
		if diff := cmp.Diff(want, rules(settled)); diff != "" {
			t.Errorf("%s: errors (-want +got):\n%s", level, diff)
		}
		if diff := cmp.Diff(settled, bundle.Settle(settled)); diff != "" {
			t.Errorf("settled twice (-once +twice):\n%s", diff)
		}
	}
}

func TestSettle_withoutBundle(t *testing.T) {
	bundle, issues := Decode([]byte(`{`))
	if diff := cmp.Diff(issues, bundle.Settle(issues)); diff != "" {
		t.Errorf("settled (-want +got):\n%s", diff)
	}
}

// A finding about one resource is placed at the deepest element that is there.
func TestSettle_ofAResource(t *testing.T) {
	body := `{"resourceType":"Subscription","status":"off","reason":"r","criteria":"c","channel":{"type":"rest-hook"}}`
	resource, issues := DecodeResource([]byte(body))
	if len(issues) > 0 {
		t.Fatalf("%+v", issues)
	}
	settled := resource.Settle([]Issue{
		{Level: Error, Path: "Subscription.channel.payload", Text: "missing"},
		{Level: Error, Path: "Subscription.status", Text: "wrong"},
	})
	want := []Issue{
		{Level: Error, Path: "Subscription.status", Text: "wrong", Expression: "Subscription.status", Offset: strings.Index(body, `"off"`)},
		{Level: Error, Path: "Subscription.channel.payload", Text: "missing", Expression: "Subscription.channel", Offset: strings.Index(body, `{"type"`)},
	}
	if diff := cmp.Diff(want, settled); diff != "" {
		t.Errorf("settled (-want +got):\n%s", diff)
	}
}

func TestLeftOut(t *testing.T) {
	bundle, _ := Decode(mended(t, "claim-r4", `"use": "claim"`, `"use": "claim", "related": [{}], "facility": {"name": "x"}, "referral": {"display": "x", "name": "x"}`))
	for path, want := range map[string]bool{
		claimPath + ".related": true, claimPath + ".facility": true, claimPath + ".facility.name": true,
		claimPath + ".referral": false, claimPath + ".use": false, claimPath + ".payee": false,
	} {
		if got := bundle.LeftOut(path); got != want {
			t.Errorf("%s: %t, want %t", path, got, want)
		}
	}
}
