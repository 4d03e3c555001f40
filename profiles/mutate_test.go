package profiles

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// at is a test for a finding whose path is this one.
func at(path string) func(fhir.Issue) bool {
	return func(issue fhir.Issue) bool { return issue.Path == path }
}

// by is a test for a finding of one of these rules.
func by(rules ...string) func(fhir.Issue) bool {
	return func(issue fhir.Issue) bool { return slices.Contains(rules, issue.Rule) }
}

var index = regexp.MustCompile(`\[\d+\]`)

// needed are the elements without which a bundle breaks a rule or R4.
var needed = strings.Fields(`
	Bundle.type Bundle.entry Bundle.entry.fullUrl Bundle.entry.resource Bundle.entry.resource.resourceType
	Claim.id Claim.identifier Claim.status Claim.type Claim.use Claim.patient Claim.created Claim.provider Claim.priority
	Claim.insurance Claim.insurance.sequence Claim.insurance.focal Claim.insurance.coverage Claim.insurance.coverage.reference
	Claim.careTeam Claim.careTeam.sequence Claim.careTeam.provider Claim.careTeam.provider.reference
	Claim.billablePeriod Claim.billablePeriod.start Claim.billablePeriod.end
	Claim.diagnosis Claim.diagnosis.sequence Claim.item Claim.item.sequence Claim.item.productOrService
	Claim.item.productOrService.coding Claim.item.productOrService.coding.code
	Claim.item.servicedPeriod Claim.item.servicedPeriod.start Claim.item.servicedPeriod.end
	Claim.item.net Claim.item.net.value Claim.total Claim.total.value Claim.total.currency
	Coverage.id Coverage.status Coverage.beneficiary Coverage.payor`)

// plainPath is a path without indices, from the resource on: "Claim.item.net".
func plainPath(path, resource string) string {
	plain := index.ReplaceAllString(path, "")
	if rest, ok := strings.CutPrefix(plain, "Bundle.entry.resource."); ok && rest != "resourceType" {
		return resource + "." + rest
	}
	return plain
}

// remove takes a member away.
func remove(p place) (mutation, bool) {
	holder, ok := p.parent.(map[string]any)
	if !ok {
		return mutation{}, false
	}
	delete(holder, p.key)
	m := mutation{what: "deleted"}
	if slices.Contains(needed, plainPath(p.path, p.resource)) {
		// Where nothing is left of what held it, that is spoken of instead.
		m.speaks = func(issue fhir.Issue) bool {
			return issue.Path == p.path || len(holder) == 0 && strings.HasPrefix(p.path, issue.Path+".")
		}
	}
	return m, true
}

// retype puts a value of another JSON type there.
func retype(p place) (mutation, bool) {
	switch p.value.(type) {
	case string:
		p.put(7)
	case bool:
		p.put("maybe")
	case float64:
		p.put(map[string]any{"a": 1})
	default:
		p.put("a text")
	}
	m := mutation{what: "retyped", speaks: func(issue fhir.Issue) bool {
		return issue.Path == p.path || strings.HasPrefix(p.path, issue.Path)
	}}
	return m, true
}

// rename gives a member a name that R4 does not know.
func rename(p place) (mutation, bool) {
	holder, ok := p.parent.(map[string]any)
	if !ok {
		return mutation{}, false
	}
	delete(holder, p.key)
	holder[p.key+"Xyz"] = p.value
	m := mutation{what: "renamed", speaks: at(p.path + "Xyz")}
	switch {
	case p.key == "resourceType" && p.path == "Bundle.resourceType":
		m.speaks = by("FHR-002")
	case p.key == "resourceType":
		m.speaks = by("BND-002")
	case p.path == "Bundle.entry":
		m.speaks = by("BND-002")
	}
	return m, true
}

// duplicate appends a copy of the first value of a list.
func duplicate(p place) (mutation, bool) {
	list, ok := p.value.([]any)
	if !ok {
		return mutation{}, false
	}
	copied, err := json.Marshal(list[0])
	if err != nil {
		return mutation{}, false
	}
	var again any
	if err := json.Unmarshal(copied, &again); err != nil {
		return mutation{}, false
	}
	p.put(append(list, again))
	rules := map[string][]string{"Bundle.entry": {"BND-003"}, "Claim.item": {"ITM-001"}, "Claim.insurance": {"CLM-003"}}
	m := mutation{what: "duplicated"}
	if rules := rules[plainPath(p.path, p.resource)]; rules != nil {
		m.speaks = by(rules...)
	}
	return m, true
}

// renumber adds one to a number.
func renumber(p place) (mutation, bool) {
	number, ok := p.value.(float64)
	if !ok {
		return mutation{}, false
	}
	p.put(number + 1)
	m := mutation{what: "changed the number at"}
	switch plainPath(p.path, p.resource) {
	case "Claim.total.value", "Claim.item.net.value":
		m.speaks = by("CLM-006", "ITM-009")
	case "Claim.item.sequence":
		m.speaks = by("ITM-011", "ITM-001")
	}
	return m, true
}

var dateForm = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}`)

// redate moves a date two years back.
func redate(p place) (mutation, bool) {
	text, ok := p.value.(string)
	if !ok || !dateForm.MatchString(text) {
		return mutation{}, false
	}
	p.put("2025" + text[4:])
	m := mutation{what: "changed the date at"}
	switch plainPath(p.path, p.resource) {
	case "Claim.item.servicedPeriod.start":
		m.speaks = by("ITM-003")
	case "Claim.item.servicedPeriod.end":
		m.speaks = by("ITM-002")
	case "Claim.billablePeriod.end":
		m.speaks = by("CLM-008")
	}
	return m, true
}

// mislead lets a reference lead to nothing.
func mislead(p place) (mutation, bool) {
	text, ok := p.value.(string)
	if !ok || p.key != "reference" {
		return mutation{}, false
	}
	p.put(text + "-none")
	m := mutation{what: "broke the reference at"}
	holder := strings.TrimSuffix(p.path, ".reference")
	switch {
	case strings.Contains(p.path, ".related["):
	case p.resource == "Claim" || p.resource == "Coverage":
		m.speaks = func(issue fhir.Issue) bool { return issue.Rule == "REF-001" && issue.Path == holder }
	default:
		m.speaks = func(issue fhir.Issue) bool { return issue.Rule == "REF-002" && issue.Path == holder }
	}
	return m, true
}
