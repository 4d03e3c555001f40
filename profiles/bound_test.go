package profiles

import (
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
)

// bare is a bundle of one claim that is written in the given members and nothing else.
func bare(members string) []byte {
	return []byte(`{"resourceType":"Bundle","type":"message","entry":[{"fullUrl":"https://fhir.sha.go.ke/fhir/Claim/1","resource":{"resourceType":"Claim",` + members + `}}]}`)
}

// Of a bundle of nothing but faults no more is kept than an answer can need, and it is refused.
func TestCheck_findingsAreBounded(t *testing.T) {
	bundle, _ := fhir.Decode(bare(`"item":[` + strings.Repeat(`{"factor":1},`, maxFindings/3) + `{"factor":1}]`))
	issues := starter(t).Check(bundle, nil, Sender{}, now)
	if len(issues) > maxFindings+1 {
		t.Errorf("%d findings are kept, want at most %d", len(issues), maxFindings+1)
	}
	if first := issues[0]; first.Level != fhir.Error || first.Code != "too-costly" || !strings.Contains(first.Text, "more than 100000 findings") {
		t.Errorf("the first finding is %v, want the one that says that there are more", first)
	}
}

// A finding shows the beginning of a value, however long that is.
func TestCheck_textsAreBounded(t *testing.T) {
	long := strings.Repeat("Ä", 1<<20)
	for _, members := range []string{
		`"patient":{"reference":"` + long + `"}`,
		`"diagnosis":[{"diagnosisCodeableConcept":{"coding":[{"code":"` + long + `"}]}}]`,
		`"diagnosis":[{"diagnosisCodeableConcept":{"coding":[{"code":"BA00","extension":[{"url":"icd11-cluster-expression","valueString":"` + long + `"}]}]}}]`,
		`"item":[{"productOrService":{"coding":[{"code":"` + long + `"},{"code":"SHA-07-001"}]}}]`,
		`"insurance":[{"coverage":{"reference":"` + long + `"}}],"item":[{"extension":[{"url":"/item-coverage-reference"}]}]`,
	} {
		bundle, read := fhir.Decode(bare(members))
		for _, issue := range starter(t).Check(bundle, read, Sender{}, now) {
			if len(issue.Text) > 3*mostShown {
				t.Errorf("%s has a text of %d bytes", issue.Rule, len(issue.Text))
			}
		}
	}
}

// What many rows refer to is read once: the time to check grows as the body does.
func TestCheck_sharedConditionIsToldOnce(t *testing.T) {
	const rows = 5000
	diagnosis := `{"diagnosisReference":{"reference":"Condition/c"}}`
	body := strings.Replace(string(bare(`"diagnosis":[`+strings.Repeat(diagnosis+",", rows)+diagnosis+`]`)), `"entry":[`,
		`"entry":[{"fullUrl":"https://fhir.sha.go.ke/fhir/Condition/c","resource":{"resourceType":"Condition","id":"c","code":{"coding":[{"code":"N18.5"}]}}},`, 1)
	bundle, _ := fhir.Decode([]byte(body))
	c := check{bundle: bundle, claim: bundle.Claims()[0], terms: terms(t, false).Current(), rule: diagnosisCodeExists}
	diagnosisCodeExists.CheckClaim(&c)
	if len(c.issues) != 1 {
		t.Errorf("there are %d findings about one code, want one", len(c.issues))
	}
}
