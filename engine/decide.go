package engine

import (
	"fmt"

	"github.com/bima-exchange/bima/fhir"
)

// Decision is what the rules make of a case.
type Decision struct {
	// Findings are in the order of the rules.
	Findings []Finding
	// Items are in ascending order of sequence.
	Items []ItemDecision
}

// ItemDecision is one item, so that a clerk can redo the sum by hand:
// Submitted − Σ Reductions = Eligible.
type ItemDecision struct {
	Sequence   int
	Submitted  fhir.Money
	Reductions []Reduction
	Eligible   fhir.Money
}

// Reduction is what one rule took off an item.
type Reduction struct {
	Rule   string
	Reason Reason
	Amount fhir.Money
}

// Decide runs the rules over a case. It is a pure function: the same case and rules give the same
// decision. A rule that panics refers the claim to a person.
func Decide(c Case, rules []Rule) Decision {
	decision := decisionOf(c.Claim)
	day := c.Claim.FirstDay()
	for _, rule := range rules {
		if day.Before(rule.Since) || !rule.Until.IsZero() && !day.Before(rule.Until) {
			continue
		}
		for _, finding := range run(rule, c) {
			finding.Rule = rule.ID
			decision.add(finding)
		}
	}
	return decision
}

// decisionOf is a claim before any rule has spoken: everything that was asked for is eligible.
func decisionOf(claim Claim) Decision {
	var decision Decision
	for _, item := range claim.Items {
		decision.Items = append(decision.Items, ItemDecision{Sequence: item.Sequence, Submitted: item.Net, Eligible: item.Net})
	}
	return decision
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

// add takes a finding in. A cut takes off what is above its ceiling; one that takes nothing off is
// dropped, and one that leaves an item nothing is a deny, since the engine never approves nothing.
func (d *Decision) add(finding Finding) {
	if finding.Outcome != Cut {
		d.Findings = append(d.Findings, finding)
		return
	}
	for i := range d.Items {
		item := &d.Items[i]
		if item.Sequence != finding.Item || finding.Ceiling == nil || item.Eligible.Cents <= finding.Ceiling.Cents {
			continue
		}
		off := fhir.Cents(item.Eligible.Cents - max(finding.Ceiling.Cents, 0))
		item.Eligible.Cents -= off.Cents
		item.Reductions = append(item.Reductions, Reduction{finding.Rule, finding.Reason, off})
		if item.Eligible.Cents == 0 {
			finding.Outcome = Deny
		}
		d.Findings = append(d.Findings, finding)
	}
}

// told are the findings about an item (0: the claim) that a facility may read.
func (d Decision) told(item int) []Finding {
	var told []Finding
	for _, finding := range d.Findings {
		if finding.Item == item && finding.Outcome != Watch && finding.Facility != "" {
			told = append(told, finding)
		}
	}
	return told
}

// Action is what the decision means for the claim (rules.md "Outcome for the claim").
func (d Decision) Action() Action {
	action := EngineApprove
	for _, finding := range d.Findings {
		switch finding.Outcome {
		case Watch:
			return EngineSuspect
		case Deny, Refer:
			action = EngineRefuse
		}
	}
	return action
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
