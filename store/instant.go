package store

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// instant is a time.Time in a TIMESTAMP column: UTC, whole microseconds, of fixed width, so that
// SQLite's text compares as time does. The zero instant is NULL. Every time goes to and comes from
// the database as an instant: by itself SQLite would keep Go's notation with the zone in words,
// and PostgreSQL would drop the zone without a word.
type instant time.Time

const instantLayout = "2006-01-02 15:04:05.000000"

// Value implements driver.Valuer.
func (i instant) Value() (driver.Value, error) {
	t := time.Time(i)
	if t.IsZero() {
		return nil, nil
	}
	return t.UTC().Format(instantLayout), nil
}

// Scan implements sql.Scanner.
func (i *instant) Scan(value any) error {
	switch value := value.(type) {
	case nil:
		*i = instant{}
	case time.Time:
		*i = instant(value.UTC())
	case string:
		// SQLite forgets a column's type in RETURNING and in expressions.
		t, err := time.Parse(instantLayout, value)
		if err != nil {
			return fmt.Errorf("%q is no instant of the form %s", value, instantLayout)
		}
		*i = instant(t)
	default:
		return fmt.Errorf("a %T is no instant", value)
	}
	return nil
}

// deadline is an instant that may never come: it is the last day that there is, so that it stands last
// in every order.
type deadline time.Time

var never = time.Date(9999, time.December, 31, 0, 0, 0, 0, time.UTC)

// Value implements driver.Valuer.
func (d deadline) Value() (driver.Value, error) {
	if time.Time(d).IsZero() {
		return instant(never).Value()
	}
	return instant(d).Value()
}

// Scan implements sql.Scanner.
func (d *deadline) Scan(value any) error {
	if err := (*instant)(d).Scan(value); err != nil {
		return err
	}
	if time.Time(*d).Equal(never) {
		*d = deadline{}
	}
	return nil
}
