package profiles

import (
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

var preauthorizationNamed = Rule{
	Entry: Entry{
		ID:     "CLM-014",
		Title:  "A claim for an intervention that needs a preauthorization names it, and says of every claim that it is related to how it is.",
		Cites:  "Claims Submission Guide, preauthorization before the claim; R4 Claim.related",
		Mend:   `Add related: claim.identifier with the id of the preauthorization as its value, and relationship with the code "pre-auth".`,
		Strict: fhir.Error, Lenient: fhir.Warning,
	},
	CheckClaim: func(c *check) {
		if c.claim.Use.Value != "claim" {
			return
		}
		for _, related := range c.claim.Related {
			c.related(related)
		}
		if needing := c.needingPreauthorization(); len(needing) > 0 && !c.mayNamePreauthorization() {
			c.find(c.claim.Path+".related", "required", `the claim names no preauthorization, and one is needed for item %s; wanted is its id in related.claim.identifier, with the relationship "pre-auth"`,
				and(named(needing)))
		}
	},
}

// related reports a related claim of which is not said what it is, or that is a preauthorization
// without id.
func (c *check) related(related fhir.Related) {
	const wanted = `wanted is the code "pre-auth" where it is the preauthorization, or one of prior, replaces, associated, replaced-by and duplicate`
	concept := related.Relationship
	switch named := relationship(related); {
	case concept.State == fhir.Unreadable:
	case concept.State == fhir.Absent:
		c.find(concept.Path, "required", "related does not say how the other claim is related to this one; %s", wanted)
	case len(concept.Coding) == 0:
		c.find(concept.Path+".coding", "required", "relationship has no coding; %s", wanted)
	case named == "":
		codes := make([]string, len(concept.Coding))
		for i, coding := range concept.Coding {
			codes[i] = coding.Code
		}
		c.find(concept.Path+".coding", "code-invalid", "%s is no relationship between claims; %s", or(quoted(codes)), wanted)
	case namesPreauthorization(related) && related.Claim.State != fhir.Unreadable && relatedID(related) == "":
		c.find(related.Claim.Path, "required", "related names no claim, and its relationship is %q; wanted is the id of the preauthorization in claim.identifier.value", named)
	}
}

// needingPreauthorization are the items of interventions that need one.
func (c *check) needingPreauthorization() []fhir.Item {
	return slices.DeleteFunc(slices.Clone(c.claim.Item), func(item fhir.Item) bool {
		row, ok := c.intervention(item)
		return !ok || len(row.Preauth) == 0
	})
}

// mayNamePreauthorization reports whether the claim names a preauthorization in any of the ways in
// use, or seems to, and then others speak of how it does.
func (c *check) mayNamePreauthorization() bool {
	return slices.ContainsFunc(c.claim.Related, func(related fhir.Related) bool {
		return relationship(related) == "" || namesPreauthorization(related)
	}) || slices.ContainsFunc(c.claim.Insurance, func(insurance fhir.Insurance) bool {
		return len(insurance.PreAuthRef) > 0 || c.refused(insurance.Path+".preAuthRef")
	}) || slices.ContainsFunc(c.claim.Extension, func(extension fhir.Extension) bool {
		return isExtension(extension, "preauth-token") && !extension.String.Absent()
	})
}
