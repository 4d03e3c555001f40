package rules

import (
	"fmt"
	"slices"

	"github.com/bima-exchange/bima/engine"
)

// preauthorizationIsApproved goes by the days of service: when a claim came has no say in it. What is
// unknown, another facility's or another patient's has one text, so that nobody learns of others.
var preauthorizationIsApproved = engine.Rule{
	ID:       "PRE-001",
	Title:    "An intervention that needs a preauthorization names one that was approved for this facility, patient and intervention and holds on every day of service.",
	Cites:    "SHA benefits and tariffs: preauthorization; Claims Submission Guide: claims that follow a preauthorization",
	Outcomes: []engine.Outcome{engine.Deny},
	Check: func(c engine.Case) []engine.Finding {
		if c.Claim.Use != engine.UseClaim {
			return nil
		}
		return eachItem(preauthorized)(c)
	},
}

func preauthorized(c engine.Case, item engine.Item, left engine.ItemDecision) []engine.Finding {
	row, _ := c.Intervention(item)
	if len(row.Preauth) == 0 || left.Preauthorization != "" {
		return nil
	}
	if len(c.Claim.Stated.Preauthorizations) == 0 {
		return denied(engine.PreauthorizationMissing,
			fmt.Sprintf("%s needs a preauthorization, and the claim names none.", item.Code),
			fmt.Sprintf("%s needs a preauthorization, and the claim names none. Name the one that was approved.", item.Code))
	}
	named, found := namedFor(c, item.Code)
	if !found {
		return denied(engine.PreauthorizationNotFound,
			fmt.Sprintf("%s: what the claim names is no preauthorization of this facility for this patient and intervention.", item.Code),
			fmt.Sprintf("The preauthorization that the claim names for %s was not found among those of this facility for this patient and intervention.", item.Code))
	}
	if named.State != engine.Approved {
		why := notApproved(named.State)
		return denied(engine.PreauthorizationNotValid,
			fmt.Sprintf("%s: the preauthorization %s %s.", item.Code, called(named), why),
			fmt.Sprintf("The preauthorization that the claim names for %s %s.", item.Code, why))
	}
	days, period := c.Counted(item), named.Period
	outside := days.First
	if !days.First.Before(period.First) && !days.First.After(period.Last) {
		outside = period.Last.AddDays(1)
	}
	finding := denied(engine.PreauthorizationNotValid,
		fmt.Sprintf("%s: the preauthorization %s holds %s, and not on %s.", item.Code, called(named), span(period), outside),
		fmt.Sprintf("The preauthorization that the claim names for %s holds %s, and not on %s, a day of service.", item.Code, span(period), outside))
	finding[0].Figures = []engine.Figure{figure("holds from", period.First), figure("holds to", period.Last), figure("day of service", outside)}
	return finding
}

// namedFor is the preauthorization of this patient for an intervention that the claim names: an
// approved one where there is one, and of several the one that ends last.
func namedFor(c engine.Case, code string) (named engine.Preauthorization, found bool) {
	for _, one := range c.Preauthorizations {
		if one.Member != c.Claim.Member || !isFor(one, code) {
			continue
		}
		better := (one.State == engine.Approved) != (named.State == engine.Approved)
		if !found || better && one.State == engine.Approved || !better && named.Period.Last.Before(one.Period.Last) {
			named, found = one, true
		}
	}
	return named, found
}

// isFor reports whether a preauthorization is for an intervention. What was not approved has no items
// yet, and may be for any.
func isFor(one engine.Preauthorization, code string) bool {
	return one.State != engine.Approved || slices.ContainsFunc(one.Items, func(item engine.PreauthorizedItem) bool { return item.Code == code })
}

// notApproved says how a preauthorization stands that is not approved.
func notApproved(state engine.State) string {
	switch state {
	case engine.Rejected:
		return "was rejected"
	case engine.Canceled:
		return "was withdrawn"
	case engine.SentBack:
		return "was sent back and is not approved yet"
	}
	return "is not approved yet"
}

// called is how the payer calls a preauthorization: by its number, before it has one by its claim.
func called(one engine.Preauthorization) string { return or(one.Number, one.ClaimID) }
