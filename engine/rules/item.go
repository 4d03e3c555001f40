package rules

import (
	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// eachItem is a check that looks at one item at a time.
func eachItem(check func(engine.Case, engine.Item) []engine.Finding) func(engine.Case) []engine.Finding {
	return func(c engine.Case) []engine.Finding {
		var findings []engine.Finding
		for _, item := range c.Claim.Items {
			for _, finding := range check(c, item) {
				finding.Item = item.Sequence
				findings = append(findings, finding)
			}
		}
		return findings
	}
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
	intervention, known := c.Terms.Intervention(item.Code, item.Start)
	if !known || intervention.Capitated {
		return intervention, fhir.Money{}, false
	}
	tariff, known := intervention.Tariff(level(c))
	return intervention, tariff, known
}
