package server

import (
	"regexp"
	"strings"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// shillings is an amount of Kenyan shillings in a body that is not FHIR: a JSON number, which may also
// be sent as a string. It is exact to the cent and never a float.
type shillings fhir.Money

// soundShillings bounds what is read exactly: big.Rat would take "1/3", and hours for "1e999999999".
var soundShillings = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,16})?([eE][+-]?[0-9]{1,2})?$`)

// readShillings reads an amount. An Error of kind Invalid says what is wrong with it.
func readShillings(text string) (shillings, error) {
	if soundShillings.MatchString(text) {
		value, err := fhir.ParseDecimal(text)
		if err != nil {
			return shillings{}, err
		}
		if cents, exact := value.Cents(); exact {
			return shillings(fhir.Cents(cents)), nil
		}
	}
	return shillings{}, engine.Errorf(engine.Invalid, "%.40q is no amount; a number of Kenyan shillings with at most two decimals is wanted: 3360.5, or \"3360.50\"", text)
}

// MarshalJSON writes the amount as a number.
func (s shillings) MarshalJSON() ([]byte, error) { return []byte(fhir.Money(s).Decimal()), nil }

// UnmarshalJSON reads a number, or a string with one.
func (s *shillings) UnmarshalJSON(body []byte) (err error) {
	text := string(body)
	if inner, quoted := strings.CutPrefix(text, `"`); quoted {
		text = strings.TrimSuffix(inner, `"`)
	}
	*s, err = readShillings(text)
	return err
}

// money is the amount in the engine's words; nil where none was sent.
func (s *shillings) money() *fhir.Money {
	if s == nil {
		return nil
	}
	return new(fhir.Money(*s))
}

// inShillings is an amount of the engine's; nil where there is none.
func inShillings(amount *fhir.Money) *shillings {
	if amount == nil {
		return nil
	}
	return new(shillings(*amount))
}
