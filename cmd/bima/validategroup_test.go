package main

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
)

func TestGrouped(t *testing.T) {
	issue := func(rule string, level fhir.Level, path, text string) fhir.Issue {
		return fhir.Issue{Rule: rule, Level: level, Path: path, Text: text}
	}
	for _, test := range []struct {
		name   string
		issues []fhir.Issue
		want   []string
	}{
		{"nothing", nil, nil},
		{"one sentence in two places", []fhir.Issue{
			issue("FHR-011", fhir.Error, "Bundle.timestamp", "no zone"),
			issue("FHR-011", fhir.Error, "Bundle.entry[3].resource.created", "no zone"),
		}, []string{"error FHR-011 Bundle.timestamp +1"}},
		{"paths that differ in indices", []fhir.Issue{
			issue("ITM-003", fhir.Error, "Bundle.entry[4].resource.item[0].servicedPeriod", "item 1"),
			issue("ITM-003", fhir.Error, "Bundle.entry[4].resource.item[11].servicedPeriod", "item 12"),
			issue("ITM-003", fhir.Error, "Bundle.entry[5].resource.item[0].servicedPeriod", "item 1 of another"),
		}, []string{"error ITM-003 Bundle.entry[4].resource.item[0].servicedPeriod +2"}},
		{"paths that differ in names", []fhir.Issue{
			issue("CLM-007", fhir.Error, "Bundle.entry[4].resource.item[0].net.currency", "net"),
			issue("CLM-007", fhir.Error, "Bundle.entry[4].resource.item[0].unitPrice.currency", "unit price"),
		}, []string{
			"error CLM-007 Bundle.entry[4].resource.item[0].net.currency +0",
			"error CLM-007 Bundle.entry[4].resource.item[0].unitPrice.currency +0",
		}},
		{"two sentences about one place", []fhir.Issue{
			issue("DIA-001", fhir.Error, "Bundle.entry[4].resource.diagnosis[0]", "one"),
			issue("DIA-001", fhir.Error, "Bundle.entry[4].resource.diagnosis[0]", "another"),
		}, []string{
			"error DIA-001 Bundle.entry[4].resource.diagnosis[0] +0",
			"error DIA-001 Bundle.entry[4].resource.diagnosis[0] +0",
		}},
		{"two rules with one sentence", []fhir.Issue{
			issue("A-1", fhir.Error, "Bundle.a[0]", "t"), issue("A-2", fhir.Error, "Bundle.a[1]", "t"),
		}, []string{"error A-1 Bundle.a[0] +0", "error A-2 Bundle.a[1] +0"}},
		{"two levels of one rule", []fhir.Issue{
			issue("A-1", fhir.Information, "Bundle.a[0]", "t"), issue("A-1", fhir.Error, "Bundle.a[1]", "t"),
		}, []string{"error A-1 Bundle.a[1] +0", "information A-1 Bundle.a[0] +0"}},
		{"the gravest first, else in order", []fhir.Issue{
			issue("A-1", fhir.Information, "Bundle.a", "t"), issue("A-2", fhir.Warning, "Bundle.b", "t"),
			issue("A-3", fhir.Error, "Bundle.c", "t"), issue("A-4", fhir.Error, "Bundle.d", "t"),
		}, []string{"error A-3 Bundle.c +0", "error A-4 Bundle.d +0", "warning A-2 Bundle.b +0", "information A-1 Bundle.a +0"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, g := range grouped(test.issues) {
				got = append(got, fmt.Sprintf("%s %s %s +%d", g.Level, g.Rule, g.Path, len(g.more)))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +found):\n%s", diff)
			}
		})
	}
}

func TestLevelCounts(t *testing.T) {
	var counts levelCounts
	counts.add([]fhir.Issue{{Level: fhir.Error}, {Level: fhir.Warning}, {Level: fhir.Information}})
	counts.add([]fhir.Issue{{Level: fhir.Error}, {Level: fhir.Information}})
	if got, want := counts.String(), "2 errors, 1 warning, 2 informations"; got != want {
		t.Errorf("found %q, want %q", got, want)
	}
}
