package engine

import (
	"context"
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

// Explanation is what was decided about a claim and why, so that a clerk can redo the sum by hand.
// What a facility gets is what it may know: see Explain.
type Explanation struct {
	ClaimID string
	Number  string
	State   State
	// RuleSet names the settings by which it was decided.
	RuleSet string
	// Granted: the benefits of the items are what is paid, and 0 where the claim was refused. In the other
	// states nothing is granted yet.
	Granted bool
	// Score is the sum of what is suspicious; of a facility's explanation always 0.
	Score int
	// Findings are those about the whole claim.
	Findings []Finding
	Items    []ExplainedItem
	Remarks  []string
}

// ExplainedItem is one item of an Explanation.
type ExplainedItem struct {
	ItemDecision
	Code     string
	Days     Days
	Quantity fhir.Decimal
	Findings []Finding
}

// Explained is the explanation of what would become of a claim, with all that the payer's people see.
func (e *Engine) Explained(one Predetermination) Explanation {
	one.Claim.State = one.State
	return explanationOf(one.Claim, one.Decision)
}

// Explain is the explanation of a claim. The payer's people get all of it. A facility gets, in the
// states in which the ClaimResponse tells of findings, those that it may know with its own texts and
// figures, and in the others what was submitted alone. NotFound.
func (e *Engine) Explain(ctx context.Context, caller Caller, id string) (Explanation, error) {
	due, err := e.dueFor(ctx, caller, id)
	if err != nil {
		return Explanation{}, err
	}
	decision, err := e.lastDecision(ctx, due.Claim)
	if err != nil {
		return Explanation{}, err
	}
	if caller.Role == Provider {
		decision = decision.forFacility(due.Claim)
	}
	explanation := explanationOf(due.Claim, decision)
	if caller.Role == Provider {
		explanation.State = e.shownState(explanation.State)
	}
	return explanation, nil
}

// explanationOf puts a decision in the order in which it is read.
func explanationOf(claim Claim, decision Decision) Explanation {
	show := shown[claim.State]
	explanation := Explanation{
		ClaimID: claim.ID, Number: claim.Number, State: claim.State, RuleSet: decision.RuleSet, Score: decision.Score,
		Granted: show.benefit, Findings: decision.about(0), Remarks: decision.Remarks,
	}
	for i, item := range decision.Items {
		submitted := claim.Items[i]
		if show.refused {
			item.Copay, item.Benefit = fhir.Cents(0), fhir.Cents(0)
		}
		explanation.Items = append(explanation.Items, ExplainedItem{
			ItemDecision: item, Code: submitted.Code, Days: Days{submitted.Start, submitted.End}, Quantity: submitted.Quantity,
			Findings: decision.about(item.Sequence),
		})
	}
	return explanation
}

// about are the findings about an item, 0: the claim.
func (d Decision) about(item int) []Finding {
	return slices.DeleteFunc(slices.Clone(d.Findings), func(finding Finding) bool { return finding.Item != item })
}

// forFacility is the decision as a facility may know it in the claim's state.
func (d Decision) forFacility(claim Claim) Decision {
	show := shown[claim.State]
	if !show.findings {
		undecided := decisionOf(claim)
		if show.remarks {
			undecided.Remarks = d.Remarks
		}
		return undecided
	}
	d.Score = 0
	var findings []Finding
	for _, finding := range d.Findings {
		if finding.Outcome == Watch || finding.Facility == "" {
			continue
		}
		finding.Payer = ""
		finding.Figures = figuresForFacility(finding.Figures)
		findings = append(findings, finding)
	}
	d.Findings = findings
	d.Items = slices.Clone(d.Items)
	for i := range d.Items {
		d.Items[i].Bases = basesForFacility(d.Items[i].Bases)
	}
	return d
}

// figuresForFacility are those that tell nothing of others.
func figuresForFacility(figures []Figure) []Figure {
	return slices.DeleteFunc(slices.Clone(figures), func(figure Figure) bool { return figure.Payer })
}

func basesForFacility(bases []Basis) []Basis {
	var told []Basis
	for _, basis := range bases {
		told = append(told, Basis{basis.Rule, figuresForFacility(basis.Figures)})
	}
	return told
}
