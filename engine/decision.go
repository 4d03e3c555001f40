package engine

import (
	"math/big"

	"github.com/bima-exchange/bima/fhir"
)

// Decision is what the rules, or an officer, make of a case.
type Decision struct {
	// RuleSet names the settings by which it was made.
	RuleSet string `json:"rule_set,omitempty"`
	// Findings are in the order of the rules.
	Findings []Finding `json:"findings,omitempty"`
	// Items are in ascending order of sequence.
	Items []ItemDecision `json:"items"`
	// Score is the sum of the weights of what is suspicious.
	Score int `json:"score,omitempty"`
	// Remarks are what a person tells the facility, in sentences.
	Remarks []string `json:"remarks,omitempty"`
}

// ItemDecision is one item, so that a clerk can redo the sum by hand:
// Submitted − Σ Reductions = Eligible, and Eligible − Copay = Benefit.
type ItemDecision struct {
	Sequence   int         `json:"sequence"`
	Submitted  fhir.Money  `json:"submitted"`
	Reductions []Reduction `json:"reductions,omitempty"`
	Eligible   fhir.Money  `json:"eligible"`
	// Copay is the patient's share.
	Copay   fhir.Money `json:"copay"`
	Benefit fhir.Money `json:"benefit"`
	// Units is how many units the benefit pays: days of a stay, else the quantity. Paid are its days.
	Units fhir.Decimal `json:"units"`
	Paid  Days         `json:"paid,omitzero"`
	// Bases are the figures by which the item is within tariff, limits and preauthorization.
	Bases []Basis `json:"bases,omitempty"`
	// Preauthorization is the claim id of the preauthorization that allows the item, and
	// PreauthorizationItem the item of it; empty where it needs none or has none.
	Preauthorization     string `json:"preauthorization,omitempty"`
	PreauthorizationItem int    `json:"preauthorization_item,omitempty"`
}

// Basis is what a rule reckoned with that took nothing off an item.
type Basis struct {
	Rule    string   `json:"rule"`
	Figures []Figure `json:"figures"`
}

// Reduction is what one rule, or an officer, took off an item.
type Reduction struct {
	// Rule is empty where an officer did it.
	Rule   string     `json:"rule,omitempty"`
	Reason Reason     `json:"reason"`
	Amount fhir.Money `json:"amount"`
}

// Benefit is the sum of what the items are paid.
func (d Decision) Benefit() fhir.Money {
	sum := fhir.Cents(0)
	for _, item := range d.Items {
		sum.Cents += item.Benefit.Cents
	}
	return sum
}

// decisionOf is a claim before any rule has spoken: everything that was asked for is eligible.
func decisionOf(claim Claim) Decision {
	var decision Decision
	for _, item := range claim.Items {
		decision.Items = append(decision.Items, ItemDecision{
			Sequence: item.Sequence, Submitted: item.Net, Eligible: item.Net, Copay: fhir.Cents(0), Benefit: item.Net,
			Units: item.Quantity, Paid: Days{item.Start, item.End},
		})
	}
	return decision
}

// add takes a finding in. A cut takes off what is above its ceiling; one that takes nothing off is
// dropped, and one that leaves an item nothing is a deny, since the engine never approves nothing.
func (d *Decision) add(finding Finding) {
	d.Score += finding.Weight
	if finding.Outcome == Within {
		d.keep(finding)
		return
	}
	if finding.Outcome != Cut {
		d.Findings = append(d.Findings, finding)
		return
	}
	for i := range d.Items {
		item := &d.Items[i]
		if item.Sequence != finding.Item || finding.Ceiling == nil || !item.cut(finding) {
			continue
		}
		if item.Eligible.Cents == 0 {
			finding.Outcome = Deny
		}
		d.Findings = append(d.Findings, finding)
	}
}

// keep keeps the figures of a rule that leaves an item what it has.
func (d *Decision) keep(finding Finding) {
	for i := range d.Items {
		if d.Items[i].Sequence == finding.Item {
			d.Items[i].Bases = append(d.Items[i].Bases, Basis{finding.Rule, finding.Figures})
		}
	}
}

// cut takes off what is above a ceiling, and reports whether that was anything.
func (i *ItemDecision) cut(finding Finding) bool {
	changed := false
	if ceiling := max(finding.Ceiling.Cents, 0); i.Eligible.Cents > ceiling {
		off := fhir.Cents(i.Eligible.Cents - ceiling)
		i.Eligible.Cents = ceiling
		i.Reductions = append(i.Reductions, Reduction{finding.Rule, finding.Reason, off})
		changed = true
	}
	if finding.Units != nil && finding.Units.Rat().Cmp(i.Units.Rat()) < 0 {
		i.Units = *finding.Units
		changed = true
	}
	if !finding.Paid.IsZero() && finding.Paid != i.Paid {
		i.Paid = finding.Paid
		changed = true
	}
	return changed
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

// Share is the part of an amount that some of its units have, rounded half up to the cent.
func Share(amount fhir.Money, some, all fhir.Decimal) fhir.Money {
	if all.Sign() <= 0 || some.Rat().Cmp(all.Rat()) >= 0 {
		return amount
	}
	return Times(amount, fhir.Exact(new(big.Rat).Quo(some.Rat(), all.Rat())))
}

// Times is an amount times a quantity, rounded half up to the cent (rules.md "Units").
func Times(amount fhir.Money, quantity fhir.Decimal) fhir.Money {
	exact := new(big.Rat).Mul(new(big.Rat).SetInt64(amount.Cents), quantity.Rat())
	doubled := new(big.Rat).Add(exact.Add(exact, exact), big.NewRat(1, 1))
	cents := new(big.Int).Div(doubled.Num(), new(big.Int).Mul(doubled.Denom(), big.NewInt(2)))
	if !cents.IsInt64() {
		// A quantity beyond all reason sets no ceiling that an amount could reach.
		return fhir.Money{Cents: 1<<63 - 1, Currency: amount.Currency}
	}
	return fhir.Money{Cents: cents.Int64(), Currency: amount.Currency}
}
