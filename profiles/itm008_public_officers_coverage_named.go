package profiles

import (
	"strings"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

var publicOfficersCoverageNamed = Rule{
	Entry: Entry{
		ID:    "ITM-008",
		Title: "A claim for interventions of the public officers' scheme (PMF) has their coverage in its insurance, and where a claim has several coverages every item names its own.",
		Cites: "Claims Submission Guide, checklist 13",
		Mend: "Add the public officers' Coverage (its id ends in -pmf-coverage) to the bundle and to Claim.insurance. " +
			"Give each item an extension whose url ends in /item-coverage-reference, with a valueReference to its Coverage.",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	CheckClaim: func(c *check) {
		own := c.coverages()
		c.officersCoverage(own)
		for _, item := range c.claim.Item {
			c.itemCoverage(item, own)
		}
	},
}

// officersCoverage demands the public officers' coverage for the items of their scheme.
func (c *check) officersCoverage(own coverages) {
	var officers []fhir.Item
	for _, item := range c.claim.Item {
		if strings.HasPrefix(InterventionCode(item.ProductOrService), string(terminology.PMF)+"-") {
			officers = append(officers, item)
		}
	}
	if len(officers) == 0 || len(own.unseen) > 0 {
		return
	}
	for _, entry := range own.entries {
		if OfPublicOfficers(entry.Resource, entry.FullURL.Value) {
			return
		}
	}
	c.find(c.claim.Path+".insurance", "business-rule", "the claim has interventions of the public officers' scheme (item %s), and no insurance is their Coverage; "+
		"wanted is one whose id ends in -pmf-coverage, beside that of SHA", and(named(officers)))
}

// itemCoverage demands that what an item names as its coverage is one of the claim's, and that it
// names one where the claim has several.
func (c *check) itemCoverage(item fhir.Item, own coverages) {
	if own.count() == 0 {
		return // CLM-002 speaks
	}
	named := false
	for _, extension := range item.Extension {
		if !namesCoverage(extension) {
			continue
		}
		named = true
		ref := extension.Reference
		target, _ := c.bundle.Resolve(c.claim.Entry, ref)
		switch {
		case ref.State == fhir.Unreadable || ref.Literal != "" && c.astray(c.claim.Entry, ref):
		case ref.Literal == "":
			c.find(ref.Path, "required", "item %s names no coverage in its extension; wanted is a reference to the fullUrl of one of the claim's: %s",
				name(item), or(own.names()))
		case !own.have(target.Entry) && len(own.unseen) == 0:
			c.find(ref.Path, "business-rule", "item %s names the coverage %q, which is not in the claim's insurance; wanted is one of the claim's: %s",
				name(item), ref.Literal, or(own.names()))
		}
	}
	if !named && own.count() > 1 {
		c.find(item.Path+".extension", "required", "the claim has several coverages, and item %s does not say which is its own; "+
			"wanted is an extension whose url ends in /item-coverage-reference, with a valueReference to one of them: %s", name(item), or(own.names()))
	}
}
