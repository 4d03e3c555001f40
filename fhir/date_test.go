package fhir

import (
	"testing"
	"time"
)

func TestDateOf_isTheDayInNairobi(t *testing.T) {
	for instant, want := range map[string]string{
		"2026-01-31T20:59:59Z":      "2026-01-31",
		"2026-01-31T21:00:00Z":      "2026-02-01",
		"2026-02-01T00:00:00+03:00": "2026-02-01",
	} {
		at, err := time.Parse(time.RFC3339, instant)
		if err != nil {
			t.Fatal(err)
		}
		if got := DateOf(at).String(); got != want {
			t.Errorf("%s: %s, want %s", instant, got, want)
		}
	}
}

func TestDate(t *testing.T) {
	date, err := ParseDate("2024-02-28")
	if err != nil {
		t.Fatal(err)
	}
	if got := date.AddDays(2).String(); got != "2024-03-01" {
		t.Errorf("two days later: %s", got)
	}
	if got := date.AddDays(-59).String(); got != "2023-12-31" {
		t.Errorf("59 days earlier: %s", got)
	}
	if got := date.DaysUntil(date.AddDays(366)); got != 366 {
		t.Errorf("days: %d", got)
	}
	if got := (Date{1, time.January, 1}).DaysUntil(Date{9999, time.December, 31}); got != 3_652_058 {
		t.Errorf("all days of the calendar are %d", got)
	}
	if next := date.AddDays(1); !date.Before(next) || !next.After(date) || date.Before(date) || date.After(date) {
		t.Error("order of days")
	}
	if !(Date{}).IsZero() || (Date{}).String() != "" || date.IsZero() {
		t.Error("zero date")
	}
	if _, err := ParseDate("2024-02-30"); err == nil {
		t.Error("2024-02-30 is taken for a date")
	}
}

func TestDateTime_Date(t *testing.T) {
	for written, want := range map[string]string{
		"2026-01-31":           "2026-01-31",
		"2026-01-31T23:30:00Z": "2026-02-01",
		"2026-01":              "",
		"2026":                 "",
	} {
		moment, ok := asDateTime(&node{kind: text, text: written})
		if !ok {
			t.Fatalf("%s is not read", written)
		}
		date, known := moment.Date()
		if date.String() != want || known != (want != "") {
			t.Errorf("%s: %s, %t; want %q", written, date, known, want)
		}
	}
}

// TestDate_order: dates are in the order of their text, and go to text and back.
func TestDate_order(t *testing.T) {
	last := Date{}
	for _, text := range []string{"0001-01-01", "1999-12-31", "2024-02-29", "2024-03-01", "2024-12-31", "2025-01-01", "9999-12-31"} {
		var date Date
		if err := date.UnmarshalText([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if back, err := date.MarshalText(); err != nil || string(back) != text {
			t.Errorf("%s becomes %s, %v", text, back, err)
		}
		if !last.Before(date) || date.Before(last) || date.Before(date) || !date.After(last) {
			t.Errorf("%s is not after %s", date, last)
		}
		last = date
	}
	var none Date
	if err := none.UnmarshalText(nil); err != nil || !none.IsZero() {
		t.Errorf("no text becomes %s, %v", none, err)
	}
	if err := none.UnmarshalText([]byte("2025-02-30")); err == nil {
		t.Error("a day that is not in the calendar is taken")
	}
}
