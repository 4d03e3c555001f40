package rules

import (
	"math/big"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// oneUnit is a quantity of one.
var oneUnit = fhir.Whole(1)

// less reports whether a quantity is below another.
func less(a, b fhir.Decimal) bool { return a.Rat().Cmp(b.Rat()) < 0 }

// plus is the sum of two quantities.
func plus(a, b fhir.Decimal) fhir.Decimal {
	if a.Sign() == 0 {
		return b
	}
	return fhir.Exact(new(big.Rat).Add(a.Rat(), b.Rat()))
}

// part is some units of all of a quantity: quantity × some / all.
func part(quantity, some, all fhir.Decimal) fhir.Decimal {
	if all.Sign() <= 0 || !less(some, all) {
		return quantity
	}
	if quantity.Rat().Cmp(all.Rat()) == 0 {
		return some
	}
	share := new(big.Rat).Quo(some.Rat(), all.Rat())
	return fhir.Exact(share.Mul(share, quantity.Rat()))
}

// wholeDays is a quantity as a number of days, without the fraction of one.
func wholeDays(quantity fhir.Decimal) int {
	floor := new(big.Int).Quo(quantity.Rat().Num(), quantity.Rat().Denom())
	if !floor.IsInt64() {
		return mostDays
	}
	return int(min(floor.Int64(), mostDays))
}

// mostDays is more than any calendar has.
const mostDays = 1 << 30

// firstDays are the first of some days; zero where they are none.
func firstDays(days engine.Days, n int) engine.Days {
	switch {
	case n <= 0:
		return engine.Days{}
	case n >= days.Count():
		return days
	}
	return engine.Days{First: days.First, Last: days.First.AddDays(n - 1)}
}
