package server

import (
	"net/http"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/profiles"
)

// withDefinitions is an exchange with the definitions of the project.
func withDefinitions(t *testing.T) *exchange {
	t.Helper()
	definitions, err := profiles.Definitions(testBase, nil)
	if err != nil {
		t.Fatal(err)
	}
	return newExchange(t, func(c *Config) { c.Definitions = definitions })
}

// Every definition of the project is found, read and sound, and the statement names its profiles.
func TestDefinitions_ofTheProject(t *testing.T) {
	x := withDefinitions(t)
	found := 0
	for _, resourceType := range definedTypes {
		for next := "/fhir/" + resourceType + "?_count=20"; next != ""; {
			set, _ := readSearchset(t, x.send("GET", next, nil))
			for _, entry := range set.Entry {
				found++
				wantStatus(t, x.send("GET", "/fhir/"+resourceType+"/"+entry.Resource.ID, nil), http.StatusOK)
			}
			next = set.link("next")
		}
		wantStatus(t, x.send("GET", "/fhir/"+resourceType+"/"+definitionExamples[resourceType], nil), http.StatusOK)
	}
	l, err := x.lists()
	if err != nil {
		t.Fatal(err)
	}
	if want := len(l.defined); found != want || want <= len(x.Definitions) {
		t.Errorf("%d definitions are found; wanted %d", found, want)
	}
	statement, body := readStatement(t, x)
	if _, issues := fhir.DecodeResource(body); len(issues) > 0 {
		t.Errorf("the statement: %+v", issues)
	}
	for _, resourceType := range []string{"Bundle", "Claim", "ClaimResponse", "Coverage", "Patient", "Organization", "Practitioner"} {
		for _, resource := range statement.REST[0].Resource {
			if resource.Type == resourceType && len(resource.SupportedProfile) > 0 {
				resourceType = ""
			}
		}
		if resourceType != "" {
			t.Errorf("the statement has no profile of %s", resourceType)
		}
	}
}

// The page tells every rule of bundles.
func TestReadPage_rules(t *testing.T) {
	page := withDefinitions(t).send("GET", "/docs", nil).Body.String()
	for _, rule := range profiles.Catalogue() {
		if !strings.Contains(page, `<tr id="`+rule.ID+`">`) {
			t.Errorf("%s is not in the page", rule.ID)
		}
	}
}
