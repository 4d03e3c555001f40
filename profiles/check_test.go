package profiles

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/testdata"
)

func TestAuthority(t *testing.T) {
	bundle, _ := fhir.Decode(edited(t, "delivery", "entry[5] = @entry[4]", `entry[5].resource.id = "2"`))
	ours := ClaimFacility{Asked: []string{facilityID}, Found: []string{facilityID}, May: true}
	theirs := ClaimFacility{Asked: []string{"12110"}, Found: []string{"FID-22-222222-2"}}
	for _, test := range []struct {
		name       string
		facilities []ClaimFacility
		want       []string
	}{
		{"all are the sender's", []ClaimFacility{ours, ours}, nil},
		{"one is another's", []ClaimFacility{ours, theirs}, []string{"CLM-012 error forbidden Bundle.entry[5].resource.provider"}},
		{"both are another's", []ClaimFacility{theirs, theirs}, []string{
			"CLM-012 error forbidden Bundle.entry[4].resource.provider",
			"CLM-012 error forbidden Bundle.entry[5].resource.provider",
		}},
		{"an unknown facility is CLM-017's", []ClaimFacility{ours, {Asked: []string{"x"}}}, nil},
		{"a facility of which nothing is said is CLM-017's", []ClaimFacility{ours}, nil},
	} {
		var got []string
		for _, issue := range starter(t).Authority(bundle, Sender{Facilities: test.facilities}) {
			got = append(got, fmt.Sprintf("%s %s %s %s", issue.Rule, issue.Level, issue.Code, issue.Path))
			if strings.Contains(issue.Text, "FID-22") || !strings.Contains(issue.Text, `"12110"`) {
				t.Errorf("%s: the text has to name the id that was given and no other: %s", test.name, issue.Text)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// Authority alone asks CLM-012, and Check refuses a claim of which no facility is known.
func TestCheck_facilities(t *testing.T) {
	bundle, _ := fhir.Decode(testdata.Bundle("delivery"))
	for _, test := range []struct {
		name       string
		facilities []ClaimFacility
		want       bool
	}{
		{"another's", []ClaimFacility{{Asked: []string{facilityID}, Found: []string{facilityID}}}, false},
		{"nothing is said", nil, true},
	} {
		issues := starter(t).Check(bundle, nil, Sender{Facilities: test.facilities}, now)
		if fhir.HasErrors(issues) != test.want {
			t.Errorf("%s: errors %t, want %t: %v", test.name, !test.want, test.want, issues)
		}
	}
}

func TestCheck_panicIsAnError(t *testing.T) {
	logged := new(strings.Builder)
	profile := starter(t)
	profile.config.Log = slog.New(slog.NewTextHandler(logged, nil))
	bundle, _ := fhir.Decode(testdata.Bundle("delivery"))
	broken := Rule{Entry: Entry{ID: "ITM-999", Strict: fhir.Information, Lenient: fhir.Information}, CheckClaim: func(c *check) {
		c.note(c.claim.Path, "informational", "found before")
		panic("broken")
	}}
	issues := profile.run([]Rule{broken, totalIsSumOfNets}, bundle, nil, Sender{}, now)
	var got []string
	for _, issue := range issues {
		got = append(got, fmt.Sprintf("%s %s %s %s", issue.Rule, issue.Level, issue.Code, issue.Path))
	}
	want := []string{
		"ITM-999 error exception Bundle",
		"ITM-999 information informational Bundle.entry[4].resource",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if strings.Contains(issues[0].Text, "broken") {
		t.Errorf("the sender is told what went wrong inside: %s", issues[0].Text)
	}
	if !strings.Contains(logged.String(), "rule=ITM-999 panic=string") || !strings.Contains(logged.String(), "check_test.go") {
		t.Errorf("the log does not say which rule broke, and where: %s", logged)
	}
	if strings.Contains(logged.String(), "broken") {
		t.Errorf("the log holds what panicked, which may be of a claim: %s", logged)
	}
}
