package profiles

import (
	"time"

	"github.com/bima-exchange/bima/fhir"
)

// period demands that a period which is there has a start and an end that name days, and that
// these are in order.
func (c *check) period(p fhir.Period) {
	for _, bound := range []fhir.Field[fhir.DateTime]{p.Start, p.End} {
		if bound.Absent() {
			c.find(bound.Path, "required", "%s has no %s; a date such as 2025-06-01 is wanted, with or without a time",
				element(p.Path), element(bound.Path))
		} else if _, ok := bound.Value.Date(); bound.Present() && !ok {
			c.find(bound.Path, "value", "%q names no day; a date such as 2025-06-01 is wanted, with or without a time",
				bound.Value.Text)
		}
	}
	switch first, last, ok := p.Days(); {
	case !ok:
	case first.After(last):
		c.find(p.Path, "value", "%s ends on %s, before it starts on %s (days in Nairobi); wanted is a start that is not after the end",
			element(p.Path), last, first)
	case timed(p.Start.Value) && timed(p.End.Value) && p.Start.Value.Time.After(p.End.Value.Time):
		c.find(p.Path, "value", "%s ends at %s, before it starts at %s; wanted is a start that is not after the end",
			element(p.Path), p.End.Value.Text, p.Start.Value.Text)
	}
}

// within reports whether the days first to last lie in the period from start to end.
func within(first, last, start, end fhir.Date) bool {
	return !first.Before(start) && !last.After(end)
}

// utcDay is the day that a clock on UTC shows; a plain date is the same day everywhere.
func utcDay(t fhir.DateTime) fhir.Date {
	if len(t.Text) == len(time.DateOnly) {
		day, _ := t.Date()
		return day
	}
	year, month, day := t.Time.UTC().Date()
	return fhir.Date{Year: year, Month: month, Day: day}
}
