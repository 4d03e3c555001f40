package terminology

import (
	"errors"
	"fmt"
	"math/big"
	"regexp"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// Copay is what the patient pays of an eligible amount: a share of it, or an amount for the item. One
// of the two is given; where both are, the share counts. The zero Copay is none.
type Copay struct {
	Percent fhir.Decimal // hundredths of the eligible amount, 0 to 100; zero: none
	Amount  fhir.Money   // for an item; zero: none
}

// Of is the patient's share of an eligible amount, rounded half up to the cent, never above the amount
// nor below zero.
func (c Copay) Of(eligible fhir.Money) fhir.Money {
	share := big.NewInt(c.Amount.Cents)
	if c.Percent.Sign() != 0 {
		exact := new(big.Rat).Mul(c.Percent.Rat(), big.NewRat(eligible.Cents, 100))
		exact.Add(exact, big.NewRat(1, 2))
		share.Div(exact.Num(), exact.Denom()) // towards −∞
	}
	switch {
	case eligible.Cents <= 0 || share.Sign() < 0:
		return fhir.Money{Currency: eligible.Currency}
	case share.Cmp(big.NewInt(eligible.Cents)) > 0:
		return eligible
	}
	return fhir.Money{Cents: share.Int64(), Currency: eligible.Currency}
}

// IsZero reports whether the patient pays nothing.
func (c Copay) IsZero() bool { return c.Percent.Sign() == 0 && c.Amount.Cents == 0 }

// Equal reports whether two are written alike. A Decimal holds a pointer, so == would tell nothing.
func (c Copay) Equal(other Copay) bool { return c.String() == other.String() }

// shareForm is a share in hundredths. More than four decimals are no share that anyone agreed on.
var shareForm = regexp.MustCompile(`^(\d{1,3}(?:\.\d{1,4})?) ?%$`)

// hundred is the greatest share.
var hundred = big.NewRat(100, 1)

// ParseCopay reads a share such as "10%" or "12.5%", or an amount in shillings such as "500". What is
// empty or zero is none.
func ParseCopay(text string) (Copay, error) {
	text = strings.TrimSpace(text)
	if strings.Contains(text, "%") {
		return parseShare(text)
	}
	if text == "" {
		return Copay{}, nil
	}
	cents, err := parseAmount(text)
	switch {
	case errors.Is(err, errFree):
		return Copay{}, nil
	case err != nil:
		return Copay{}, fmt.Errorf("%w, or a share such as 10%% or 12.5%%", err)
	}
	return Copay{Amount: fhir.Cents(cents)}, nil
}

// parseShare reads hundredths from 0 to 100 with their sign.
func parseShare(text string) (Copay, error) {
	wrong := fmt.Errorf("%q is no share; wanted is one from 0%% to 100%%, such as 10%% or 12.5%%, or an amount in shillings, such as 500", text)
	parts := shareForm.FindStringSubmatch(text)
	if parts == nil {
		return Copay{}, wrong
	}
	percent, err := fhir.ParseDecimal(parts[1])
	switch {
	case err != nil || percent.Rat().Cmp(hundred) > 0:
		return Copay{}, wrong
	case percent.Sign() == 0:
		return Copay{}, nil
	}
	percent, err = fhir.ParseDecimal(plainDecimal(percent))
	return Copay{Percent: percent}, err
}

// plainDecimal is a number without zeros that say nothing, so that equal shares are written alike.
func plainDecimal(number fhir.Decimal) string {
	digits, _ := number.Rat().FloatPrec()
	return number.Rat().FloatString(digits)
}

// String is what ParseCopay reads: "10%", "500"; empty for none.
func (c Copay) String() string {
	switch {
	case c.Percent.Sign() != 0:
		return plainDecimal(c.Percent) + "%"
	case c.Amount.Cents != 0:
		return c.Amount.Decimal()
	}
	return ""
}

// MarshalText writes what String does: a Decimal keeps its number to itself, and JSON would lose it.
func (c Copay) MarshalText() ([]byte, error) { return []byte(c.String()), nil }
