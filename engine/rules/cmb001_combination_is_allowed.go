package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

// combinationIsAllowed goes by the first item of the claim, which the payer calls the primary
// intervention, and the payer's list of what may stand beside it. What the list does not name is for a
// person to judge; so is what is allowed only after a time that nobody has published.
var combinationIsAllowed = engine.Rule{
	ID:       "CMB-001",
	Title:    "The interventions of the claim may be claimed beside its first one.",
	Cites:    "Claims interface of the Digital Health Agency: combinations of interventions",
	Outcomes: []engine.Outcome{engine.Refer},
	Check: func(c engine.Case) []engine.Finding {
		if len(c.Claim.Items) < 2 {
			return nil
		}
		primary := slices.MinFunc(c.Claim.Items, func(a, b engine.Item) int { return a.Sequence - b.Sequence })
		rule, found := combinationOf(c.Settings.Combinations, primary.Code)
		if !found {
			return nil
		}
		var findings []engine.Finding
		for _, item := range c.Claim.Items {
			if allows(rule, item.Code) {
				continue
			}
			finding := referred(engine.CombinationNotAllowed,
				fmt.Sprintf("%s is in a claim of %s, which %s.", item.Code, primary.Code, beside(rule)),
				fmt.Sprintf("%s, the first item of the claim, %s; a person looks at %s.", primary.Code, beside(rule), item.Code))[0]
			finding.Item = item.Sequence
			findings = append(findings, finding)
		}
		return findings
	},
}

// combinationOf is the row of the list for a primary intervention: the one with the longest prefix.
func combinationOf(list []engine.Combination, primary string) (longest engine.Combination, found bool) {
	for _, one := range list {
		if strings.HasPrefix(primary, one.Primary) && (!found || len(one.Primary) > len(longest.Primary)) {
			longest, found = one, true
		}
	}
	return longest, found
}

// allows reports whether an intervention may stand beside the primary one: more of the same kind
// always may.
func allows(rule engine.Combination, code string) bool {
	return strings.HasPrefix(code, rule.Primary) || !rule.Alone && slices.ContainsFunc(rule.With, func(prefix string) bool {
		return strings.HasPrefix(code, prefix)
	})
}

// beside says what may be claimed beside a primary intervention.
func beside(rule engine.Combination) string {
	if rule.Alone || len(rule.With) == 0 {
		return "is claimed alone"
	}
	return "may be claimed together with " + listed(rule.With) + " alone"
}
