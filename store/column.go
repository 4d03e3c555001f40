package store

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// octets is a []byte in a BYTEA column that is never NULL: nil and empty are the same.
type octets []byte

// Value implements driver.Valuer.
func (o octets) Value() (driver.Value, error) {
	if o == nil {
		return []byte{}, nil
	}
	return []byte(o), nil
}

// Scan implements sql.Scanner.
func (o *octets) Scan(value any) error {
	bytes, ok := value.([]byte)
	if !ok {
		return fmt.Errorf("a %T is no BYTEA", value)
	}
	// The driver's memory may be used again for the next row.
	*o = append(octets(nil), bytes...)
	return nil
}

// list is a slice in a TEXT column, as a JSON array.
type list[T any] []T

// codes is a list of codes.
type codes = list[string]

// Value implements driver.Valuer.
func (l list[T]) Value() (driver.Value, error) {
	if len(l) == 0 {
		return "[]", nil
	}
	text, err := json.Marshal([]T(l))
	return string(text), err
}

// Scan implements sql.Scanner. An empty list is nil.
func (l *list[T]) Scan(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("a %T is no TEXT", value)
	}
	*l = nil
	if text == "[]" {
		return nil
	}
	var read []T
	if err := json.Unmarshal([]byte(text), &read); err != nil {
		return fmt.Errorf("%q is no JSON array of the kind wanted: %w", text, err)
	}
	if len(read) > 0 {
		*l = read
	}
	return nil
}

// stated is what a bundle says, as JSON in a TEXT column.
type stated engine.Stated

// Value implements driver.Valuer.
func (s stated) Value() (driver.Value, error) {
	text, err := json.Marshal(engine.Stated(s))
	return string(text), err
}

// Scan implements sql.Scanner.
func (s *stated) Scan(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("a %T is no TEXT", value)
	}
	*s = stated{}
	return json.Unmarshal([]byte(text), (*engine.Stated)(s))
}

// day is a calendar date in a TEXT column as YYYY-MM-DD; no date is "".
type day fhir.Date

// Value implements driver.Valuer.
func (d day) Value() (driver.Value, error) { return fhir.Date(d).String(), nil }

// Scan implements sql.Scanner.
func (d *day) Scan(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("a %T is no TEXT", value)
	}
	*d = day{}
	if text == "" {
		return nil
	}
	date, err := fhir.ParseDate(text)
	*d = day(date)
	return err
}

// decimal is an exact number in a TEXT column, as it was written.
type decimal fhir.Decimal

// Value implements driver.Valuer.
func (d decimal) Value() (driver.Value, error) { return fhir.Decimal(d).String(), nil }

// Scan implements sql.Scanner.
func (d *decimal) Scan(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("a %T is no TEXT", value)
	}
	number, err := fhir.ParseDecimal(text)
	*d = decimal(number)
	return err
}

// copay is a copayment in a TEXT column as a tariff file writes it; none is "".
type copay terminology.Copay

// Value implements driver.Valuer.
func (c copay) Value() (driver.Value, error) { return terminology.Copay(c).String(), nil }

// Scan implements sql.Scanner.
func (c *copay) Scan(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("a %T is no TEXT", value)
	}
	read, err := terminology.ParseCopay(text)
	*c = copay(read)
	return err
}
