package rules

import (
	"cmp"
	"slices"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// eachItem is a check that looks at one item at a time, and at what the rules before have left of it.
func eachItem(check func(c engine.Case, item engine.Item, left engine.ItemDecision) []engine.Finding) func(engine.Case) []engine.Finding {
	return func(c engine.Case) []engine.Finding {
		var findings []engine.Finding
		for i, item := range c.Claim.Items {
			for _, finding := range check(c, item, c.Items[i]) {
				finding.Item = item.Sequence
				findings = append(findings, finding)
			}
		}
		return findings
	}
}

// inOrder are the places of the items in the order of service. What several of them want of one thing
// is given in this order, so that the order in which a sender lists them does not matter.
func inOrder(c engine.Case) []int {
	order := make([]int, len(c.Claim.Items))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		one, other := c.Claim.Items[a], c.Claim.Items[b]
		return cmp.Or(compare(one.Start, other.Start), compare(one.End, other.End), cmp.Compare(one.Sequence, other.Sequence))
	})
	return order
}

// compare orders dates.
func compare(a, b fhir.Date) int {
	return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Day, b.Day))
}

// lastCounted is the last day of the claim that is counted.
func lastCounted(c engine.Case) fhir.Date {
	var last fhir.Date
	for _, item := range c.Claim.Items {
		if end := c.Counted(item).Last; end.After(last) {
			last = end
		}
	}
	return last
}

// level is the facility's level, empty where the registry did not know the facility on the day.
func level(c engine.Case) string {
	if c.Facility == nil {
		return ""
	}
	return c.Facility.Level
}

// priced is an item's intervention and its tariff at the facility's level, both as on the item's
// first day; false where one of them is not known or the intervention is capitated.
func priced(c engine.Case, item engine.Item) (terminology.Intervention, fhir.Money, bool) {
	intervention, known := c.Intervention(item)
	if !known || intervention.Capitated {
		return intervention, fhir.Money{}, false
	}
	tariff, known := intervention.Tariff(level(c))
	return intervention, tariff, known
}
