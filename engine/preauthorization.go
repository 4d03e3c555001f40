package engine

import (
	"math/big"

	"github.com/bima-exchange/bima/fhir"
)

// Preauthorization is an accepted preauthorization as a claim that names it finds it.
type Preauthorization struct {
	ClaimID string
	// Number is ours, given when it was approved: "AUTH/2026/000123".
	Number string
	Member string
	State  State
	// Period are the days of service for which it holds.
	Period Days
	// Items are what was approved and what claims have used of it.
	Items []PreauthorizedItem
}

// PreauthorizedItem is what a preauthorization allows of one intervention.
type PreauthorizedItem struct {
	Sequence int
	Code     string
	// Quantity and Amount are what was approved, UsedQuantity and UsedAmount what claims took of it.
	Quantity     fhir.Decimal
	Amount       fhir.Money
	UsedQuantity fhir.Decimal
	UsedAmount   fhir.Money
}

// LeftQuantity is how many units are left, never below zero.
func (p PreauthorizedItem) LeftQuantity() fhir.Decimal {
	left := new(big.Rat).Sub(p.Quantity.Rat(), p.UsedQuantity.Rat())
	if left.Sign() < 0 {
		return fhir.Decimal{}
	}
	return fhir.Exact(left)
}

// LeftAmount is what may still be paid, never below zero.
func (p PreauthorizedItem) LeftAmount() fhir.Money {
	return fhir.Cents(max(0, p.Amount.Cents-p.UsedAmount.Cents))
}

// Preauthorized is what allows an item of the claim: the preauthorization that it names and that is
// approved for its member and intervention on all its days, and the one of its items that does so. Of
// several it is the first with something left, else the first. False: there is none.
func (c Case) Preauthorized(item Item) (Preauthorization, PreauthorizedItem, bool) {
	var found *Preauthorization
	var first PreauthorizedItem
	days := c.Counted(item)
	for i, preauthorization := range c.Preauthorizations {
		if preauthorization.State != Approved || preauthorization.Member != c.Claim.Member || preauthorization.Period.Meet(days) != days {
			continue
		}
		for _, allowed := range preauthorization.Items {
			if allowed.Code != item.Code {
				continue
			}
			if allowed.LeftQuantity().Sign() > 0 && allowed.LeftAmount().Cents > 0 {
				return preauthorization, allowed, true
			}
			if found == nil {
				found, first = &c.Preauthorizations[i], allowed
			}
		}
	}
	if found == nil {
		return Preauthorization{}, PreauthorizedItem{}, false
	}
	return *found, first, true
}
