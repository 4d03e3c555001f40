package engine

import (
	"fmt"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// Decide runs the rules over a case. It is a pure function: the same case and rules give the same
// decision. A rule that panics refers the claim to a person.
func Decide(c Case, rules []Rule) Decision {
	decision := c.begin()
	c.Items = make([]ItemDecision, 0, len(decision.Items))
	for _, rule := range rules {
		for _, finding := range c.ask(rule, decision) {
			decision.add(finding)
		}
	}
	c.share(&decision)
	return decision
}

// begin is the decision before any rule has spoken.
func (c Case) begin() Decision {
	decision := decisionOf(c.Claim)
	decision.RuleSet = c.Settings.Name
	for i, item := range c.Claim.Items {
		decided := &decision.Items[i]
		decided.Paid = c.Counted(item)
		if row, _ := c.Intervention(item); row.Unit == terminology.Day {
			decided.Units = fhir.Whole(int64(decided.Paid.Count()))
		}
		if preauthorization, allowed, ok := c.Preauthorized(item); ok && c.Claim.Use != UsePreauthorization {
			decided.Preauthorization, decided.PreauthorizationItem = preauthorization.ClaimID, allowed.Sequence
		}
	}
	return decision
}

// ask is what a rule says of the case as the rules before have left it: they are laid out in the room
// that c.Items has, since a claim has more rules than items. The settings may give its findings another
// outcome, or none.
func (c Case) ask(rule Rule, so Decision) []Finding {
	day := c.Claim.FirstDay()
	outcome := c.Settings.Outcomes[rule.ID]
	if day.Before(rule.Since) || !rule.Until.IsZero() && !day.Before(rule.Until) || outcome == Off {
		return nil
	}
	c.Items = append(c.Items[:0], so.Items...)
	findings := run(rule, c)
	for i := range findings {
		findings[i].Rule = rule.ID
		if outcome != "" && findings[i].Outcome != Within {
			findings[i].Outcome = outcome
		}
	}
	return findings
}

// share takes the patient's share off what is eligible. The catalogue says what it is on the first
// day of the item.
func (c Case) share(decision *Decision) {
	for i, item := range c.Claim.Items {
		decided := &decision.Items[i]
		decided.Copay = fhir.Cents(0)
		if row, known := c.Intervention(item); known {
			decided.Copay = row.Copay.Of(decided.Eligible)
		}
		decided.Benefit = fhir.Cents(decided.Eligible.Cents - decided.Copay.Cents)
	}
}

// run is one rule over a case.
func run(rule Rule, c Case) (findings []Finding) {
	defer func() {
		if fault := recover(); fault != nil {
			findings = []Finding{{
				Outcome: Refer, Reason: RuleFailed,
				// What panicked may hold something of the claim; its type does not.
				Payer:    fmt.Sprintf("The rule %s could not be run on this claim (%T).", rule.ID, fault),
				Facility: "One of the automatic checks could not be run on this claim; a person looks at it.",
			}}
		}
	}()
	return rule.Check(c)
}

// FirstDay is the first day of service of a claim.
func (c Claim) FirstDay() fhir.Date {
	var first fhir.Date
	for _, item := range c.Items {
		if first.IsZero() || item.Start.Before(first) {
			first = item.Start
		}
	}
	return first
}

// LastDay is the last day of service of a claim.
func (c Claim) LastDay() fhir.Date {
	var last fhir.Date
	for _, item := range c.Items {
		if item.End.After(last) {
			last = item.End
		}
	}
	return last
}
