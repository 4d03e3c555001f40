package fhir

import (
	"fmt"
	"time"
)

// Nairobi is East Africa Time: UTC+3 the year round. Every calendar date of a claim is one of
// this zone. It is a fixed zone, so that no time zone database is needed.
var Nairobi = time.FixedZone("EAT", 3*60*60)

// Date is a calendar date in Africa/Nairobi. The zero Date is no date. Dates compare with ==.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the Nairobi day in which an instant falls.
func DateOf(instant time.Time) Date {
	year, month, day := instant.In(Nairobi).Date()
	return Date{year, month, day}
}

// ParseDate reads YYYY-MM-DD.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return Date{}, fmt.Errorf("%q is no date of the form YYYY-MM-DD", text)
	}
	return Date{t.Year(), t.Month(), t.Day()}, nil
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Start is the first instant of the day in Nairobi.
func (d Date) Start() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, Nairobi)
}

// AddDays is the date n days later, earlier where n is negative.
func (d Date) AddDays(n int) Date { return DateOf(d.Start().AddDate(0, 0, n)) }

// DaysUntil is the number of days from d to other: 1 from one day to the next.
func (d Date) DaysUntil(other Date) int {
	// A time.Duration would end at 292 years.
	return int((other.Start().Unix() - d.Start().Unix()) / (24 * 60 * 60))
}

// Before reports whether d is earlier than other.
func (d Date) Before(other Date) bool {
	switch {
	case d.Year != other.Year:
		return d.Year < other.Year
	case d.Month != other.Month:
		return d.Month < other.Month
	}
	return d.Day < other.Day
}

// After reports whether d is later than other.
func (d Date) After(other Date) bool { return other.Before(d) }

// String is YYYY-MM-DD, empty for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	if d.Year < 0 || d.Year > 9999 {
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
	}
	digit := func(n int) byte { return byte('0' + n%10) }
	return string([]byte{
		digit(d.Year / 1000), digit(d.Year / 100), digit(d.Year / 10), digit(d.Year), '-',
		digit(int(d.Month) / 10), digit(int(d.Month)), '-', digit(d.Day / 10), digit(d.Day),
	})
}

// MarshalText is String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(text))
	return err
}

// DateTime is a FHIR date, dateTime or instant as it was written.
type DateTime struct {
	// Text is the value as it stands in the JSON.
	Text string
	// Time is the instant; the start of the day in Nairobi where only a day is given. It is the
	// zero Time where Text names only a year or a month.
	Time time.Time
}

// Date is the Nairobi day. It is false where Text names only a year or a month.
func (t DateTime) Date() (Date, bool) {
	if t.Time.IsZero() {
		return Date{}, false
	}
	return DateOf(t.Time), true
}
