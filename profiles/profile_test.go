package profiles

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
	"github.com/bima-exchange/bima/testdata"
)

// starter is the Profile over the lists that come with the program.
func starter(t *testing.T) *Profile {
	t.Helper()
	set, err := terminology.Starter()
	if err != nil {
		t.Fatal(err)
	}
	return New(Config{Terms: terminology.New(set), Prefixes: []string{"https://fhir.sha.go.ke", "https://uat-mis.apeiro-digital.com"}})
}

// findings are all settled findings about one of the bundles of testdata.
func findings(t *testing.T, name string, handling Handling) []fhir.Issue {
	t.Helper()
	bundle, issues := fhir.Decode(testdata.Bundle(name))
	if bundle == nil {
		t.Fatal(issues)
	}
	sender := fixture{handling: handling}.sender(bundle)
	return starter(t).Check(bundle, issues, sender, now)
}

// The guide's claim breaks three of the guide's own rules and no other, its preauthorization one: as
// they are published and made R4, and read leniently.
func TestCheck_guide(t *testing.T) {
	for _, test := range []struct {
		names []string
		want  []string
	}{
		{[]string{"guide/claim", "guide/claim-r4"}, []string{
			"CLM-005 Bundle.entry[3].resource.careTeam in Bundle.entry[3].resource",
			"REF-001 Bundle.entry[3].resource.provider in Bundle.entry[3].resource.provider",
			"ITM-003 Bundle.entry[3].resource.item[0].servicedPeriod in Bundle.entry[3].resource.item[0].servicedPeriod",
		}},
		{[]string{"guide/preauth", "guide/preauth-r4"}, []string{
			"ITM-003 Bundle.entry[4].resource.item[0].servicedPeriod in Bundle.entry[4].resource.item[0].servicedPeriod",
		}},
	} {
		for _, name := range test.names {
			var got []string
			for _, issue := range findings(t, name, Lenient) {
				if issue.Level == fhir.Error {
					got = append(got, fmt.Sprintf("%s %s in %s", issue.Rule, issue.Path, issue.Expression))
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
	}
}
