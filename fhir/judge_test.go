package fhir

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestJudge(t *testing.T) {
	for _, test := range []struct {
		name, resource string
		sound          bool
	}{
		{"sound", `{"resourceType":"Patient","gender":"male"}`, true},
		{"unknown code", `{"resourceType":"Patient","gender":"M"}`, false},
		{"missing element", `{"resourceType":"Coverage","status":"active"}`, false},
		{"unknown element", `{"resourceType":"Patient","sex":"male"}`, false},
		{"no JSON", `{`, false},
		{"nothing", ``, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			if err := Judge([]byte(test.resource)); (err == nil) != test.sound {
				t.Errorf("Judge = %v, want sound = %t", err, test.sound)
			}
		})
	}
}

// The judge stands behind shape: what shape lets pass and google/fhir does not is reported, in our
// words and at our path, whichever of its phases finds it.
func TestShapeJudge_reportsWhatShapeLetPass(t *testing.T) {
	for _, test := range []struct{ name, old, replacement, want string }{
		{"first phase", `"use": "claim"`, `"use": "cash"`, "FHR-003 Bundle.entry[3].resource.use"},
		{"first phase, choice", start0, `"start": "x"`, "FHR-003 Bundle.entry[3].resource.item[0].servicedPeriod.start"},
		{"second phase", `"id": "37856180-c44e-44dd-8359-6116914a54d0"`, `"id": "a/b"`, "FHR-003 Bundle.entry[3].resource.id"},
		{"extension of a primitive", `"use": "claim"`, `"use": "claim", "_use": {"extension": [{"url": "http://x.example", "valueId": "a/b"}]}`, "FHR-003 Bundle.entry[3].resource._use.extension[0].valueId"},
		{"extension of one of many", `"given": [`, `"_given": [{"extension": [{"url": "http://x.example", "valueId": "a/b"}]}, {"id": "i"}], "given": [`, "FHR-003 Bundle.entry[2].resource.name[0]._given[0].extension[0].valueId"},
		{"second phase, choice", `"valueString": "CAT-SHA-001"`, `"valueId": "a/b"`, "FHR-003 Bundle.entry[1].resource.extension[0].valueId"},
	} {
		t.Run(test.name, func(t *testing.T) {
			root, err := parse(mended(t, "claim-r4", test.old, test.replacement), "Bundle")
			if err != nil {
				t.Fatal(err)
			}
			blind := shape{}
			blind.resource(root)
			blind.issues = nil
			forgive(root)
			blind.judge(root)
			if diff := cmp.Diff([]string{test.want}, rules(blind.issues)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

const start0 = `"start": "2025-06-01T08:00:00+03:00"`

// forgive takes back what shape marked.
func forgive(n *node) {
	n.unreadable, n.dropped = false, false
	for _, c := range n.children {
		forgive(c)
	}
}

// A first fault must not hide a second: google/fhir stops at its first phase.
func TestDecode_findsAllFaultsAtOnce(t *testing.T) {
	body := string(mended(t, "claim-r4", `"payor"`, `"payers"`))
	body = strings.Replace(body, start0, `"start": "2025-06-01T08:00:00"`, 1)
	body = strings.Replace(body, `"use": "claim"`, `"use": "cash"`, 1)
	body = strings.Replace(body, `"focal": true`, `"focal": "true"`, 1)
	_, issues := Decode([]byte(body))
	want := []string{
		"FHR-013 Bundle.entry[1].resource.payor",
		"FHR-015 Bundle.entry[1].resource.payers",
		"FHR-003 Bundle.entry[3].resource.use",
		"FHR-010 Bundle.entry[3].resource.insurance[0].focal",
		"FHR-011 Bundle.entry[3].resource.item[0].servicedPeriod.start",
	}
	if diff := cmp.Diff(want, rules(issues)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// google/fhir walks maps, so it reports in another order each time; the answer must not.
func TestDecode_isDeterministic(t *testing.T) {
	body := sample(t, "claim")
	_, first := Decode(body)
	for range 20 {
		if _, again := Decode(body); !slices.Equal(first, again) {
			t.Fatalf("another answer to the same body:\n%s", cmp.Diff(first, again))
		}
	}
}
