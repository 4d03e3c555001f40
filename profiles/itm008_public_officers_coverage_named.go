package profiles

import (
	"slices"
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
		missing := c.officersCoverage(own)
		for _, item := range c.claim.Item {
			c.itemCoverage(item, own, missing)
		}
	},
}

// officersCoverage demands the public officers' coverage for the items of their scheme, and reports
// whether it is missing.
func (c *check) officersCoverage(own coverages) (missing bool) {
	var officers []fhir.Item
	for _, item := range c.claim.Item {
		if strings.HasPrefix(InterventionCode(item.ProductOrService), string(terminology.PMF)+"-") {
			officers = append(officers, item)
		}
	}
	if len(officers) == 0 || len(own.unseen) > 0 || slices.ContainsFunc(own.entries, ofPublicOfficers) {
		return false
	}
	c.find(c.claim.Path+".insurance", "business-rule", "the claim has interventions of the public officers' scheme (item %s), and no insurance is their Coverage; "+
		"wanted is one whose id ends in -pmf-coverage, beside that of SHA", and(named(officers)))
	return true
}

func ofPublicOfficers(entry *fhir.Entry) bool {
	return entry.Resource.Coverage != nil && OfPublicOfficers(entry.Resource, entry.FullURL.Value)
}

// itemCoverage demands that what an item names as its coverage is one of the claim's, and that it
// names one where the claim has several. Where the officers' coverage is missing in the insurance,
// the items that name it are right.
func (c *check) itemCoverage(item fhir.Item, own coverages, officersMissing bool) {
	if own.count() == 0 {
		return // CLM-002 speaks
	}
	named := map[any]bool{}
	for _, extension := range item.Extension {
		if !namesCoverage(extension) {
			continue
		}
		ref := extension.Reference
		target, _ := c.bundle.Resolve(c.claim.Entry, ref)
		if target.Entry != nil {
			named[target.Entry] = true
		} else {
			named[ref.Literal] = true
		}
		switch {
		case ref.State == fhir.Unreadable || ref.Literal != "" && c.astray(c.claim.Entry, ref):
		case ref.Literal == "":
			c.find(ref.Path, "required", "item %s names no coverage in its extension; wanted is a reference to the fullUrl of one of the claim's: %s",
				name(item), own.told)
		case own.known[target.Entry] || len(own.unseen) > 0:
		case officersMissing && target.Entry != nil && ofPublicOfficers(target.Entry):
		default:
			c.find(ref.Path, "business-rule", "item %s names the coverage %q, which is not in the claim's insurance; wanted is one of the claim's: %s",
				name(item), ref.Literal, own.told)
		}
	}
	switch {
	case len(named) > 1:
		c.find(item.Path+".extension", "business-rule", "item %s names %d coverages as its own; wanted is one of them", name(item), len(named))
	case len(named) == 0 && own.count() > 1:
		c.find(item.Path+".extension", "required", "the claim has several coverages, and item %s does not say which is its own; "+
			"wanted is an extension whose url ends in /item-coverage-reference, with a valueReference to one of them: %s", name(item), own.told)
	}
}
