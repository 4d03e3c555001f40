package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// granted is what an officer pays: at most the least of what was submitted, the tariff, what the
// limits leave and what the preauthorization leaves (api.md "Second officer"). With override tariff
// and limit do not bind.
func (e *Engine) granted(facts Case, a action) (Decision, error) {
	var passes []Binding
	if a.Override {
		if a.Reason == "" {
			return Decision{}, Errorf(Unprocessable, "an override needs a reason; wanted is one of %s", joined(ActionReasons(Approve)))
		}
		passes = []Binding{ByTariff, ByLimit}
	}
	most := facts.ceilings(e.Rules, passes)
	if err := a.checkItems(most); err != nil {
		return Decision{}, err
	}
	var above []string
	for _, asked := range a.Items {
		i := slices.IndexFunc(most.Items, func(item ItemDecision) bool { return item.Sequence == asked.Sequence })
		item := &most.Items[i]
		if asked.Benefit.Cents > item.Benefit.Cents {
			above = append(above, item.above(asked.Benefit, most))
			continue
		}
		facts.lower(i, item, asked, or(given(asked.Reason), or(given(a.Reason), OfficerAdjusted)))
	}
	if len(above) > 0 {
		return Decision{}, Errorf(Unprocessable, "%s", strings.Join(above, " "))
	}
	if most.Benefit().Cents == 0 && facts.Claim.Submitted().Cents > 0 {
		return Decision{}, Errorf(Unprocessable, "nothing would be paid of %s; what is to be paid nothing of is rejected", facts.Claim.Submitted())
	}
	most.Remarks = a.remarks()
	return most, nil
}

// ceilings is the most that an officer can give: what the cuts of the rules leave, whatever else they
// find. Rules whose kind of ceiling is passed do not bind.
func (c Case) ceilings(rules []Rule, passes []Binding) Decision {
	decision := c.begin()
	c.Items = make([]ItemDecision, 0, len(decision.Items))
	for _, rule := range rules {
		if rule.Binds == "" || slices.Contains(passes, rule.Binds) {
			continue
		}
		for _, finding := range c.ask(rule, decision) {
			if finding.Ceiling != nil {
				finding.Outcome = Cut
			}
			if finding.Outcome == Cut || finding.Outcome == Note || finding.Outcome == Within {
				decision.add(finding)
			}
		}
	}
	c.share(&decision)
	return decision
}

// checkItems says what is wrong with the amounts asked for.
func (a action) checkItems(most Decision) error {
	seen := map[int]bool{}
	for _, asked := range a.Items {
		switch {
		case !slices.ContainsFunc(most.Items, func(item ItemDecision) bool { return item.Sequence == asked.Sequence }):
			return Errorf(Unprocessable, "the claim has no item %d", asked.Sequence)
		case seen[asked.Sequence]:
			return Errorf(Unprocessable, "item %d is named twice", asked.Sequence)
		case asked.Benefit.Cents < 0:
			return Errorf(Unprocessable, "the benefit of item %d is below zero", asked.Sequence)
		case asked.Reason != "" && !slices.Contains(ActionReasons(Approve), asked.Reason):
			return Errorf(Unprocessable, "%q is no reason to approve another amount; wanted is one of %s", asked.Reason, joined(ActionReasons(Approve)))
		}
		seen[asked.Sequence] = true
	}
	return nil
}

// above says why an item cannot have a benefit, with the figures.
func (i ItemDecision) above(benefit fhir.Money, most Decision) string {
	why := []string{fmt.Sprintf("%s was submitted", i.Submitted)}
	for _, finding := range most.Findings {
		if finding.Item == i.Sequence && finding.Ceiling != nil {
			why = append(why, strings.TrimSuffix(finding.Payer, "."))
		}
	}
	if i.Copay.Cents > 0 {
		why = append(why, fmt.Sprintf("the patient's share is %s", i.Copay))
	}
	return fmt.Sprintf("Item %d can have at most %s, and %s was asked for: %s.", i.Sequence, i.Benefit, benefit, strings.Join(why, "; "))
}

// lower takes so much off an item that its benefit is what the officer gives.
func (c Case) lower(i int, item *ItemDecision, asked ItemRequest, reason Reason) {
	if asked.Benefit.Cents >= item.Benefit.Cents {
		return
	}
	row, _ := c.Intervention(c.Claim.Items[i])
	// The benefit never falls by more than a cent for each cent that is less eligible, so one of the
	// amounts has it to the cent.
	low, high := asked.Benefit.Cents, item.Eligible.Cents
	for low < high {
		middle := low + (high-low)/2
		if middle-row.Copay.Of(fhir.Cents(middle)).Cents < asked.Benefit.Cents {
			low = middle + 1
		} else {
			high = middle
		}
	}
	item.Reductions = append(item.Reductions, Reduction{Reason: reason, Amount: fhir.Cents(item.Eligible.Cents - low)})
	item.Eligible = fhir.Cents(low)
	item.Copay = row.Copay.Of(item.Eligible)
	item.Benefit = fhir.Cents(item.Eligible.Cents - item.Copay.Cents)
	if item.Benefit.Cents == 0 {
		item.Units, item.Paid = fhir.Decimal{}, Days{} // of nothing that is paid nothing is used
	}
}

// given is a pointer to a reason, nil where there is none.
func given(reason Reason) *Reason {
	if reason == "" {
		return nil
	}
	return &reason
}
