package engine

import (
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

// usage is what an approved claim takes of the member's benefits, capitated items included, or what
// an approved preauthorization holds of them until its claims come.
func (e *Engine) usage(claim Claim, change change) []Usage {
	var taken []Usage
	for i, item := range claim.Items {
		decided := change.decision.Items[i]
		if decided.Units.Sign() <= 0 {
			continue // nothing of it is paid, so none of its days are
		}
		one := Usage{
			ClaimID: claim.ID, Sequence: item.Sequence, Member: claim.Member, Household: change.household, Code: item.Code,
			Paid: decided.Paid, Quantity: decided.Units, Amount: decided.Benefit,
			Preauthorization: decided.Preauthorization, PreauthorizationItem: decided.PreauthorizationItem,
		}
		if change.approval != nil {
			one.Held, one.Paid = true, change.approval.Period
			one.HeldUntil = one.Paid.Last.AddDays(e.RuleSets.On(claim.FirstDay()).ReceivedWithin)
		}
		taken = append(taken, one)
	}
	return taken
}

// decidedItems are the claim's items with what was decided; the benefit where it is granted, and none
// where it is refused.
func decidedItems(claim Claim, to State, decision Decision) []Item {
	items := slices.Clone(claim.Items)
	for i := range items {
		item := &items[i]
		switch to {
		case Rejected, Canceled:
			item.Benefit = new(fhir.Cents(0))
			continue
		case Approved:
			item.Benefit = new(decision.Items[i].Benefit)
		}
		item.Eligible = new(decision.Items[i].Eligible)
	}
	return items
}

// approval is the number and the days of a preauthorization that is being approved: from its first
// day of service on, for as long as its kind has. Of several kinds the shortest counts. Whatever was
// approved can be done.
func approval(c Case, number string) *Approval {
	days := 0
	for _, item := range c.Claim.Items {
		row, _ := c.Intervention(item)
		for _, kind := range row.Preauth {
			if valid := c.Settings.ValidFor[kind]; valid > 0 && (days == 0 || valid < days) {
				days = valid
			}
		}
	}
	if days == 0 {
		days = max(c.Settings.ValidFor[""], 1)
	}
	period := Days{c.Claim.FirstDay(), c.Claim.FirstDay().AddDays(days - 1)}
	if end := c.Claim.LastDay(); end.After(period.Last) {
		period.Last = end
	}
	return &Approval{Number: number, Period: period}
}
