package fhir

import (
	"fmt"
	"math/big"
	"strconv"
)

// KES is the one currency that the payer knows.
const KES = "KES"

// Money is an amount in cents. A decimal becomes Money exactly or not at all.
type Money struct {
	Cents    int64
	Currency string
}

// Shillings is an amount of whole Kenyan shillings.
func Shillings(n int64) Money { return Money{Cents: n * 100, Currency: KES} }

// Cents is an amount of Kenyan cents.
func Cents(n int64) Money { return Money{Cents: n, Currency: KES} }

// Decimal is the amount as FHIR writes it, without trailing zeros: "10650", "12.5", "-0.05".
func (m Money) Decimal() string {
	sign, cents := "", m.Cents
	if cents < 0 {
		sign, cents = "-", -cents
	}
	switch whole, rest := cents/100, cents%100; {
	case rest == 0:
		return fmt.Sprintf("%s%d", sign, whole)
	case rest%10 == 0:
		return fmt.Sprintf("%s%d.%d", sign, whole, rest/10)
	default:
		return fmt.Sprintf("%s%d.%02d", sign, whole, rest)
	}
}

// String is the amount for people: "KES 10650.00".
func (m Money) String() string {
	text := append(make([]byte, 0, 24), m.Currency...)
	text = append(text, ' ')
	cents := m.Cents
	if cents < 0 {
		text, cents = append(text, '-'), -cents
	}
	text = append(strconv.AppendInt(text, cents/100, 10), '.', byte('0'+cents%100/10), byte('0'+cents%10))
	return string(text)
}

// Decimal is a FHIR decimal, exact, with the text that it was written in. The zero Decimal is 0.
type Decimal struct {
	text  string
	exact *big.Rat
}

// ParseDecimal reads a JSON number. The sizes that fhir.Decode admits (34 digits, exponent
// within ±30) keep the exact value small.
func ParseDecimal(text string) (Decimal, error) {
	exact, ok := new(big.Rat).SetString(text)
	if !ok {
		return Decimal{}, fmt.Errorf("%q is no decimal number", text)
	}
	return Decimal{text, exact}, nil
}

// Rat is the exact value; the caller must not change it.
func (d Decimal) Rat() *big.Rat {
	if d.exact == nil {
		return new(big.Rat)
	}
	return d.exact
}

// Sign is -1, 0 or 1.
func (d Decimal) Sign() int { return d.Rat().Sign() }

// String is the number as it was written.
func (d Decimal) String() string {
	if d.exact == nil {
		return "0"
	}
	return d.text
}

// MarshalText is String.
func (d Decimal) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Decimal) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDecimal(string(text))
	return err
}

// Cents is the decimal as a number of hundredths; false where it has more than two decimals
// that are not zero, or does not fit.
func (d Decimal) Cents() (int64, bool) {
	hundredths := new(big.Rat).Mul(d.Rat(), big.NewRat(100, 1))
	if !hundredths.IsInt() || !hundredths.Num().IsInt64() {
		return 0, false
	}
	return hundredths.Num().Int64(), true
}

// noise bounds what float arithmetic adds to an amount: less than 0.0001, here in hundredths.
var noise = big.NewRat(1, 100)

// nearestCent is the decimal rounded to a number of hundredths. It is near where that changes
// nothing but noise; it does not fit where int64 cannot hold it.
func (d Decimal) nearestCent() (cents int64, near, fits bool) {
	hundredths := new(big.Rat).Mul(d.Rat(), big.NewRat(100, 1))
	half := new(big.Rat).Add(hundredths, big.NewRat(1, 2))
	rounded := new(big.Int).Div(half.Num(), half.Denom()) // towards −∞
	moved := new(big.Rat).Sub(hundredths, new(big.Rat).SetInt(rounded))
	return rounded.Int64(), moved.Abs(moved).Cmp(noise) < 0, rounded.IsInt64()
}

// Exact is a rational number as a Decimal. Its text has all decimals where there is an end to them,
// else 30; the value is exact all the same.
func Exact(value *big.Rat) Decimal {
	decimals, finite := value.FloatPrec()
	if !finite {
		decimals = 30
	}
	return Decimal{value.FloatString(decimals), value}
}

// Whole is a whole number as a Decimal.
func Whole(n int64) Decimal {
	exact := new(big.Rat).SetInt64(n)
	return Decimal{exact.Num().String(), exact}
}
