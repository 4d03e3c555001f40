package rules

import (
	"fmt"
	"slices"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// withinPreauthorization binds every item that is under a preauthorization, also one that needs none.
// Several items under one item of it take of it in the order of service.
var withinPreauthorization = engine.Rule{
	ID:       "PRE-002",
	Title:    "An item is paid at most what is left of its preauthorization, in quantity and amount.",
	Cites:    "SHA benefits and tariffs: preauthorization",
	Outcomes: []engine.Outcome{engine.Cut, engine.Deny},
	Binds:    engine.ByPreauthorization,
	Check: func(c engine.Case) []engine.Finding {
		if c.Claim.Use != engine.UseClaim {
			return nil
		}
		var findings []engine.Finding
		left := slices.Clone(c.Items)
		taken := map[allowance]consumed{}
		for _, i := range inOrder(c) {
			allowed, found := allowedBy(c, left[i])
			if !found {
				continue
			}
			key := allowance{left[i].Preauthorization, left[i].PreauthorizationItem}
			before := taken[key]
			allowed.UsedQuantity = plus(allowed.UsedQuantity, before.quantity)
			allowed.UsedAmount.Cents += before.amount.Cents
			findings = append(findings, underPreauthorization(c, i, &left[i], allowed))
			taken[key] = consumed{plus(before.quantity, left[i].Units), fhir.Cents(before.amount.Cents + benefitOf(c, i, left[i].Eligible).Cents)}
		}
		return findings
	},
}

// allowance is an item of a preauthorization.
type allowance struct {
	claim string
	item  int
}

// consumed is what items of this claim took of an allowance.
type consumed struct {
	quantity fhir.Decimal
	amount   fhir.Money
}

// allowedBy is the item of a preauthorization under which an item is; false where it is under none.
func allowedBy(c engine.Case, left engine.ItemDecision) (engine.PreauthorizedItem, bool) {
	if left.Preauthorization == "" {
		return engine.PreauthorizedItem{}, false
	}
	for _, one := range c.Preauthorizations {
		if one.ClaimID != left.Preauthorization {
			continue
		}
		for _, allowed := range one.Items {
			if allowed.Sequence == left.PreauthorizationItem {
				return allowed, true
			}
		}
	}
	return engine.PreauthorizedItem{}, false
}

// underPreauthorization cuts an item to what is left of its preauthorization.
func underPreauthorization(c engine.Case, i int, left *engine.ItemDecision, allowed engine.PreauthorizedItem) engine.Finding {
	item := c.Claim.Items[i]
	quantity, amount := allowed.LeftQuantity(), allowed.LeftAmount()
	wanted, asked := left.Units, benefitOf(c, i, left.Eligible)
	figures := []engine.Figure{
		figure("approved", shown(allowed.Quantity)), figure("approved amount", allowed.Amount),
		figure("used before", shown(allowed.UsedQuantity)), figure("used amount", allowed.UsedAmount),
		figure("left", shown(quantity)), figure("left amount", amount),
	}
	if !less(quantity, wanted) && asked.Cents <= amount.Cents {
		finding := within(figures...)
		finding.Item = item.Sequence
		return finding
	}
	finding := engine.Finding{
		Outcome: engine.Cut, Reason: engine.PreauthorizationUsedUp, Item: item.Sequence, Figures: figures,
		Payer: fmt.Sprintf("%s: left of the preauthorization: %s of the quantity and %s; wanted: %s and %s.", item.Code, shown(quantity), amount, shown(wanted), asked),
		Facility: fmt.Sprintf("Left of the preauthorization for %s: %s of %s, and %s of %s; the item wants %s and %s.",
			item.Code, shown(quantity), shown(allowed.Quantity), amount, allowed.Amount, shown(wanted), asked),
	}
	if less(quantity, wanted) {
		row, _ := c.Intervention(item)
		left.Eligible = engine.Share(left.Eligible, quantity, wanted)
		left.Units = quantity
		finding.Units = &quantity
		if row.Unit == terminology.Day {
			finding.Paid = firstDays(left.Paid, wholeDays(quantity))
			left.Paid = finding.Paid
		}
	}
	left.Eligible = eligibleFor(c, i, left.Eligible, amount)
	finding.Ceiling = new(left.Eligible)
	return finding
}
