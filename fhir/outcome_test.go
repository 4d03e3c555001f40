package fhir

import (
	"strings"
	"testing"
)

func TestEncodeOutcome(t *testing.T) {
	for _, test := range []struct {
		name   string
		issues []Issue
		want   string
	}{
		{"no findings", nil, `{"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"informational","diagnostics":"no findings"}]}`},
		{"a finding with all that it can have",
			[]Issue{{Rule: "CLM-002", Level: Error, Code: "required", Path: "Bundle.entry[0].resource.insurance", Expression: "Bundle.entry[0].resource", Text: `"insurance" <is> missing & wanted`}},
			`{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"required","details":{"coding":[{"system":"https://x.example/fhir/CodeSystem/bima-issue","code":"CLM-002"}]},"diagnostics":"\"insurance\" <is> missing & wanted","expression":["Bundle.entry[0].resource"]}]}`},
		{"a path that was not settled, no rule",
			[]Issue{{Level: Warning, Code: "value", Path: "Bundle.type", Text: "t"}, {Level: Information, Code: "informational", Text: "i"}},
			`{"resourceType":"OperationOutcome","issue":[{"severity":"warning","code":"value","diagnostics":"t","expression":["Bundle.type"]},{"severity":"information","code":"informational","diagnostics":"i"}]}`},
		{"control characters of the sender",
			[]Issue{{Level: Error, Code: "structure", Path: "Bundle.a\x00b", Text: "a\x01b\nc"}},
			`{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"structure","diagnostics":"a` + "\uFFFD" + `b\nc","expression":["Bundle.a` + "\uFFFD" + `b"]}]}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := EncodeOutcome("https://x.example/fhir", test.issues)
			if string(got) != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if err := Judge(got); err != nil {
				t.Errorf("no sound R4: %v", err)
			}
		})
	}
}

// Whatever the reader finds can be told: its codes are those of R4.
func TestEncodeOutcome_ofTheSamples(t *testing.T) {
	for _, name := range []string{"claim", "preauth"} {
		_, issues := Decode(sample(t, name))
		if err := Judge(EncodeOutcome("https://x.example/fhir", issues)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestEncodeOutcome_isBounded: of many findings the gravest are written, and that there are more.
func TestEncodeOutcome_isBounded(t *testing.T) {
	issues := make([]Issue, maxIssues+7)
	for i := range issues {
		issues[i] = Issue{Rule: "FHR-015", Level: Error, Code: "structure", Path: "Bundle", Text: "unknown"}
		if i < 7 {
			issues[i].Level = Warning
		}
	}
	body := EncodeOutcome("https://example.org/fhir", issues)
	if err := Judge(body); err != nil {
		t.Error(err)
	}
	if got := strings.Count(string(body), `"severity":"error"`); got != maxIssues {
		t.Errorf("%d errors were written, want %d", got, maxIssues)
	}
	if got := strings.Count(string(body), `"severity":"warning"`); got != 1 {
		t.Errorf("%d warnings were written, want the one that says that there are more", got)
	}
	if issues[0].Level != Warning {
		t.Error("EncodeOutcome changed what it was given")
	}
	if !strings.Contains(string(body), "there are 7 more findings") {
		t.Error("that there are more is not said")
	}
}
