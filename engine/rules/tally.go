package rules

import (
	"cmp"
	"math/big"

	"github.com/bima-exchange/bima/fhir"
)

// tally is an exact sum. Nearly all that is added is whole, and adding whole numbers costs nothing, so
// fractions stand apart.
type tally struct {
	whole    int64
	fraction *big.Rat
}

// mostWhole bounds what is added as a whole number, so that no sum of a claim's can overflow.
const mostWhole = 1 << 50

// add adds a whole number: a count, or an amount in cents.
func (t *tally) add(n int64) { t.whole += min(n, mostWhole) }

// addQuantity adds a quantity.
func (t *tally) addQuantity(quantity fhir.Decimal) { t.sum(quantity, 1) }

// takeQuantity takes a quantity off.
func (t *tally) takeQuantity(quantity fhir.Decimal) { t.sum(quantity, -1) }

func (t *tally) sum(quantity fhir.Decimal, sign int64) {
	if number := quantity.Rat(); number.IsInt() && number.Num().IsInt64() && number.Num().Int64() < mostWhole {
		t.whole += sign * number.Num().Int64()
		return
	}
	before := t.fraction // copies of the sum may have it, too
	if before == nil {
		before = new(big.Rat)
	}
	if sign < 0 {
		t.fraction = new(big.Rat).Sub(before, quantity.Rat())
		return
	}
	t.fraction = new(big.Rat).Add(before, quantity.Rat())
}

// addTally adds another sum, takeTally takes it off.
func (t *tally) addTally(other tally) {
	t.whole += other.whole
	if other.fraction != nil {
		t.sum(fhir.Exact(other.fraction), 1)
	}
}

func (t *tally) takeTally(other tally) {
	t.whole -= other.whole
	if other.fraction != nil {
		t.sum(fhir.Exact(other.fraction), -1)
	}
}

// rat is the sum.
func (t *tally) rat() *big.Rat {
	sum := new(big.Rat).SetInt64(t.whole)
	if t.fraction != nil {
		sum.Add(sum, t.fraction)
	}
	return sum
}

// sign is -1, 0 or 1.
func (t *tally) sign() int {
	if t.fraction == nil {
		return cmp.Compare(t.whole, 0)
	}
	return t.rat().Sign()
}

// quantity is the sum as a quantity, or none where it is below zero.
func (t *tally) quantity() fhir.Decimal {
	switch {
	case t.sign() <= 0:
		return fhir.Decimal{}
	case t.fraction == nil:
		return fhir.Whole(t.whole)
	}
	return fhir.Exact(t.rat())
}

// floor is the sum without its fraction, or none where it is below zero.
func (t *tally) floor() int64 {
	whole := t.whole
	if t.fraction != nil {
		sum := t.rat()
		whole = new(big.Int).Div(sum.Num(), sum.Denom()).Int64() // towards −∞
	}
	return max(whole, 0)
}
