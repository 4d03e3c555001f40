package rules

import (
	"sort"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// benefitOf is what the payer pays of an eligible amount of an item: without the patient's share.
func benefitOf(c engine.Case, i int, eligible fhir.Money) fhir.Money {
	row, _ := c.Intervention(c.Claim.Items[i])
	if row.Copay.IsZero() {
		return eligible
	}
	return fhir.Cents(eligible.Cents - row.Copay.Of(eligible).Cents)
}

// eligibleFor is the most of an eligible amount of which the payer pays no more than is left. What is
// left is the payer's money, so the patient's share is not taken off it. It can be searched for: the
// benefit never falls when what is eligible grows.
func eligibleFor(c engine.Case, i int, eligible, left fhir.Money) fhir.Money {
	if benefitOf(c, i, eligible).Cents <= left.Cents {
		return eligible
	}
	if left.Cents <= 0 {
		return fhir.Cents(0)
	}
	above := sort.Search(int(eligible.Cents-left.Cents), func(n int) bool {
		return benefitOf(c, i, fhir.Cents(left.Cents+int64(n))).Cents > left.Cents
	})
	return fhir.Cents(left.Cents + int64(above) - 1)
}
